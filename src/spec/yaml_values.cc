#include "spec/yaml_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "base/text.h"
#include "spec/yaml_text.h"

namespace trustsem {
namespace {

using Kind = YamlNode::Kind;

// "an estimator" -> "expected an estimator, found a list".
std::string Expected(std::string_view what, const YamlNode& node) {
  return fmt::format("expected {}, found {}", what, Describe(node));
}

}  // namespace

std::optional<double> ParseYamlNumber(std::string_view text) {
  if (text == ".inf" || text == "+.inf") return std::numeric_limits<double>::infinity();
  if (text == "-.inf") return -std::numeric_limits<double>::infinity();
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  // from_chars also reads "inf" and "nan", which YAML takes for text.
  if (text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string QuotedChoices(const std::vector<std::string>& choices) {
  std::string text;
  for (size_t i = 0; i < choices.size(); ++i) {
    if (i > 0) text += i + 1 == choices.size() ? " or " : ", ";
    text += "'" + choices[i] + "'";
  }
  return text;
}

void YamlValues::Report(const YamlNode& node, std::string message, std::string hint) {
  faults_.push_back({PlaceOf(node), std::move(message), std::move(hint)});
}

void YamlValues::NamedFields(const YamlNode& node, std::string_view what, bool names,
                             const NamedReader& read) {
  if (node.kind == Kind::kNull) return;
  if (node.kind != Kind::kMap) {
    Report(node, Expected(what, node), "write a map, 'key: value'");
    return;
  }
  std::map<std::string, int> seen;
  for (const auto& [key, value] : node.fields) {
    if (key.kind != Kind::kScalar) {
      Report(key, fmt::format("expected a key, found {}", Describe(key)), "write 'key: value'");
      continue;
    }
    const auto [first, is_new] = seen.emplace(key.text, key.line);
    if (!is_new) {
      Report(key, fmt::format("the key '{}' stands twice", Excerpt(key.text)),
             fmt::format("it is first in line {}; join the two or rename one", first->second));
      continue;
    }
    if (names) Name(key, "a name");
    read(key, value);
  }
}

void YamlValues::Fields(const YamlNode& node, std::string_view what,
                        const std::vector<std::string>& keys, const FieldReader& read) {
  NamedFields(node, what, false, [&](const YamlNode& key, const YamlNode& value) {
    if (std::find(keys.begin(), keys.end(), key.text) != keys.end()) {
      read(key.text, value);
      return;
    }
    Report(key, fmt::format("{} has no key '{}'", what, Excerpt(key.text)),
           DidYouMean(key.text, keys, "its keys are " + JoinNames(keys, 20)));
  });
}

const std::vector<YamlNode>& YamlValues::Elements(const YamlNode& node, std::string_view what) {
  static const std::vector<YamlNode> kNone;
  if (node.kind == Kind::kSequence) return node.elements;
  if (node.kind != Kind::kNull) Report(node, Expected(what, node), "write a list, '[a, b]'");
  return kNone;
}

std::vector<const YamlNode*> YamlValues::OneOrMore(const YamlNode& node) {
  std::vector<const YamlNode*> all;
  if (node.kind != Kind::kSequence) return {&node};
  for (const YamlNode& element : node.elements) all.push_back(&element);
  return all;
}

std::string YamlValues::String(const YamlNode& node, std::string_view what) {
  if (node.kind == Kind::kScalar) return node.text;
  Report(node, Expected(what, node), "write one text");
  return "";
}

std::string YamlValues::Name(const YamlNode& node, std::string_view what) {
  const size_t before = faults_.size();
  std::string name = String(node, what);
  if (faults_.size() == before && !IsSpecificationName(name)) {
    Report(node, fmt::format("'{}' is not a name", Excerpt(name)),
           "a name has letters, digits, '_' and '.', and does not begin with a digit");
  }
  return name;
}

std::optional<double> YamlValues::NumberOrInfinity(const YamlNode& node, std::string_view what) {
  if (node.kind == Kind::kScalar && !node.quoted) {
    if (const std::optional<double> value = ParseYamlNumber(node.text)) return value;
  }
  Report(node, Expected(what, node), "write a number");
  return std::nullopt;
}

std::optional<double> YamlValues::Number(const YamlNode& node, std::string_view what) {
  const std::optional<double> value = NumberOrInfinity(node, what);
  if (!value || std::isfinite(*value)) return value;
  Report(node, Expected(what, node), "write a finite number");
  return std::nullopt;
}

std::optional<int> YamlValues::Integer(const YamlNode& node, std::string_view what, int least,
                                       int most) {
  const std::optional<double> value = NumberOrInfinity(node, what);
  if (!value) return std::nullopt;
  if (*value == std::floor(*value) && *value >= least && *value <= most) {
    return static_cast<int>(*value);
  }
  Report(node, Expected(what, node),
         fmt::format("write a whole number from {} to {}", least, most));
  return std::nullopt;
}

std::optional<bool> YamlValues::Boolean(const YamlNode& node, std::string_view what) {
  if (node.kind == Kind::kScalar && !node.quoted) {
    if (node.text == "true" || node.text == "True" || node.text == "TRUE") return true;
    if (node.text == "false" || node.text == "False" || node.text == "FALSE") return false;
  }
  Report(node, fmt::format("{} is true or false, found {}", what, Describe(node)),
         "write true or false");
  return std::nullopt;
}

std::string YamlValues::Choice(const YamlNode& node, std::string_view what,
                               const std::vector<std::string>& choices) {
  if (node.kind == Kind::kScalar) {
    if (std::find(choices.begin(), choices.end(), node.text) != choices.end()) return node.text;
    const std::string all = "write " + QuotedChoices(choices);
    Report(node, fmt::format("'{}' is not {}", Excerpt(node.text), what),
           DidYouMean(node.text, choices, all));
  } else {
    Report(node, Expected(what, node), "write " + QuotedChoices(choices));
  }
  return "";
}

Text YamlValues::Texts(const YamlNode& node, std::string_view what) {
  Text text;
  if (node.kind == Kind::kScalar) {
    text.en = node.text;
  } else if (node.kind == Kind::kMap) {
    Fields(node, what, {"en", "zh"}, [&](const std::string& key, const YamlNode& value) {
      (key == "en" ? text.en : text.zh) = String(value, what);
    });
  } else {
    Report(node, Expected(what, node), "write a text, or {en: ..., zh: ...}");
  }
  return text;
}

std::vector<std::string> YamlValues::Strings(const YamlNode& node, std::string_view what) {
  std::vector<std::string> strings;
  for (const YamlNode* element : OneOrMore(node)) strings.push_back(String(*element, what));
  return strings;
}

std::vector<double> YamlValues::Numbers(const YamlNode& node, std::string_view what) {
  std::vector<double> numbers;
  for (const YamlNode* element : OneOrMore(node)) {
    if (const std::optional<double> value = Number(*element, what)) numbers.push_back(*value);
  }
  return numbers;
}

}  // namespace trustsem
