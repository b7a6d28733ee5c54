#include "data/number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "base/text.h"

namespace trustsem {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool EqualsIgnoringCase(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != lower[i]) return false;
  }
  return true;
}

bool IsMissingToken(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kTokens = {".",    "na",  "nan",
                                                              "null", "n/a", "#n/a"};
  for (std::string_view token : kTokens) {
    if (EqualsIgnoringCase(text, token)) return true;
  }
  return text.empty();
}

// Of a number known to lie outside the range of a double: whether it is too large.
bool IsTooLarge(std::string_view digits) {
  long magnitude = 0;
  bool after_point = false, nonzero = false;
  size_t i = 0;
  for (; i < digits.size() && (IsDigit(digits[i]) || digits[i] == '.'); ++i) {
    if (digits[i] == '.') {
      after_point = true;
      continue;
    }
    nonzero = nonzero || digits[i] != '0';
    if (nonzero && !after_point) ++magnitude;
    if (!nonzero && after_point) --magnitude;
  }
  if (i >= digits.size()) return magnitude > 0;
  const bool negative = digits[++i] == '-';
  if (digits[i] == '-' || digits[i] == '+') ++i;
  long exponent = 0;
  const auto end = digits.data() + digits.size();
  if (std::from_chars(digits.data() + i, end, exponent).ec != std::errc()) return !negative;
  return magnitude + (negative ? -exponent : exponent) > 0;
}

// `digits` has no sign and a point as its decimal mark.
CellKind ParseDigits(std::string_view digits, double* value) {
  const char* const end = digits.data() + digits.size();
  double result = 0;
  const auto [at, error] = std::from_chars(digits.data(), end, result);
  if (error == std::errc::invalid_argument || at != end) return CellKind::kText;
  if (error == std::errc::result_out_of_range || std::isinf(result)) {
    if (IsTooLarge(digits)) return CellKind::kInfinite;
    result = 0;
  }
  *value = result;
  return CellKind::kNumber;
}

}  // namespace

CellKind ParseCell(std::string_view cell, bool decimal_comma, double* value) {
  *value = std::numeric_limits<double>::quiet_NaN();
  const std::string_view text = Trim(cell);
  std::string_view digits = text;
  const bool negative = !digits.empty() && digits.front() == '-';
  if (!digits.empty() && (negative || digits.front() == '+')) digits.remove_prefix(1);
  const bool starts_number =
      !digits.empty() && (IsDigit(digits[0]) || digits[0] == '.' || digits[0] == ',');
  if (!starts_number || digits == ".") {
    if (EqualsIgnoringCase(digits, "inf") || EqualsIgnoringCase(digits, "infinity")) {
      return CellKind::kInfinite;
    }
    return IsMissingToken(text) ? CellKind::kMissing : CellKind::kText;
  }
  std::string with_point;
  if (const size_t comma = digits.find(','); comma != std::string_view::npos) {
    if (!decimal_comma || digits.find('.') != std::string_view::npos) return CellKind::kText;
    with_point = digits;
    with_point[comma] = '.';
    digits = with_point;
  }
  double magnitude = 0;
  const CellKind kind = ParseDigits(digits, &magnitude);
  if (kind == CellKind::kNumber) *value = negative ? -magnitude : magnitude;
  return kind;
}

}  // namespace trustsem
