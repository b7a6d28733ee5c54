// The reader of lavaan model syntax: statements to terms, constraints and definitions.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "spec/check_model.h"
#include "spec/expression.h"
#include "spec/lavaan_characters.h"
#include "spec/lavaan_modifiers.h"
#include "spec/lavaan_tokens.h"
#include "spec/read_model.h"

namespace trustsem {
namespace {

// One part of a right-hand side: modifiers and what they modify.
struct Element {
  std::string name;  // empty: the intercept
  Modifiers modifiers;
  Token token;
};

const std::map<std::string, Operator> kOperators = {
    {"=~", Operator::kMeasuredBy}, {"~", Operator::kRegression}, {"~~", Operator::kCovariance},
    {"|", Operator::kThreshold},   {"~*~", Operator::kScale},    {":=", Operator::kDefinition},
    {"==", Operator::kEqual},      {"<", Operator::kLess},       {">", Operator::kGreater}};

// What to write in place of signs that other languages have.
const std::map<std::string, std::string> kWrongOperators = {
    {"=", "write '=~' for measurement, '~' for a regression, '==' for an equality, ':=' to define"},
    {"===", "write '==' for an equality"},
    {"<-", "leave out the R part of the file; for a bound write a space: a < -b"},
    {"->", "a regression of y on x is written y ~ x"},
    {"<->", "a covariance is written x ~~ y"},
    {"<=", "write '<'; bounds include equality"},
    {">=", "write '>'; bounds include equality"},
    {"<~",
     "composites are not supported; measure the construct by '=~' or compute a score as a "
     "column"}};

class LavaanReader {
 public:
  LavaanReader(const std::string& text, const std::string& file) : text_(text) {
    model_.file = file;
  }

  Model Read() {
    const std::vector<Token> tokens = Tokenize(text_, model_.file, &faults_);
    const std::vector<std::vector<Token>> statements = SplitStatements(tokens);
    if (statements.empty() && faults_.empty()) {
      faults_.push_back({{model_.file, 0, 0},
                         "the file holds no statement",
                         "write at least one, for example: f =~ x1 + x2 + x3"});
    }
    for (const std::vector<Token>& statement : statements) {
      const size_t before = faults_.size();
      try {
        ReadStatement(statement);
      } catch (const Error& error) {
        faults_.insert(faults_.end(), error.faults().begin(), error.faults().end());
      }
      if (faults_.size() > before)
        unread_.insert(unread_.end(), statement.begin(), statement.end());
    }
    for (Fault& fault : CheckModel(model_)) {
      if (!IsConsequence(fault)) faults_.push_back(std::move(fault));
    }
    Throw();
    return std::move(model_);
  }

 private:
  // A statement that could not be read may hold the very name that seems to be missing.
  bool IsConsequence(const Fault& fault) const {
    return std::any_of(unread_.begin(), unread_.end(), [&](const Token& token) {
      return token.kind == Token::Kind::kName &&
             fault.message.find("'" + token.text + "'") != std::string::npos;
    });
  }

  void Throw() {
    if (faults_.empty()) return;
    std::stable_sort(faults_.begin(), faults_.end(), [](const Fault& a, const Fault& b) {
      return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
    throw Error(ErrorKind::kSpecification, std::move(faults_));
  }

  void ReadStatement(Tokens tokens) {
    RefuseBlocks(tokens);
    CheckParentheses(tokens);
    const size_t at = FindOperator(tokens);
    const Tokens left = tokens.first(at), right = tokens.subspan(at + 1);
    const Token& sign = tokens[at];
    if (left.empty()) {
      Fail(sign, fmt::format("nothing stands left of '{}'", sign.text),
           "name what the statement is about");
    }
    if (right.empty()) {
      Fail(sign, fmt::format("nothing stands right of '{}' in '{}'", sign.text, Source(tokens)),
           "complete the statement or remove it");
    }
    const Operator op = kOperators.at(sign.text);
    if (op == Operator::kDefinition) return ReadDefinition(left, right);
    if (op == Operator::kEqual || op == Operator::kLess || op == Operator::kGreater) {
      ReadExpression(left);
      ReadExpression(right);
      model_.constraints.push_back(
          {SourceOf(text_, left), op, SourceOf(text_, right), PlaceOf(left[0])});
      return;
    }
    ReadTerms(left, op, sign, right);
  }

  void RefuseBlocks(Tokens tokens) const {
    if (tokens.size() < 2 || tokens[0].kind != Token::Kind::kName || !tokens[1].Is(":")) return;
    const std::string word = ToLower(tokens[0].text);
    if (word == "level") {
      Fail(tokens[0], "'level:' blocks (multilevel models) are not supported",
           "estimate the one-level model with cluster-robust standard errors (--cluster)");
    }
    if (word == "group" || word == "block" || word == "class") {
      Fail(tokens[0], fmt::format("'{}:' blocks are not supported", tokens[0].text),
           "write one model, with c(...) where groups differ, and name the groups' column by "
           "--group");
    }
  }

  void CheckParentheses(Tokens tokens) const {
    std::vector<const Token*> open;
    for (const Token& token : tokens) {
      if (token.Is("(")) open.push_back(&token);
      if (!token.Is(")")) continue;
      if (open.empty()) Fail(token, "')' closes no parenthesis", "balance the parentheses");
      open.pop_back();
    }
    if (!open.empty()) Fail(*open.back(), "'(' is not closed", "balance the parentheses");
  }

  size_t FindOperator(Tokens tokens) const {
    const auto found = std::find_if(tokens.begin(), tokens.end(), IsStatementOperator);
    if (found == tokens.end()) {
      const bool call = tokens.size() > 1 && tokens[1].Is("(");
      Fail(tokens[0], fmt::format("'{}' holds no operator", Source(tokens)),
           call ? "keep the model alone in this file, without R code"
                : "write one of =~ ~ ~~ | ~*~ := == < >, or end the line before with '+'");
    }
    for (const Token& token : tokens) {
      const auto wrong = token.kind == Token::Kind::kSign ? kWrongOperators.find(token.text)
                                                          : kWrongOperators.end();
      if (wrong == kWrongOperators.end()) continue;
      Fail(token, fmt::format("'{}' in '{}' is not an operator here", token.text, Source(tokens)),
           wrong->second);
    }
    const auto second = std::find_if(found + 1, tokens.end(), IsStatementOperator);
    if (second != tokens.end()) {
      Fail(
          *second,
          fmt::format("a second operator '{}' in the statement '{}'", second->text, Source(tokens)),
          "write two statements, each on its own line");
    }
    return static_cast<size_t>(found - tokens.begin());
  }

  void ReadDefinition(Tokens left, Tokens right) {
    if (left.size() != 1 || left[0].kind != Token::Kind::kName || !IsName(left[0].text)) {
      Fail(left[0], fmt::format("'{}' stands left of ':='", Source(left)),
           "write one name there: indirect := a*b");
    }
    ReadExpression(right);
    model_.definitions.push_back({left[0].text, SourceOf(text_, right), {}, PlaceOf(left[0])});
  }

  void ReadExpression(Tokens tokens) const {
    try {
      Expression::Parse(SourceOf(text_, tokens));
    } catch (const Error& error) {
      const Fault& fault = error.faults()[0];
      // The fault's column counts within the side's text: find the token that it falls on.
      int column = 1;
      const Token* at = &tokens[0];
      for (size_t k = 0; k < tokens.size(); ++k) {
        if (k > 0 && tokens[k].begin > tokens[k - 1].end) ++column;
        if (column > fault.place.column) break;
        at = &tokens[k];
        column += CountCharacters(text_.substr(at->begin, at->end - at->begin));
      }
      Fail(*at, fault.message, fault.hint);
    }
  }

  void ReadTerms(Tokens left, Operator op, const Token& sign, Tokens right) {
    const std::vector<Token> names = ReadLeft(left);
    const std::vector<Element> elements = ReadRight(op, sign, right);
    for (const Token& name : names) {
      if (op == Operator::kMeasuredBy) AddConstruct(name);
      for (const Element& element : elements) {
        if (op == Operator::kScale && element.name != name.text) {
          Fail(element.token, fmt::format("'{}' is scaled by '{}'", name.text, element.name),
               fmt::format("write {} ~*~ {}", name.text, name.text));
        }
        Term term;
        term.lhs = name.text;
        term.op = element.name.empty() ? Operator::kIntercept : op;
        term.rhs = element.name;
        term.modifiers = element.modifiers;
        // Several left-hand sides share the right one: each term stands where its own name does.
        term.place = PlaceOf(names.size() > 1 ? name : element.token);
        model_.terms.push_back(std::move(term));
      }
    }
  }

  void AddConstruct(const Token& name) {
    for (const Construct& construct : model_.constructs) {
      if (construct.name == name.text) return;
    }
    model_.constructs.push_back({name.text, {}, "", PlaceOf(name)});
  }

  std::vector<Token> ReadLeft(Tokens left) const {
    std::vector<Token> names;
    for (Tokens part : SplitAt(left, "+")) {
      if (part.empty()) Fail(left[0], "a name is missing beside '+'", "name a variable");
      CheckVariable(part, left);
      names.push_back(part[0]);
    }
    return names;
  }

  // Throws unless `part` is one variable's name.
  void CheckVariable(Tokens part, Tokens whole) const {
    const Token& first = part[0];
    if (part.size() > 1 && part[1].Is("(")) RefuseUnknownFunction(model_.file, first);
    for (const Token& token : part) {
      if (token.Is(":")) {
        Fail(first,
             fmt::format("'{}' is a product of variables, which is not supported", Source(part)),
             "compute the product as a column of the data and name that column");
      }
    }
    if (part.size() > 1 &&
        std::any_of(part.begin(), part.end(), [](const Token& token) { return token.Is("*"); })) {
      Fail(first, fmt::format("a modifier stands left of the operator in '{}'", Source(whole)),
           "write modifiers on the right-hand side");
    }
    if (part.size() > 1) {
      Fail(part[1],
           fmt::format("an operator is missing before '{}' in '{}'", Excerpt(part[1].text),
                       Source(whole)),
           "join variables by '+' and put '*' between a modifier and its variable");
    }
    if (first.kind == Token::Kind::kString) {
      Fail(first,
           fmt::format("the quoted text '{}' stands where a variable is expected",
                       Excerpt(first.text)),
           "write the variable's name without quotes");
    }
    const bool reported = first.kind == Token::Kind::kName && first.text[0] >= '0' &&
                          first.text[0] <= '9';  // begins with a digit, as Tokenize told
    if (!reported && (first.kind != Token::Kind::kName || !IsName(first.text))) {
      Fail(first, fmt::format("'{}' stands where a variable is expected", Excerpt(first.text)),
           "write the variable's name");
    }
  }

  std::vector<Element> ReadRight(Operator op, const Token& sign, Tokens right) {
    std::vector<Element> elements;
    for (Tokens part : SplitAt(right, "+")) {
      if (part.empty()) {
        Fail(right[0], fmt::format("a variable is missing beside '+' in '{}'", Source(right)),
             "name a variable or remove the '+'");
      }
      try {
        AddElement(ReadElement(op, sign, part, right), &elements);
      } catch (const Error& error) {
        faults_.insert(faults_.end(), error.faults().begin(), error.faults().end());
      }
    }
    return elements;
  }

  // `f =~ x1 + NA*x1` says NA of x1; a plain second x1 says nothing and is a slip.
  void AddElement(Element element, std::vector<Element>* elements) const {
    const auto same = std::find_if(elements->begin(), elements->end(), [&](const Element& other) {
      return other.name == element.name;
    });
    if (same == elements->end()) {
      elements->push_back(std::move(element));
    } else if (IsEmpty(element.modifiers)) {
      Fail(element.token, fmt::format("'{}' is given twice in one statement", element.token.text),
           "remove one of them");
    } else {
      MergeModifiers(model_.file, element.token, element.modifiers, &same->modifiers);
    }
  }

  Element ReadElement(Operator op, const Token& sign, Tokens part, Tokens whole) const {
    // The variable follows the last '*' or '?' outside parentheses.
    size_t begin = 0;
    int open = 0;
    for (size_t at = 0; at < part.size(); ++at) {
      if (part[at].Is("(")) ++open;
      if (part[at].Is(")")) --open;
      if (open > 0) continue;
      if (part[at].Is("*") || part[at].Is("?")) begin = at + 1;
      const bool operand_before =
          at > 0 && (part[at - 1].kind != Token::Kind::kSign || part[at - 1].Is(")"));
      if (part[at].Is("-") && operand_before) {
        Fail(part[at], fmt::format("'-' joins parts of '{}'", Source(whole)),
             "join variables by '+'");
      }
    }
    const Tokens variable = part.subspan(begin);
    if (variable.empty()) {
      Fail(part.back(),
           fmt::format("a variable is missing after '{}' in '{}'", part.back().text, Source(part)),
           "name the variable that the modifier is for");
    }
    Element element;
    element.token = variable[0];
    ReadModifiers(text_, model_.file, part.first(begin), &element.modifiers);
    if (variable.size() == 1 && variable[0].kind == Token::Kind::kNumber) {
      ReadIntercept(op, sign, variable[0], &element.modifiers);
      return element;
    }
    CheckVariable(variable, whole);
    element.name = variable[0].text;
    if (op == Operator::kThreshold) CheckThreshold(variable[0]);
    return element;
  }

  void ReadIntercept(Operator op, const Token& sign, const Token& number,
                     Modifiers* modifiers) const {
    if (op != Operator::kRegression || (number.text != "1" && number.text != "0")) {
      Fail(number,
           fmt::format("the number {} stands where a variable is expected after '{}'", number.text,
                       sign.text),
           "write the variable's name; an intercept is written y ~ 1");
    }
    if (number.text == "1") return;
    // y ~ 0 + x leaves the intercept out.
    if (!IsEmpty(*modifiers)) {
      Fail(number, "a modifier stands before 0", "an intercept is written y ~ 1, with a* before 1");
    }
    modifiers->fixed.push_back(0.0);
  }

  void CheckThreshold(const Token& name) const {
    const std::string& text = name.text;
    const bool good = text.size() > 1 && text[0] == 't' && text[1] != '0' &&
                      text.find_first_not_of("0123456789", 1) == text.npos;
    if (!good) {
      Fail(name, fmt::format("'{}' is no threshold", Excerpt(text)),
           "thresholds are named t1, t2, ... in order");
    }
  }

  Place PlaceOf(const Token& token) const { return {model_.file, token.line, token.column}; }

  std::string Source(Tokens tokens) const { return Excerpt(SourceOf(text_, tokens)); }

  [[noreturn]] void Fail(const Token& token, std::string message, std::string hint) const {
    throw Error(ErrorKind::kSpecification,
                {FaultAt(model_.file, token, std::move(message), std::move(hint))});
  }

  std::string_view text_;
  Model model_;
  std::vector<Fault> faults_;
  std::vector<Token> unread_;  // of statements that have a fault
};

}  // namespace

Model ReadLavaan(const std::string& text, const std::string& file) {
  return LavaanReader(text, file).Read();
}

}  // namespace trustsem
