// Numbers in text cells, correctly rounded.
#ifndef TRUSTSEM_DATA_NUMBER_H_
#define TRUSTSEM_DATA_NUMBER_H_

#include <cstdint>
#include <string_view>

namespace trustsem {

enum class CellKind { kNumber, kMissing, kInfinite, kText };

// What a whole cell says. White space at both ends is ignored. With `decimal_comma` a comma is
// understood as the decimal point, too. Correctly rounded for any number of digits; a number too
// small for a double is zero, one too large is kInfinite. Missing: the empty cell, NA, N/A, NaN,
// ".", NULL and #N/A, in upper or lower case. `value` is NaN unless kNumber.
CellKind ParseCell(std::string_view cell, bool decimal_comma, double* value);

inline constexpr double kPowersOfTen[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                          1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                          1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// Parses [-]digits[.digits] from `text` up to the first other character, which must exist.
// Returns the end, or null where this short cut does not apply (ParseCell then decides). Exact:
// the digits make an integer below 2^53, the power of ten is at most 10^18, so both are doubles
// and their quotient is rounded once (Clinger 1990).
inline const char* ParsePlainDecimal(const char* text, char second_point, double* value) {
  const bool negative = *text == '-';
  const char* const first = text + negative;
  const char* at = first;
  uint64_t digits = 0;
  unsigned digit;
  while ((digit = static_cast<unsigned>(static_cast<unsigned char>(*at)) - '0') < 10) {
    digits = digits * 10 + digit;
    ++at;
  }
  int64_t count = at - first;
  int64_t fraction = 0;
  if (*at == '.' || *at == second_point) {
    const char* const point = at++;
    while ((digit = static_cast<unsigned>(static_cast<unsigned char>(*at)) - '0') < 10) {
      digits = digits * 10 + digit;
      ++at;
    }
    fraction = at - point - 1;
    count += fraction;
  }
  // Up to 18 digits cannot have overflowed the 64 bits.
  if (count == 0 || count > 18 || digits > (uint64_t{1} << 53)) return nullptr;
  double result = static_cast<double>(static_cast<int64_t>(digits));
  if (fraction > 0) result /= kPowersOfTen[fraction];
  *value = negative ? -result : result;
  return at;
}

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_NUMBER_H_
