#include "spec/lavaan_characters.h"

#include <charconv>
#include <limits>

#include "base/text.h"

namespace trustsem {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsCombiningMark(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x20D0 && c <= 0x20FF);
}

// Beyond ASCII everything is a letter but punctuation, symbols, blanks and private characters:
// scripts are many, and the ranges of signs that stand in their place by accident are few.
bool IsSign(char32_t c) {
  if (c <= 0xBF) return c != 0xAA && c != 0xB5 && c != 0xBA;
  return c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x206F) || (c >= 0x20A0 && c <= 0x20CF) ||
         (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x2E00 && c <= 0x2E7F) ||
         (c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020) ||
         (c >= 0xD800 && c <= 0xF8FF) || (c >= 0xFE00 && c <= 0xFE6F) || c == 0xFEFF ||
         (c >= 0xFF00 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
         (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) ||
         (c >= 0xFFE0 && c <= 0xFFFF) || (c >= 0x1F000 && c <= 0x1FAFF) || c >= 0xE0000;
}

}  // namespace

bool BeginsName(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  return !IsSign(c) && !IsCombiningMark(c);
}

bool ContinuesName(char32_t c) {
  return BeginsName(c) || (c >= '0' && c <= '9') || c == '.' || IsCombiningMark(c);
}

bool IsBlank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == 0xA0 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

size_t EndOfName(std::string_view text, size_t begin) {
  if (begin >= text.size()) return begin;
  size_t at = begin;
  const char32_t first = NextCodePoint(text, &at);
  const bool dotted = first == '.' && (at >= text.size() || !IsDigit(text[at]));
  if (!BeginsName(first) && !dotted) return begin;
  size_t end = at;
  while (at < text.size() && ContinuesName(NextCodePoint(text, &at))) end = at;
  return end;
}

size_t EndOfNumber(std::string_view text, size_t begin) {
  size_t at = begin;
  const auto skip_digits = [&] {
    const size_t from = at;
    while (at < text.size() && IsDigit(text[at])) ++at;
    return at - from;
  };
  size_t digits = skip_digits();
  if (at < text.size() && text[at] == '.') {
    ++at;
    digits += skip_digits();
  }
  if (digits == 0) return begin;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const size_t mantissa = at++;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (skip_digits() == 0) at = mantissa;
  }
  return at;
}

double NumberOf(std::string_view digits) {
  double value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    // Too small is zero and too large infinite; an exponent's sign tells which.
    return digits.find("e-") != digits.npos || digits.find("E-") != digits.npos
               ? 0
               : std::numeric_limits<double>::infinity();
  }
  return value;
}

bool IsName(std::string_view text) {
  return !text.empty() && EndOfName(text, 0) == text.size() && text != "NA" && text != "Inf" &&
         text != "NaN";
}

int CountCharacters(std::string_view utf8) {
  int count = 0;
  for (size_t at = 0; at < utf8.size(); ++count) NextCodePoint(utf8, &at);
  return count;
}

}  // namespace trustsem
