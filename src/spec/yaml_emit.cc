#include "spec/yaml_emit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "spec/yaml_text.h"

namespace trustsem {
namespace {

// Words that some version of YAML takes for true, false or nothing.
bool IsReserved(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kWords = {
      "true", "false", "yes", "no", "on", "off", "y", "null", "n", "free"};
  return std::find(kWords.begin(), kWords.end(), ToLower(text)) != kWords.end();
}

bool IsPlainCharacter(uint32_t code) {
  if (code >= 0x80) return code >= 0x3041 && code <= 0xD7FF;  // scripts of East Asia
  static constexpr std::string_view kOthers = " _.-><=+*/^()";
  return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
         (code >= 'A' && code <= 'Z') || kOthers.find(static_cast<char>(code)) != kOthers.npos;
}

bool IsPlain(std::string_view text) {
  if (text.empty() || text.back() == ' ' || IsReserved(text)) return false;
  for (size_t i = 0; i < text.size();) {
    const bool first = i == 0;
    const std::optional<uint32_t> code = DecodeUtf8(text, &i);
    if (!code || !IsPlainCharacter(*code)) return false;
    const bool word = *code >= 0x80 || *code == '_' || (*code >= 'a' && *code <= 'z') ||
                      (*code >= 'A' && *code <= 'Z');
    if (first && !word) return false;
  }
  return true;
}

}  // namespace

std::string YamlScalar(std::string_view text) {
  if (IsPlain(text)) return std::string(text);
  std::string quoted = "\"";
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    const std::optional<uint32_t> code = DecodeUtf8(text, &i);
    if (!code) {
      ++i;  // not UTF-8: no YAML can say it, and no reader makes it
      quoted += '?';
    } else if (*code == '"' || *code == '\\') {
      quoted += '\\';
      quoted += static_cast<char>(*code);
    } else if (*code == '\n') {
      quoted += "\\n";
    } else if (*code < 0x20 || (*code >= 0x7F && *code < 0xA0)) {
      quoted += fmt::format("\\x{:02X}", *code);
    } else if (*code == 0x2028 || *code == 0x2029 || *code == 0xFEFF) {
      quoted += fmt::format("\\u{:04X}", *code);
    } else {
      quoted += text.substr(start, i - start);
    }
  }
  return quoted + '"';
}

std::string YamlNumber(double value) {
  if (std::isnan(value)) return "null";
  if (std::isinf(value)) return value > 0 ? ".inf" : "-.inf";
  std::string text = fmt::format("{}", value);
  // YAML 1.1 takes 1e-07 for a text, and 1.0e-07 for a number.
  const size_t exponent = text.find('e');
  if (exponent != std::string::npos && text.find('.') == std::string::npos) {
    text.insert(exponent, ".0");
  }
  return text;
}

std::string YamlText(const Text& text) {
  if (text.zh.empty()) return YamlScalar(text.en);
  YamlFlowMap map;
  if (!text.en.empty()) map.Add("en", YamlScalar(text.en));
  map.Add("zh", YamlScalar(text.zh));
  return map.ToText();
}

std::string YamlList(const std::vector<std::string>& values) {
  return fmt::format("[{}]", fmt::join(values, ", "));
}

std::string YamlOneOrMore(const std::vector<std::string>& values) {
  return values.size() == 1 ? values.front() : YamlList(values);
}

std::vector<std::string> YamlScalars(const std::vector<std::string>& texts) {
  std::vector<std::string> values;
  for (const std::string& text : texts) values.push_back(YamlScalar(text));
  return values;
}

std::vector<std::string> YamlNumbers(const std::vector<double>& numbers) {
  std::vector<std::string> values;
  for (const double number : numbers) values.push_back(YamlNumber(number));
  return values;
}

std::string YamlFlowMap::ToText() const {
  std::string text = "{";
  for (const auto& [key, value] : fields_) {
    if (text.size() > 1) text += ", ";
    text += key + ": " + value;
  }
  return text + "}";
}

}  // namespace trustsem
