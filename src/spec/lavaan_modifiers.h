// What stands before a variable in model syntax: `0.8*`, `NA*`, `a*`, `c(a, b)*`, `start(0.5)*`.
#ifndef TRUSTSEM_SPEC_LAVAAN_MODIFIERS_H_
#define TRUSTSEM_SPEC_LAVAAN_MODIFIERS_H_

#include <string>
#include <string_view>

#include "spec/lavaan_tokens.h"
#include "spec/model.h"

namespace trustsem {

// A fault at a token; `file` is the reader's.
Fault FaultAt(const std::string& file, const Token& token, std::string message, std::string hint);

// The source from the first token to the last.
std::string SourceOf(std::string_view text, Tokens tokens);

// Reads `factors`, the tokens before the variable (`a*start(1)*`, each factor ended by '*' or, for
// a start value, '?'), into `modifiers`. Throws Error(kSpecification) with one fault.
void ReadModifiers(std::string_view text, const std::string& file, Tokens factors,
                   Modifiers* modifiers);

// Adds what `more` says to `modifiers`, for a variable that is given twice in a statement. Throws
// Error(kSpecification) at `token` where both say the same thing differently.
void MergeModifiers(const std::string& file, const Token& token, const Modifiers& more,
                    Modifiers* modifiers);

// Throws Error(kSpecification) where `name` is no function of modifiers: unknown, or one of
// lavaan's that is not supported here.
void RefuseUnknownFunction(const std::string& file, const Token& name);

bool IsEmpty(const Modifiers& modifiers);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_LAVAAN_MODIFIERS_H_
