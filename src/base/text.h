// Small helpers on text that several folders need.
#ifndef TRUSTSEM_BASE_TEXT_H_
#define TRUSTSEM_BASE_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

namespace trustsem {

// The candidate closest to `name` by edit distance (transpositions count one, case is ignored),
// or an empty string where none is closer than a third of the name's length plus one.
std::string ClosestName(std::string_view name, const std::vector<std::string>& candidates);

// "did you mean 'x'?" or, where nothing is close, `otherwise`.
std::string DidYouMean(std::string_view name, const std::vector<std::string>& candidates,
                       std::string_view otherwise = "");

// "a, b and c"; with more than `limit` names, the first ones and "... (n in all)".
std::string JoinNames(const std::vector<std::string>& names, size_t limit = 12);

// Without white space at both ends.
std::string_view Trim(std::string_view text);

std::string ToLower(std::string_view text);

// The number of terminal columns that UTF-8 text takes: two for an East Asian wide character,
// none for a combining mark.
int DisplayWidth(std::string_view utf8);

// The code point that begins at byte `*position`, which moves behind it; for bytes that are not
// UTF-8, kInvalidCodePoint, one byte at a time. `*position` must be less than text.size().
char32_t NextCodePoint(std::string_view text, size_t* position);
inline constexpr char32_t kInvalidCodePoint = 0xFFFD;

// Text made safe for a message: at most `limit` characters, control characters as '?'.
std::string Excerpt(std::string_view text, size_t limit = 40);

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_TEXT_H_
