// Which characters a name may hold, in model syntax and in expressions of labels.
#ifndef TRUSTSEM_SPEC_LAVAAN_CHARACTERS_H_
#define TRUSTSEM_SPEC_LAVAAN_CHARACTERS_H_

#include <string_view>

namespace trustsem {

// Letters of any script and '_'. A name may also begin with a dot that no digit follows.
bool BeginsName(char32_t c);

// What may follow: also digits, dots and combining marks.
bool ContinuesName(char32_t c);

// A blank of any kind within a line, no-break and ideographic spaces included.
bool IsBlank(char32_t c);

// The end of the name that begins at byte `begin` of `text`; `begin` itself where none does.
size_t EndOfName(std::string_view text, size_t begin);

// The end of the number (12, .5, 1e-3) that begins at byte `begin`; `begin` where none does.
size_t EndOfNumber(std::string_view text, size_t begin);

// The value of a number as EndOfNumber delimits it, whatever the locale.
double NumberOf(std::string_view digits);

// Whether all of `text` is one name and no word that syntax keeps for itself (NA, Inf, NaN).
bool IsName(std::string_view text);

// The number of characters (code points), which is what columns count.
int CountCharacters(std::string_view utf8);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_LAVAAN_CHARACTERS_H_
