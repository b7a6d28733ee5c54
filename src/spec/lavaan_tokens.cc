#include "spec/lavaan_tokens.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "spec/lavaan_characters.h"

namespace trustsem {
namespace {

// Longer signs stand before those they begin with.
constexpr std::array<std::string_view, 31> kSigns = {
    "~*~", "<->", "===", "=~", "~~", "<~", "<-", "<=", ">=", "==", ":=", "->", "**", "=>", "~", "|",
    "<",   ">",   "=",   "+",  "-",  "*",  "/",  "^",  "(",  ")",  ",",  "?",  ":",  "%",  "@"};

constexpr std::array<std::string_view, 17> kStatementSigns = {
    "=~", "~", "~~", "~*~", "|",  ":=", "==",  "<",  ">",
    "<~", "=", "<-", "->",  "<=", ">=", "<->", "==="};

// Signs that word processors and input methods put in the place of ASCII ones.
struct LookAlike {
  char32_t found;
  const char* meant;
};
constexpr std::array<LookAlike, 22> kLookAlikes = {{
    {0xFF5E, "~"},  {0x223C, "~"}, {0x301C, "~"}, {0x02DC, "~"}, {0xFF0B, "+"}, {0xFF0A, "*"},
    {0x00D7, "*"},  {0x22C5, "*"}, {0x2212, "-"}, {0x2013, "-"}, {0x2014, "-"}, {0xFF1D, "="},
    {0xFF08, "("},  {0xFF09, ")"}, {0xFF0C, ","}, {0xFF1B, ";"}, {0x3002, "."}, {0x201C, "\""},
    {0x201D, "\""}, {0x2018, "'"}, {0x2019, "'"}, {0xFF1A, ":"},
}};

class Tokenizer {
 public:
  Tokenizer(std::string_view text, const std::string& file, std::vector<Fault>* faults)
      : text_(text), file_(file), faults_(faults) {}

  std::vector<Token> Run() {
    while (at_ < text_.size()) Next();
    return std::move(tokens_);
  }

 private:
  void Next() {
    size_t next = at_;
    const char32_t c = NextCodePoint(text_, &next);
    if (c == '\n' || c == '\r') return EndLine();
    if (IsBlank(c)) return Move(next);
    if (c == '#' || c == '!') return Move(std::min(text_.find_first_of("\r\n", at_), text_.size()));
    if (c == ';') return Add(Token::Kind::kSemicolon, next);
    if (c == '"' || c == '\'') return AddString(static_cast<char>(c));
    if (const size_t end = EndOfNumber(text_, at_); end > at_) return AddNumber(end);
    if (const size_t end = EndOfName(text_, at_); end > at_) return Add(Token::Kind::kName, end);
    if (const size_t length = SignLength(); length > 0) {
      return Add(Token::Kind::kSign, at_ + length);
    }
    RefuseCharacter(c, next);
  }

  size_t SignLength() const {
    for (const std::string_view sign : kSigns) {
      if (text_.substr(at_, sign.size()) != sign) continue;
      // `a <-1` bounds a by minus one: before a number '<-' is two signs.
      if (sign == "<-" && EndOfNumber(text_, at_ + 2) > at_ + 2) return 1;
      return sign.size();
    }
    return 0;
  }

  void Add(Token::Kind kind, size_t end) {
    tokens_.push_back({kind, std::string(text_.substr(at_, end - at_)), line_, column_, at_, end});
    Move(end);
  }

  void AddNumber(size_t end) {
    const size_t name_end = EndOfName(text_, end);
    if (name_end > end) {
      const std::string found(text_.substr(at_, name_end - at_));
      Refuse(fmt::format("'{}' begins with a digit", Excerpt(found)),
             "names begin with a letter; between a number and a name write '*'");
      return Add(Token::Kind::kName, name_end);
    }
    Add(Token::Kind::kNumber, end);
  }

  void AddString(char quote) {
    RefuseQuotedModel();
    const size_t line_end = std::min(text_.find_first_of("\r\n", at_), text_.size());
    const size_t close = text_.find(quote, at_ + 1);
    if (close == text_.npos || close > line_end) {
      Refuse(fmt::format("a text that begins with {} does not end on its line", quote),
             fmt::format("close it with {}", quote));
      return Move(line_end);
    }
    tokens_.push_back({Token::Kind::kString, std::string(text_.substr(at_ + 1, close - at_ - 1)),
                       line_, column_, at_, close + 1});
    Move(close + 1);
  }

  // `model <- '` and a text that begins with a quote are R code: nothing after it can be judged.
  void RefuseQuotedModel() const {
    size_t line_begin = tokens_.size();
    while (line_begin > 0 && tokens_[line_begin - 1].kind != Token::Kind::kLineEnd) --line_begin;
    const size_t before = tokens_.size() - line_begin;
    const bool first = std::all_of(tokens_.begin(), tokens_.end(), [](const Token& token) {
      return token.kind == Token::Kind::kLineEnd;
    });
    const bool assigned = before >= 2 && tokens_[line_begin].kind == Token::Kind::kName &&
                          (tokens_.back().Is("<-") || tokens_.back().Is("="));
    if (!first && !assigned) return;
    const Token* at = first ? nullptr : &tokens_[line_begin];
    throw Error(
        ErrorKind::kSpecification,
        {Fault{{file_, at ? at->line : line_, at ? at->column : column_},
               assigned ? fmt::format("'{} {}' and a quote: the model is text within R code",
                                      Excerpt(at->text), tokens_.back().text)
                        : "the model stands in quotes, as in R code",
               "leave out the R part and keep only what stands between the quotes"}});
  }

  void RefuseCharacter(char32_t c, size_t next) {
    const std::string found(text_.substr(at_, next - at_));
    for (const LookAlike& pair : kLookAlikes) {
      if (pair.found != c) continue;
      Refuse(fmt::format("'{}' is no sign of model syntax", found),
             fmt::format("write '{}'", pair.meant));
      return Move(next);
    }
    if (c == kInvalidCodePoint) {
      Refuse("bytes that are not UTF-8 text", "save the file as UTF-8");
      while (next < text_.size() && (static_cast<unsigned char>(text_[next]) & 0x80)) ++next;
    } else if (c < 0x20 || c == 0x7F) {
      Refuse(fmt::format("a control character (code {})", static_cast<unsigned>(c)),
             "save the model as plain text");
    } else {
      Refuse(fmt::format("'{}' is no sign of model syntax", found), "remove it");
    }
    Move(next);
  }

  void Refuse(std::string message, std::string hint) {
    // A file that is no text at all is told so by its first faults.
    if (faults_->size() < 50) {
      faults_->push_back({{file_, line_, column_}, std::move(message), std::move(hint)});
    }
  }

  void EndLine() {
    const size_t length = text_.substr(at_, 2) == "\r\n" ? 2 : 1;
    tokens_.push_back({Token::Kind::kLineEnd, "", line_, column_, at_, at_ + length});
    at_ += length;
    ++line_;
    column_ = 1;
  }

  void Move(size_t to) {
    column_ += CountCharacters(text_.substr(at_, to - at_));
    at_ = to;
  }

  std::string_view text_;
  const std::string& file_;
  std::vector<Fault>* faults_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  int line_ = 1, column_ = 1;
};

// Whether a statement's operator stands on the line that begins at `at`.
bool LineHasOperator(const std::vector<Token>& tokens, size_t at) {
  for (; at < tokens.size(); ++at) {
    if (tokens[at].kind == Token::Kind::kLineEnd || tokens[at].kind == Token::Kind::kSemicolon) {
      return false;
    }
    if (IsStatementOperator(tokens[at])) return true;
  }
  return false;
}

// Whether the statement `so_far` goes on in the line that begins at `next`.
bool GoesOn(const std::vector<Token>& so_far, const std::vector<Token>& tokens, size_t next,
            int open) {
  if (so_far.empty() || next >= tokens.size()) return false;
  const Token& first = tokens[next];
  // A parenthesis that was never closed must not swallow the rest of the file.
  if (open > 0) return !LineHasOperator(tokens, next);
  if (so_far.back().kind == Token::Kind::kSign && !so_far.back().Is(")")) return true;
  if (first.kind != Token::Kind::kSign || first.Is("(")) return false;
  // `-a == b` on a line of its own is a constraint.
  return !first.Is("-") || !LineHasOperator(tokens, next);
}

}  // namespace

std::vector<Token> Tokenize(std::string_view text, const std::string& file,
                            std::vector<Fault>* faults) {
  return Tokenizer(text, file, faults).Run();
}

std::vector<std::vector<Token>> SplitStatements(const std::vector<Token>& tokens) {
  std::vector<std::vector<Token>> statements;
  std::vector<Token> statement;
  int open = 0;
  const auto finish = [&] {
    if (!statement.empty()) statements.push_back(std::move(statement));
    statement.clear();
    open = 0;
  };
  for (size_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    if (token.kind == Token::Kind::kSemicolon) {
      finish();
    } else if (token.kind == Token::Kind::kLineEnd) {
      size_t next = at + 1;
      while (next < tokens.size() && tokens[next].kind == Token::Kind::kLineEnd) ++next;
      if (!GoesOn(statement, tokens, next, open)) finish();
      at = next - 1;
    } else {
      if (token.Is("(")) ++open;
      if (token.Is(")") && open > 0) --open;
      statement.push_back(token);
    }
  }
  finish();
  return statements;
}

bool IsStatementOperator(const Token& token) {
  return token.kind == Token::Kind::kSign &&
         std::find(kStatementSigns.begin(), kStatementSigns.end(), token.text) !=
             kStatementSigns.end();
}

std::vector<Tokens> SplitAt(Tokens tokens, std::string_view sign) {
  std::vector<Tokens> parts;
  size_t begin = 0;
  int open = 0;
  for (size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].Is("(")) ++open;
    if (tokens[at].Is(")")) --open;
    if (open == 0 && tokens[at].Is(sign)) {
      parts.push_back(tokens.subspan(begin, at - begin));
      begin = at + 1;
    }
  }
  parts.push_back(tokens.subspan(begin));
  return parts;
}

}  // namespace trustsem
