#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "spec/read_codebook.h"
#include "spec/yaml_emit.h"
#include "spec/yaml_values.h"

namespace trustsem {
namespace {

constexpr int kLineWidth = 100;

// A value, or a map of nodes, that stands on one line where it fits.
struct Node {
  std::string key;   // YAML
  std::string text;  // YAML; of a map: empty
  std::vector<Node> fields;

  void Add(std::string_view name, std::string value) {
    fields.push_back({std::string(name), std::move(value), {}});
  }
};

std::string OnOneLine(const Node& node) {
  if (node.fields.empty()) return node.text;
  YamlFlowMap map;
  for (const Node& field : node.fields) map.Add(field.key, OnOneLine(field));
  return map.ToText();
}

std::string Lines(const Node& node, int indent) {
  const std::string start = std::string(static_cast<size_t>(indent), ' ') + node.key + ":";
  const std::string line = OnOneLine(node);
  const bool fits = DisplayWidth(start) + 1 + DisplayWidth(line) <= kLineWidth;
  if (node.fields.empty() || fits) return start + " " + line + "\n";
  std::string text = start + "\n";
  for (const Node& field : node.fields) text += Lines(field, indent + 2);
  return text;
}

// A value as the data write it: numbers without quotes.
std::string ValueText(const std::string& value) {
  const bool plain_number =
      value.size() < 16 && ParseYamlNumber(value) && value.find_first_of("+.eE") == value.npos;
  return plain_number ? value : YamlScalar(value);
}

bool HasText(const Text& text) { return !text.en.empty() || !text.zh.empty(); }

Node ValuesNode(std::string_view key, const std::vector<CodebookValue>& values) {
  Node node{std::string(key), "", {}};
  const bool labelled = std::any_of(values.begin(), values.end(), [](const CodebookValue& value) {
    return HasText(value.label);
  });
  std::vector<std::string> list;
  for (const CodebookValue& value : values) list.push_back(ValueText(value.value));
  const std::string text = YamlList(list);
  // A long list stands one value a line, with room for its labels.
  if (labelled || DisplayWidth(text) > kLineWidth - 20) {
    for (const CodebookValue& value : values) {
      node.Add(ValueText(value.value), YamlText(value.label));
    }
    return node;
  }
  node.text = text;
  return node;
}

void AddText(Node* node, std::string_view key, const Text& text) {
  if (HasText(text)) node->Add(key, YamlText(text));
}

void AddString(Node* node, std::string_view key, const std::string& text) {
  if (!text.empty()) node->Add(key, YamlScalar(text));
}

Node ColumnsNode(const CodebookVariable& variable) {
  Node node{"columns", "", {}};
  for (const ChoiceColumn& column : variable.columns) {
    Node field{ValueText(column.name), "", {}};
    AddText(&field, "label", column.label);
    AddString(&field, "construct", column.construct);
    if (field.fields.empty()) field.text = "{}";
    node.fields.push_back(std::move(field));
  }
  return node;
}

Node VariableNode(const CodebookVariable& variable) {
  Node node{ValueText(variable.name), "", {}};
  node.Add("type", ToString(variable.type));
  AddString(&node, "scale", variable.scale);
  if (variable.reversed) node.Add("reversed", "true");
  if (std::isfinite(variable.minimum)) node.Add("min", YamlNumber(variable.minimum));
  if (std::isfinite(variable.maximum)) node.Add("max", YamlNumber(variable.maximum));
  if (variable.integer) node.Add("integer", "true");
  if (!variable.earliest.empty()) node.Add("earliest", variable.earliest);
  if (!variable.latest.empty()) node.Add("latest", variable.latest);
  if (variable.choose > 0) node.Add("choose", fmt::format("{}", variable.choose));
  if (variable.optional) node.Add("optional", "true");
  AddString(&node, "block", variable.block);
  AddString(&node, "construct", variable.construct);
  if (variable.own_missing) node.fields.push_back(ValuesNode("missing", variable.missing));
  AddText(&node, "label", variable.label);
  AddText(&node, "wording", variable.wording);
  if (variable.scale.empty() && !variable.values.empty()) {
    node.fields.push_back(ValuesNode("values", variable.values));
  }
  if (!variable.columns.empty()) node.fields.push_back(ColumnsNode(variable));
  return node;
}

// What the reader takes where the file has no key.
std::vector<std::string> DefaultKey(const Codebook& codebook) {
  for (const CodebookVariable& variable : codebook.variables) {
    if (variable.type == VariableType::kId) return {variable.name};
  }
  return {};
}

}  // namespace

std::string WriteCodebook(const Codebook& codebook) {
  Node top;
  top.Add("codebook", "1");
  AddString(&top, "name", codebook.name);
  AddText(&top, "title", codebook.title);
  if (!codebook.missing.empty()) top.fields.push_back(ValuesNode("missing", codebook.missing));
  if (codebook.key != DefaultKey(codebook)) {
    top.Add("key", YamlList(YamlScalars(codebook.key)));
  }
  if (!codebook.attention.column.empty()) {
    Node attention{"attention", "", {}};
    attention.Add("column", YamlScalar(codebook.attention.column));
    attention.Add("passed", ValueText(codebook.attention.passed));
    top.fields.push_back(std::move(attention));
  }
  std::string text;
  for (const Node& field : top.fields) text += Lines(field, 0);
  if (!codebook.scales.empty()) text += "scales:\n";
  for (const CodebookScale& scale : codebook.scales) {
    text += Lines(ValuesNode(ValueText(scale.name), scale.values), 2);
  }
  text += "variables:\n";
  for (const CodebookVariable& variable : codebook.variables) {
    text += Lines(VariableNode(variable), 2);
  }
  return text;
}

}  // namespace trustsem
