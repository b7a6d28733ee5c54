// UTF-8 as outputs need it: names and labels come from users' files in any encoding.
#ifndef TRUSTSEM_REPORT_UTF8_H_
#define TRUSTSEM_REPORT_UTF8_H_

#include <string>
#include <string_view>

namespace trustsem {

// The length in bytes (1 to 4) of the well-formed UTF-8 character at `position`, or 0 where the
// bytes there are not well-formed (Unicode 15, table 3-7). `position` is within the text.
size_t Utf8CharacterLength(std::string_view text, size_t position);

// Text for one line of a table or sentence: each ill-formed byte becomes U+FFFD, and so do U+FFFE
// and U+FFFF, which XML forbids; each control character (line breaks, tabs and escapes with them)
// becomes a space.
std::string CleanLine(std::string_view text);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_UTF8_H_
