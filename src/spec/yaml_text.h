// UTF-8 and names, as the YAML specification needs them.
#ifndef TRUSTSEM_SPEC_YAML_TEXT_H_
#define TRUSTSEM_SPEC_YAML_TEXT_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/error.h"

namespace trustsem {

// The code point at `*position`, which moves behind it; nothing (and no move) where the bytes are
// not well-formed UTF-8 (Unicode standard, table 3-7).
std::optional<uint32_t> DecodeUtf8(std::string_view text, size_t* position);

// The first byte that a specification must not hold: not UTF-8, a control character, or a tab in
// the indentation of a line. Places count characters.
std::optional<Fault> FindForeignBytes(std::string_view text);

// Letters of any script, digits, '_' and '.', not beginning with a digit or with '.' and a digit.
bool IsSpecificationName(std::string_view text);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_YAML_TEXT_H_
