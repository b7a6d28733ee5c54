// lavaan model syntax cut into tokens, and the tokens into statements.
#ifndef TRUSTSEM_SPEC_LAVAAN_TOKENS_H_
#define TRUSTSEM_SPEC_LAVAAN_TOKENS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace trustsem {

struct Token {
  enum class Kind { kName, kNumber, kString, kSign, kLineEnd, kSemicolon };
  Kind kind = Kind::kSign;
  std::string text;  // of a string: what the quotes hold
  int line = 0, column = 0;
  size_t begin = 0, end = 0;  // bytes of the source

  bool Is(std::string_view sign) const { return kind == Kind::kSign && text == sign; }
};

using Tokens = std::span<const Token>;

// Comments and blanks are gone. Faults go to `faults` (characters that belong nowhere, strings that
// do not end). Throws Error(kSpecification) where the text is R code around a quoted model.
std::vector<Token> Tokenize(std::string_view text, const std::string& file,
                            std::vector<Fault>* faults);

// Statements end at a semicolon, and at the end of a line unless a parenthesis is open, the line
// ends with an operator or the next begins with one. None is empty and none holds a line's end.
std::vector<std::vector<Token>> SplitStatements(const std::vector<Token>& tokens);

// Signs that make a statement, also those that are wrong in one (`=`, `<-`, `->`, `>=`).
bool IsStatementOperator(const Token& token);

// The parts between `sign` outside parentheses; at least one, which may be empty.
std::vector<Tokens> SplitAt(Tokens tokens, std::string_view sign);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_LAVAAN_TOKENS_H_
