#include "report/format_number.h"

#include <fmt/format.h>

#include <cmath>

namespace trustsem {

std::string FormatFixed(double value, int decimals) {
  if (!std::isfinite(value)) return "";
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text[0] == '-' && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
  return text;
}

std::string FormatEstimate(double value) {
  if (!std::isfinite(value)) return "";
  const double size = std::abs(value);
  if (size < 1e-10) return "0.000";
  if (size < 0.0005 || size >= 999999.9995) return fmt::format("{:.2e}", value);
  return fmt::format("{:.3f}", value);
}

std::string FormatPValue(double value) {
  if (!std::isfinite(value)) return "";
  if (value < 0.001) return "<.001";
  const std::string text = fmt::format("{:.3f}", value);
  return text[0] == '0' ? text.substr(1) : text;
}

std::string FormatCount(double value) {
  if (!std::isfinite(value)) return "";
  const bool whole = std::abs(value - std::round(value)) < 1e-6;
  std::string text = fmt::format("{:.{}f}", std::abs(value), whole ? 0 : 2);
  const size_t digits = std::min(text.find('.'), text.size());
  for (size_t end = digits; end > 3; end -= 3) text.insert(end - 3, ",");
  return value < 0 && text != "0" ? "-" + text : text;
}

std::string FormatInterval(double lower, double upper) {
  if (!std::isfinite(lower) || !std::isfinite(upper)) return "";
  return fmt::format("[{}, {}]", FormatEstimate(lower), FormatEstimate(upper));
}

}  // namespace trustsem
