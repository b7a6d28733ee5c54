#include <fmt/format.h>

#include <map>
#include <optional>

#include "base/text.h"
#include "spec/yaml_codebook.h"

namespace trustsem {
namespace {

using Kind = YamlNode::Kind;

// Every text that stands for a value, and the value that it stands for.
class KnownTexts {
 public:
  KnownTexts(YamlValues& values, std::string owner) : values_(values), owner_(std::move(owner)) {}

  // False, and a fault, where the value is known.
  bool AddValue(const YamlNode& node, const std::string& value) {
    return Add(node, "value", value, NormalisedValue(value), value);
  }
  void AddLabel(const YamlNode& node, const std::string& label, const std::string& value) {
    if (!label.empty()) Add(node, "label", label, ToLower(Trim(label)), value);
  }
  // A name that cannot stand twice.
  void AddName(const std::string& name) { owners_.emplace(NormalisedValue(name), name); }

 private:
  bool Add(const YamlNode& node, std::string_view what, const std::string& text,
           const std::string& normalised, const std::string& value) {
    const auto [known, is_new] = owners_.emplace(normalised, value);
    if (is_new || (what == "label" && known->second == value)) return true;
    values_.Report(node,
                   what == "label"
                       ? fmt::format("the label '{}' of {} already stands for {}", Excerpt(text),
                                     Excerpt(value), Excerpt(known->second))
                       : fmt::format("the value '{}' stands twice, first as '{}'", Excerpt(text),
                                     Excerpt(known->second)),
                   what == "label" ? fmt::format("give every {} a label of its own", owner_)
                                   : "remove one of them");
    return false;
  }

  YamlValues& values_;
  std::string owner_;  // what has values and labels: "value"
  std::map<std::string, std::string> owners_;
};

Text ReadLabel(YamlValues& values, const YamlNode& node) {
  return node.kind == Kind::kNull ? Text{} : values.Texts(node, "a label");
}

}  // namespace

std::vector<CodebookValue> ReadCodebookValues(YamlValues& values, const YamlNode& node,
                                              std::string_view what) {
  std::vector<CodebookValue> list;
  std::vector<const YamlNode*> nodes;
  KnownTexts known(values, "value");
  const auto add = [&](const YamlNode& name, const YamlNode* label) {
    if (name.kind != Kind::kScalar || Trim(name.text).empty()) {
      values.Report(name, fmt::format("a value of {} is empty or no single text", what),
                    "write the value as the data file writes it, such as 1 or CN");
      return;
    }
    CodebookValue value;
    value.value = std::string(Trim(name.text));
    if (label != nullptr) value.label = ReadLabel(values, *label);
    if (!known.AddValue(name, value.value)) return;
    list.push_back(std::move(value));
    nodes.push_back(&name);
  };
  if (node.kind == Kind::kMap || node.kind == Kind::kNull) {
    values.NamedFields(node, what, false,
                       [&](const YamlNode& key, const YamlNode& label) { add(key, &label); });
  } else {
    for (const YamlNode* element : values.OneOrMore(node)) add(*element, nullptr);
  }
  for (size_t i = 0; i < list.size(); ++i) {
    known.AddLabel(*nodes[i], list[i].label.en, list[i].value);
    known.AddLabel(*nodes[i], list[i].label.zh, list[i].value);
  }
  return list;
}

void CheckColumnLabels(YamlValues& values, const std::vector<const YamlNode*>& nodes,
                       const std::vector<CodebookValue>& columns) {
  KnownTexts known(values, "column");
  for (const CodebookValue& column : columns) known.AddName(column.value);
  for (size_t i = 0; i < columns.size(); ++i) {
    known.AddLabel(*nodes[i], columns[i].label.en, columns[i].value);
    known.AddLabel(*nodes[i], columns[i].label.zh, columns[i].value);
  }
}

void CheckLowestFirst(YamlValues& values, const YamlNode& node, std::string_view what,
                      const std::vector<CodebookValue>& list) {
  std::vector<double> numbers;
  for (const CodebookValue& value : list) {
    const std::optional<double> number = ParseYamlNumber(value.value);
    if (!number) return;  // texts have the order in which they stand
    numbers.push_back(*number);
  }
  for (size_t i = 1; i < numbers.size(); ++i) {
    if (numbers[i] > numbers[i - 1]) continue;
    values.Report(node,
                  fmt::format("{} lists {} after {}, but numbers are ordered by size", what,
                              list[i].value, list[i - 1].value),
                  "write the lowest first; an item that runs the other way is 'reversed: true'");
    return;
  }
}

}  // namespace trustsem
