#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "spec/yaml_sections.h"
#include "spec/yaml_text.h"

namespace trustsem {
namespace {

using Kind = YamlNode::Kind;

bool SaysFree(const YamlNode& node) {
  return node.kind == Kind::kNull || (node.kind == Kind::kScalar && node.text == "free");
}

void ReadFixed(YamlValues& values, const YamlNode& node, Modifiers* modifiers) {
  if (!modifiers->fixed.empty()) {
    values.Report(node, "a parameter is both fixed and free", "keep one of 'fixed' and 'free'");
    return;
  }
  for (const YamlNode* element : values.OneOrMore(node)) {
    if (SaysFree(*element)) {
      modifiers->fixed.push_back(std::nullopt);
    } else if (const auto value = values.Number(*element, "a value to fix at, or 'free'")) {
      modifiers->fixed.push_back(*value);
    }
  }
}

void ReadFree(YamlValues& values, const YamlNode& node, Modifiers* modifiers) {
  const std::optional<bool> is_free = values.Boolean(node, "'free'");
  if (!is_free) return;
  if (!*is_free) {
    values.Report(node, "'free: false' does not say at which value the parameter is fixed",
                  "write 'fixed: 0', or another value");
  } else if (!modifiers->fixed.empty()) {
    values.Report(node, "a parameter is both fixed and free", "keep one of 'fixed' and 'free'");
  } else {
    modifiers->fixed = {std::nullopt};
  }
}

// One number, or one a group; null stands for `none`.
std::vector<double> ReadGroups(YamlValues& values, const YamlNode& node, std::string_view what,
                               double none) {
  std::vector<double> numbers;
  for (const YamlNode* element : values.OneOrMore(node)) {
    if (element->kind == Kind::kNull) {
      numbers.push_back(none);
    } else if (const auto value = std::isnan(none) ? values.Number(*element, what)
                                                   : values.NumberOrInfinity(*element, what)) {
      numbers.push_back(*value);
    }
  }
  return numbers;
}

void ReadLabels(YamlValues& values, const YamlNode& node, Modifiers* modifiers) {
  if (node.kind == Kind::kMap) {
    values.Report(node, "a parameter's label is one name, found a map (key: value)",
                  "a text for readers stands under 'constructs' or 'items', as 'label'");
    return;
  }
  for (const YamlNode* element : values.OneOrMore(node)) {
    const bool none = element->kind == Kind::kNull || element->text.empty();
    modifiers->labels.push_back(none ? "" : values.Name(*element, "a label"));
  }
}

void ReadEqualTo(YamlValues& values, const YamlNode& node, Modifiers* modifiers) {
  std::string text = values.String(node, "a parameter such as 'f =~ x2'");
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  if (text.find('~') == std::string::npos && text.find('|') == std::string::npos) {
    values.Report(node, fmt::format("'{}' is not a parameter", Excerpt(text)),
                  "write it as lavaan does: 'f =~ x2', 'y ~ x' or 'x ~~ y'");
    return;
  }
  modifiers->equal_to = text;
}

}  // namespace

const std::vector<std::string>& YamlModifierKeys() {
  static const std::vector<std::string> kKeys = {"fixed",  "free",  "start",    "label",
                                                 "lower",  "upper", "equal_to", "equal_over_groups",
                                                 "status", "source"};
  return kKeys;
}

std::string ReadYamlSource(YamlValues& values, const YamlNode& value) {
  return values.String(value, "a source");
}

Status ReadYamlStatus(YamlValues& values, const YamlNode& value) {
  const std::string text = values.Choice(value, "a status", {"explicit", "implied", "ambiguous"});
  if (text == "explicit") return Status::kExplicit;
  if (text == "implied") return Status::kImplied;
  if (text == "ambiguous") return Status::kAmbiguous;
  return Status::kUnstated;
}

void ReadYamlModifier(YamlValues& values, const std::string& key, const YamlNode& value,
                      Term* term) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Modifiers& modifiers = term->modifiers;
  if (key == "fixed") ReadFixed(values, value, &modifiers);
  if (key == "free") ReadFree(values, value, &modifiers);
  if (key == "start") modifiers.start = ReadGroups(values, value, "a starting value", NAN);
  if (key == "lower") modifiers.lower = ReadGroups(values, value, "a lower bound", -kInfinity);
  if (key == "upper") modifiers.upper = ReadGroups(values, value, "an upper bound", kInfinity);
  if (key == "label") ReadLabels(values, value, &modifiers);
  if (key == "equal_to") ReadEqualTo(values, value, &modifiers);
  if (key == "equal_over_groups") {
    modifiers.equal_over_groups = values.Boolean(value, "'equal_over_groups'");
  }
  if (key == "status") term->status = ReadYamlStatus(values, value);
  if (key == "source") term->source = ReadYamlSource(values, value);
}

std::optional<YamlArrow> ParseYamlArrow(std::string_view text) {
  for (const std::string_view arrow : {"<->", "<=>", "->"}) {
    const size_t position = text.find(arrow);
    if (position == std::string_view::npos) continue;
    YamlArrow parsed{std::string(Trim(text.substr(0, position))), std::string(arrow),
                     std::string(Trim(text.substr(position + arrow.size())))};
    if (IsSpecificationName(parsed.from) && IsSpecificationName(parsed.to)) return parsed;
    return std::nullopt;
  }
  return std::nullopt;
}

std::optional<YamlArrow> ReadYamlArrow(YamlValues& values, const YamlNode& node,
                                       const std::vector<std::string>& arrows) {
  std::vector<std::string> forms;
  for (const std::string& arrow : arrows) forms.push_back("a " + arrow + " b");
  const std::string hint = "write " + QuotedChoices(forms) + " with the names of two variables";
  if (node.kind != Kind::kScalar) {
    values.Report(node, fmt::format("expected {}, found {}", QuotedChoices(forms), Describe(node)),
                  hint);
    return std::nullopt;
  }
  const std::optional<YamlArrow> arrow = ParseYamlArrow(node.text);
  if (arrow && std::find(arrows.begin(), arrows.end(), arrow->arrow) != arrows.end()) return arrow;
  if (arrow && arrow->arrow == "<->") {
    values.Report(node, fmt::format("'{}' is a covariance, not a path", Excerpt(node.text)),
                  "move it to 'covariances'; two paths, one each way, are written 'a <=> b'");
  } else if (arrow) {
    values.Report(node, fmt::format("'{}' is a path, not a covariance", Excerpt(node.text)),
                  "move it to 'paths', or write 'a <-> b'");
  } else {
    values.Report(node, fmt::format("cannot read '{}'", Excerpt(node.text)), hint);
  }
  return std::nullopt;
}

}  // namespace trustsem
