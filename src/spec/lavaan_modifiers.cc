#include "spec/lavaan_modifiers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "spec/expression.h"
#include "spec/lavaan_characters.h"

namespace trustsem {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

const std::vector<std::string> kModifierFunctions = {"c",     "start", "label",
                                                     "equal", "lower", "upper"};
const std::vector<std::string> kArithmeticFunctions = {"exp", "log", "sqrt", "abs",
                                                       "sin", "cos", "tan"};

bool Contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsCall(Tokens tokens) {
  return tokens.size() >= 2 && tokens[0].kind == Token::Kind::kName && tokens[1].Is("(");
}

// Whether the parenthesis that a call opens ends with the call: not so in `c(1)(2)` and `c(1)/2`.
bool ClosesAtEnd(Tokens call) {
  int open = 0;
  for (size_t at = 1; at < call.size(); ++at) {
    if (call[at].Is("(")) ++open;
    if (call[at].Is(")") && --open == 0) return at + 1 == call.size();
  }
  return false;
}

// One entry of c(...), or a modifier that is no call: a number, NA or a label.
struct Entry {
  enum class Kind { kNumber, kNone, kLabel };
  Kind kind = Kind::kNone;
  double number = kMissing;
  std::string label;
};

class ModifierReader {
 public:
  ModifierReader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  void ReadFactor(Tokens factor, bool is_start, Modifiers* modifiers) const {
    if (is_start) {
      modifiers->start = ReadAllNumbers({factor}, kMissing);
    } else if (IsCall(factor) && !Contains(kArithmeticFunctions, factor[0].text)) {
      ReadCall(factor, modifiers);
    } else {
      SetEntries({ReadEntry(factor)}, modifiers);
    }
  }

 private:
  void ReadCall(Tokens call, Modifiers* modifiers) const {
    RefuseUnknownFunction(file_, call[0]);
    const std::string& function = call[0].text;
    const std::vector<Tokens> arguments = Arguments(call);
    if (function == "c") {
      std::vector<Entry> entries;
      for (Tokens argument : arguments) entries.push_back(ReadEntry(argument));
      SetEntries(entries, modifiers);
    } else if (function == "start") {
      modifiers->start = ReadAllNumbers(arguments, kMissing);
    } else if (function == "lower") {
      modifiers->lower = ReadAllNumbers(arguments, -kInfinity);
    } else if (function == "upper") {
      modifiers->upper = ReadAllNumbers(arguments, kInfinity);
    } else if (function == "label") {
      ReadLabels(call, arguments, modifiers);
    } else {
      ReadEqual(call, arguments, modifiers);
    }
  }

  void ReadLabels(Tokens call, const std::vector<Tokens>& arguments, Modifiers* modifiers) const {
    std::vector<Entry> entries;
    for (Tokens argument : Flattened(arguments)) {
      Entry entry = ReadEntry(argument);
      if (entry.kind == Entry::Kind::kNumber) {
        Fail(argument[0], fmt::format("label() is given the number {}", Source(argument)),
             "give it a name in quotes");
      }
      entries.push_back(std::move(entry));
    }
    for (const Entry& entry : entries) modifiers->labels.push_back(entry.label);
    if (std::all_of(entries.begin(), entries.end(),
                    [](const Entry& entry) { return entry.label.empty(); })) {
      Fail(call[0], "label() names nothing", "give it a name in quotes");
    }
  }

  void ReadEqual(Tokens call, const std::vector<Tokens>& arguments, Modifiers* modifiers) const {
    if (arguments.size() != 1 || arguments[0].size() != 1 ||
        arguments[0][0].kind != Token::Kind::kString) {
      Fail(call[0], fmt::format("equal() takes one parameter in quotes, found {}", Source(call)),
           "write for example equal(\"f =~ x2\"), or use one label for both");
    }
    std::string target;
    for (const char c : arguments[0][0].text) {
      if (c != ' ' && c != '\t') target += c;
    }
    if (target.find('~') == target.npos && target.find('|') == target.npos) {
      Fail(arguments[0][0],
           fmt::format("equal() is given '{}', which names no parameter", Excerpt(target)),
           "write for example equal(\"f =~ x2\")");
    }
    modifiers->equal_to = target;
  }

  void SetEntries(const std::vector<Entry>& entries, Modifiers* modifiers) const {
    const auto any = [&](Entry::Kind kind) {
      return std::any_of(entries.begin(), entries.end(),
                         [kind](const Entry& entry) { return entry.kind == kind; });
    };
    const bool labelled = any(Entry::Kind::kLabel);
    if (labelled) {
      for (const Entry& entry : entries) modifiers->labels.push_back(entry.label);
    }
    // c(a, NA) leaves the second group without a label; only beside numbers, or alone, does NA
    // say "free".
    if (any(Entry::Kind::kNumber) || !labelled) {
      for (const Entry& entry : entries) {
        modifiers->fixed.push_back(entry.kind == Entry::Kind::kNumber
                                       ? std::optional<double>(entry.number)
                                       : std::nullopt);
      }
    }
  }

  Entry ReadEntry(Tokens tokens) const {
    Entry entry;
    if (tokens.size() == 1 && tokens[0].kind == Token::Kind::kString) {
      entry.kind = tokens[0].text.empty() ? Entry::Kind::kNone : Entry::Kind::kLabel;
      entry.label = tokens[0].text;
    } else if (tokens.size() == 1 && tokens[0].kind == Token::Kind::kName) {
      if (tokens[0].text == "NA") return entry;
      if (!IsName(tokens[0].text)) {
        Fail(tokens[0], fmt::format("a parameter cannot be fixed to {}", tokens[0].text),
             "give a finite number, NA or a label");
      }
      entry.kind = Entry::Kind::kLabel;
      entry.label = tokens[0].text;
    } else {
      entry.kind = Entry::Kind::kNumber;
      entry.number = ReadNumber(tokens);
      if (!std::isfinite(entry.number)) {
        Fail(tokens[0], fmt::format("'{}' is not a finite number", Source(tokens)),
             "give a finite number, NA or a label");
      }
    }
    return entry;
  }

  double ReadNumber(Tokens tokens) const {
    for (size_t k = 0; k < tokens.size(); ++k) {
      const Token& token = tokens[k];
      const bool call = k + 1 < tokens.size() && tokens[k + 1].Is("(");
      if (token.kind == Token::Kind::kString) {
        Fail(token,
             fmt::format("the text '{}' stands where a number is expected", Excerpt(token.text)),
             "give a number");
      }
      if (token.kind == Token::Kind::kName && !call) {
        Fail(token,
             fmt::format("the name '{}' stands in arithmetic: '{}'", Excerpt(token.text),
                         Source(tokens)),
             "before '*' write a number, NA or a label; relate labels by a constraint (a == 2*b)");
      }
    }
    try {
      return Expression::Parse(SourceOf(text_, tokens)).Evaluate({});
    } catch (const Error& error) {
      Fail(tokens[0], error.faults()[0].message, error.faults()[0].hint);
    }
  }

  // A list of numbers for start(), lower() and upper(); NA stands for `none`.
  std::vector<double> ReadAllNumbers(const std::vector<Tokens>& arguments, double none) const {
    std::vector<double> numbers;
    for (Tokens argument : Flattened(arguments)) {
      const bool negative = argument.size() == 2 && argument[0].Is("-");
      const Token& last = argument.back();
      if (argument.size() == 1 && last.kind == Token::Kind::kName && last.text == "NA") {
        numbers.push_back(none);
      } else if (last.kind == Token::Kind::kName && last.text == "Inf" && !std::isnan(none) &&
                 (argument.size() == 1 || negative)) {
        numbers.push_back(negative ? -kInfinity : kInfinity);
      } else {
        numbers.push_back(ReadNumber(argument));
        if (!std::isfinite(numbers.back())) {
          Fail(argument[0], fmt::format("'{}' is not a finite number", Source(argument)),
               "give a finite number or NA");
        }
      }
    }
    return numbers;
  }

  // start(c(1, 2)) says the same as start(1, 2).
  std::vector<Tokens> Flattened(const std::vector<Tokens>& arguments) const {
    if (arguments.size() == 1 && IsCall(arguments[0]) && arguments[0][0].text == "c") {
      return Arguments(arguments[0]);
    }
    return arguments;
  }

  std::vector<Tokens> Arguments(Tokens call) const {
    if (!ClosesAtEnd(call)) {
      Fail(call[0], fmt::format("'{}' is no call of a modifier function", Source(call)),
           "write for example start(0.5)*x");
    }
    std::vector<Tokens> arguments = SplitAt(call.subspan(2, call.size() - 3), ",");
    for (Tokens argument : arguments) {
      if (argument.empty()) {
        Fail(call[0], fmt::format("'{}' lacks an argument", Source(call)),
             "give a value for every place, NA where there is none");
      }
    }
    return arguments;
  }

  std::string Source(Tokens tokens) const { return Excerpt(SourceOf(text_, tokens)); }

  [[noreturn]] void Fail(const Token& token, std::string message, std::string hint) const {
    throw Error(ErrorKind::kSpecification,
                {FaultAt(file_, token, std::move(message), std::move(hint))});
  }

  std::string_view text_;
  const std::string& file_;
};

bool IsNumber(const Modifiers& modifiers) {
  return modifiers.fixed.size() == 1 && modifiers.fixed[0] && modifiers.labels.empty();
}

}  // namespace

Fault FaultAt(const std::string& file, const Token& token, std::string message, std::string hint) {
  return {{file, token.line, token.column}, std::move(message), std::move(hint)};
}

std::string SourceOf(std::string_view text, Tokens tokens) {
  std::string source;
  for (size_t k = 0; k < tokens.size(); ++k) {
    const Token& token = tokens[k];
    // Comments and line ends between tokens are left out.
    if (k > 0 && token.begin > tokens[k - 1].end) source += ' ';
    source += text.substr(token.begin, token.end - token.begin);
  }
  return source;
}

void ReadModifiers(std::string_view text, const std::string& file, Tokens factors,
                   Modifiers* modifiers) {
  const ModifierReader reader(text, file);
  size_t begin = 0;
  int open = 0;
  bool after_number = false;
  for (size_t at = 0; at < factors.size(); ++at) {
    const Token& token = factors[at];
    if (token.Is("(")) ++open;
    if (token.Is(")")) --open;
    if (open > 0 || (!token.Is("*") && !token.Is("?"))) continue;
    if (at == begin) {
      throw Error(ErrorKind::kSpecification,
                  {FaultAt(file, token, fmt::format("nothing stands before '{}'", token.text),
                           "write a number, NA or a label before it")});
    }
    Modifiers factor;
    reader.ReadFactor(factors.subspan(begin, at - begin), token.Is("?"), &factor);
    // 2*3*x fixes to six.
    if (after_number && IsNumber(factor)) {
      *modifiers->fixed[0] *= *factor.fixed[0];
    } else {
      MergeModifiers(file, factors[begin], factor, modifiers);
    }
    after_number = IsNumber(factor);
    begin = at + 1;
  }
}

void RefuseUnknownFunction(const std::string& file, const Token& name) {
  if (Contains(kModifierFunctions, name.text)) return;
  std::string message = fmt::format("there is no modifier function '{}'", Excerpt(name.text));
  std::string hint =
      DidYouMean(name.text, kModifierFunctions, "known are " + JoinNames(kModifierFunctions));
  if (name.text == "efa") {
    message = "efa() blocks (exploratory factors) are not supported";
    hint = "write a confirmatory model: name the items of each construct";
  } else if (name.text == "rv") {
    message = "rv() (random slopes) is not supported";
    hint = "leave it out";
  } else if (name.text == "prior") {
    message = "prior() is not supported: models are estimated without priors";
    hint = "leave it out";
  }
  throw Error(ErrorKind::kSpecification, {FaultAt(file, name, message, hint)});
}

void MergeModifiers(const std::string& file, const Token& token, const Modifiers& more,
                    Modifiers* modifiers) {
  const auto merge = [&](auto* to, const auto& from, const char* what, const char* hint) {
    if (from.empty()) return;
    if (!to->empty()) {
      throw Error(ErrorKind::kSpecification,
                  {FaultAt(file, token, fmt::format("a second {} for one parameter", what), hint)});
    }
    *to = from;
  };
  merge(&modifiers->fixed, more.fixed, "fixed value (or NA)", "keep one of them");
  merge(&modifiers->labels, more.labels, "label",
        "keep one, and set labels equal by a constraint (a == b)");
  merge(&modifiers->start, more.start, "start value", "keep one of them");
  merge(&modifiers->lower, more.lower, "lower bound", "keep one of them");
  merge(&modifiers->upper, more.upper, "upper bound", "keep one of them");
  merge(&modifiers->equal_to, more.equal_to, "equal()", "use one label for all equal parameters");
}

bool IsEmpty(const Modifiers& modifiers) {
  return modifiers.fixed.empty() && modifiers.labels.empty() && modifiers.start.empty() &&
         modifiers.lower.empty() && modifiers.upper.empty() && modifiers.equal_to.empty() &&
         !modifiers.equal_over_groups;
}

}  // namespace trustsem
