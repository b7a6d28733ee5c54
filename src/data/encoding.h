// What the first bytes of a file say of its kind.
#ifndef TRUSTSEM_DATA_ENCODING_H_
#define TRUSTSEM_DATA_ENCODING_H_

#include <string>
#include <string_view>

namespace trustsem {

// Throws Error(kData) where the bytes begin a file that is no text (a workbook, a compressed file),
// or text as UTF-16 or UTF-32; says how to save it instead.
void CheckIsText(const std::string& path, std::string_view first_bytes);

// Throws Error(kData) where the bytes hold a NUL, which no text does.
void CheckNoNul(const std::string& path, std::string_view bytes);

// Whether the bytes are well-formed UTF-8 (RFC 3629).
bool IsUtf8(std::string_view bytes);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_ENCODING_H_
