#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "spec/calendar_date.h"
#include "spec/yaml_codebook.h"

namespace trustsem {
namespace {

using Kind = YamlNode::Kind;

constexpr int kMostChoices = 10000;

const std::vector<std::string>& TypeNames() {
  static const std::vector<std::string> kNames = {"id",   "category",        "ordered", "number",
                                                  "date", "multiple_choice", "text"};
  return kNames;
}

VariableType TypeNamed(const std::string& name) {
  for (const VariableType type :
       {VariableType::kId, VariableType::kCategory, VariableType::kOrdered, VariableType::kNumber,
        VariableType::kDate, VariableType::kMultipleChoice}) {
    if (name == ToString(type)) return type;
  }
  return VariableType::kText;
}

std::vector<std::string> KeysOf(VariableType type) {
  std::vector<std::string> keys = {"type",      "label",    "wording", "block",
                                   "construct", "optional", "missing"};
  const auto add = [&](std::initializer_list<const char*> more) {
    keys.insert(keys.end(), more.begin(), more.end());
  };
  if (type == VariableType::kCategory) add({"values", "scale"});
  if (type == VariableType::kOrdered) add({"values", "scale", "reversed"});
  if (type == VariableType::kNumber) add({"min", "max", "integer", "reversed"});
  if (type == VariableType::kDate) add({"earliest", "latest"});
  if (type == VariableType::kMultipleChoice) add({"choose", "columns"});
  return keys;
}

// The entry as it is read, with the nodes that later faults point to.
struct Entry {
  CodebookVariable variable;
  const YamlNode* name = nullptr;
  const YamlNode* scale = nullptr;
  const YamlNode* values = nullptr;
  const YamlNode* choose = nullptr;
  const YamlNode* columns = nullptr;

  std::string Quoted() const { return fmt::format("'{}'", Excerpt(variable.name)); }
};

std::string ReadBound(YamlValues& values, const YamlNode& node) {
  const std::string text = values.String(node, "a date");
  if (node.kind == Kind::kScalar && !ParseDate(text)) {
    values.Report(node, fmt::format("'{}' is no date", Excerpt(text)),
                  "write year, month and day as 2024-06-30");
    return "";
  }
  return text;
}

// {en: ..., zh: ...}, in place of a map with a label.
bool IsText(const YamlNode& node) {
  const auto in_a_language = [](const auto& field) {
    return field.first.text == "en" || field.first.text == "zh";
  };
  return node.kind == Kind::kScalar ||
         (node.kind == Kind::kMap && !node.fields.empty() &&
          std::all_of(node.fields.begin(), node.fields.end(), in_a_language));
}

void ReadChoiceColumns(YamlValues& values, const YamlNode& node, CodebookVariable* variable) {
  std::vector<const YamlNode*> nodes;
  std::vector<CodebookValue> labelled;
  values.NamedFields(node, "columns", false, [&](const YamlNode& key, const YamlNode& value) {
    ChoiceColumn column;
    column.name = key.text;
    column.place = values.PlaceOf(key);
    if (IsText(value)) {
      column.label = values.Texts(value, "a label");
    } else {
      values.Fields(value, "a column of a multiple-choice question", {"label", "construct"},
                    [&](const std::string& field, const YamlNode& said) {
                      if (field == "label") column.label = values.Texts(said, "a label");
                      if (field == "construct") {
                        column.construct = values.String(said, "a construct");
                      }
                    });
    }
    nodes.push_back(&key);
    labelled.push_back({column.name, column.label});
    variable->columns.push_back(std::move(column));
  });
  CheckColumnLabels(values, nodes, labelled);
}

void ReadNumberField(YamlValues& values, const std::string& key, const YamlNode& node,
                     CodebookVariable* variable) {
  if (key == "min") {
    variable->minimum = values.NumberOrInfinity(node, "a minimum").value_or(variable->minimum);
  }
  if (key == "max") {
    variable->maximum = values.NumberOrInfinity(node, "a maximum").value_or(variable->maximum);
  }
  if (key == "integer") {
    variable->integer = values.Boolean(node, "'integer'").value_or(false);
  }
}

void ReadField(YamlValues& values, const std::string& key, const YamlNode& node, Entry* entry) {
  CodebookVariable& variable = entry->variable;
  if (key == "label") variable.label = values.Texts(node, "a label");
  if (key == "wording") variable.wording = values.Texts(node, "a wording");
  if (key == "block") variable.block = values.String(node, "a block");
  if (key == "construct") variable.construct = values.String(node, "a construct");
  if (key == "optional") variable.optional = values.Boolean(node, "'optional'").value_or(false);
  if (key == "reversed") variable.reversed = values.Boolean(node, "'reversed'").value_or(false);
  if (key == "missing") {
    variable.missing = ReadCodebookValues(values, node, "missing codes");
    variable.own_missing = true;
  }
  if (key == "values") {
    entry->values = &node;
    variable.values =
        ReadCodebookValues(values, node, fmt::format("the values of {}", entry->Quoted()));
  }
  if (key == "scale") {
    entry->scale = &node;
    variable.scale = values.String(node, "a scale's name");
  }
  if (key == "earliest") variable.earliest = ReadBound(values, node);
  if (key == "latest") variable.latest = ReadBound(values, node);
  if (key == "choose") {
    entry->choose = &node;
    variable.choose = values.Integer(node, "a number of answers", 1, kMostChoices).value_or(0);
  }
  if (key == "columns") {
    entry->columns = &node;
    ReadChoiceColumns(values, node, &variable);
  }
  ReadNumberField(values, key, node, &variable);
}

void ResolveScale(YamlValues& values, const Codebook& codebook, Entry* entry) {
  CodebookVariable& variable = entry->variable;
  if (entry->scale != nullptr && entry->values != nullptr) {
    values.Report(*entry->scale, fmt::format("{} has both a scale and values", entry->Quoted()),
                  "keep one of them");
    return;
  }
  if (entry->scale == nullptr) {
    if (variable.values.empty()) {
      values.Report(*entry->name, fmt::format("{} has no values", entry->Quoted()),
                    "add 'scale: NAME', or 'values: {1: ..., 2: ...}'");
    } else if (variable.type == VariableType::kOrdered) {
      CheckLowestFirst(values, *entry->values, entry->Quoted(), variable.values);
    }
    return;
  }
  std::vector<std::string> known;
  for (const CodebookScale& scale : codebook.scales) {
    known.push_back(scale.name);
    if (scale.name == variable.scale) variable.values = scale.values;
  }
  if (std::find(known.begin(), known.end(), variable.scale) != known.end()) return;
  values.Report(
      *entry->scale,
      fmt::format("{} has the scale '{}', which is not among the scales", entry->Quoted(),
                  Excerpt(variable.scale)),
      DidYouMean(variable.scale, known,
                 known.empty() ? "name it under 'scales'" : "the scales are " + JoinNames(known)));
}

// Its own missing codes stand; else the file's, which must not be answers of this variable.
void ResolveMissing(YamlValues& values, const Codebook& codebook, Entry* entry) {
  CodebookVariable& variable = entry->variable;
  if (!variable.own_missing && variable.type != VariableType::kId) {
    variable.missing = codebook.missing;
  }
  const std::string hint = "write 'missing: []' where it is an answer";
  for (const CodebookValue& code : variable.missing) {
    for (const std::string& text : {code.value, code.label.en, code.label.zh}) {
      if (text.empty() || FindValue(variable.values, text) < 0) continue;
      values.Report(*entry->name,
                    fmt::format("'{}' is both a value and a missing code of {}", Excerpt(text),
                                entry->Quoted()),
                    variable.own_missing ? "keep one of them" : hint);
      return;
    }
    const std::optional<double> number = ParseYamlNumber(code.value);
    if (variable.type != VariableType::kNumber || variable.own_missing || !number) continue;
    if (std::isinf(variable.maximum) || *number < variable.minimum || *number > variable.maximum) {
      continue;
    }
    values.Report(*entry->name,
                  fmt::format("the missing code {} lies within the range of {}, {} to {}",
                              code.value, entry->Quoted(), variable.minimum, variable.maximum),
                  hint + ", 'missing: [" + code.value + "]' where it is none");
    return;
  }
}

void CheckRange(YamlValues& values, const Entry& entry) {
  const CodebookVariable& variable = entry.variable;
  if (variable.minimum > variable.maximum) {
    values.Report(*entry.name,
                  fmt::format("the minimum {} of {} lies above the maximum {}", variable.minimum,
                              entry.Quoted(), variable.maximum),
                  "change 'min' or 'max'");
  }
  if (!variable.earliest.empty() && !variable.latest.empty() &&
      *ParseDate(variable.earliest) > *ParseDate(variable.latest)) {
    values.Report(*entry.name,
                  fmt::format("the earliest date {} of {} lies after the latest {}",
                              variable.earliest, entry.Quoted(), variable.latest),
                  "change 'earliest' or 'latest'");
  }
}

void CheckChoices(YamlValues& values, const Entry& entry) {
  const CodebookVariable& variable = entry.variable;
  if (variable.columns.empty()) {
    values.Report(*entry.name, fmt::format("{} has no columns", entry.Quoted()),
                  "write 'columns: {first_column: label, second_column: label}'");
  } else if (variable.choose > static_cast<int>(variable.columns.size())) {
    values.Report(*entry.choose,
                  fmt::format("{} asks for {} answers of {}", entry.Quoted(), variable.choose,
                              variable.columns.size()),
                  "lower 'choose', or add the other columns");
  }
}

// A name that an earlier entry has: of a column, or of a question.
void CheckNames(YamlValues& values, const Codebook& codebook, const Entry& entry) {
  const auto check = [&](const YamlNode& node, const std::string& name) {
    const CodebookVariable* other = codebook.Find(name);
    if (other == nullptr) other = codebook.QuestionOf(name);
    if (other == nullptr && (&node == entry.name || name != entry.variable.name)) return;
    values.Report(node, fmt::format("the name '{}' stands twice", Excerpt(name)),
                  other != nullptr && other->place.line > 0
                      ? fmt::format("it is first in the entry in line {}; rename or remove one",
                                    other->place.line)
                      : "a question needs another name than its columns");
  };
  check(*entry.name, entry.variable.name);
  if (entry.columns == nullptr || entry.columns->kind != Kind::kMap) return;
  for (const auto& [key, value] : entry.columns->fields) check(key, key.text);
}

std::optional<VariableType> ReadType(YamlValues& values, const YamlNode& name,
                                     const YamlNode& node) {
  if (node.kind == Kind::kMap) {
    for (const auto& [key, value] : node.fields) {
      if (key.text != "type") continue;
      const std::string type = values.Choice(value, "a type of variable", TypeNames());
      return type.empty() ? std::nullopt : std::optional(TypeNamed(type));
    }
  } else if (node.kind != Kind::kNull) {
    values.Report(node, fmt::format("expected a variable, found {}", Describe(node)),
                  "write {type: number, label: ...}");
    return std::nullopt;
  }
  std::vector<std::string> keys;
  for (const auto& [key, value] : node.fields) keys.push_back(key.text);
  const std::string close = ClosestName("type", keys);
  values.Report(name, fmt::format("the variable '{}' has no type", Excerpt(name.text)),
                close.empty() ? "write 'type: ' and one of " + JoinNames(TypeNames())
                              : fmt::format("write 'type' in place of '{}'", Excerpt(close)));
  return std::nullopt;
}

}  // namespace

void ReadCodebookVariable(YamlValues& values, const YamlNode& name, const YamlNode& node,
                          Codebook* codebook) {
  Entry entry;
  entry.name = &name;
  CodebookVariable& variable = entry.variable;
  variable.name = name.text;
  variable.place = values.PlaceOf(name);
  const std::optional<VariableType> type = ReadType(values, name, node);
  if (type) {
    variable.type = *type;
    const size_t before = values.faults().size();
    const std::string what = fmt::format("a variable of the type '{}'", ToString(*type));
    values.Fields(node, what, KeysOf(*type), [&](const std::string& key, const YamlNode& value) {
      ReadField(values, key, value, &entry);
    });
    // What is lacking may be the misspelt key.
    if (values.faults().size() == before) {
      if (*type == VariableType::kCategory || *type == VariableType::kOrdered) {
        ResolveScale(values, *codebook, &entry);
      }
      if (*type == VariableType::kMultipleChoice) CheckChoices(values, entry);
      CheckRange(values, entry);
      ResolveMissing(values, *codebook, &entry);
      CheckNames(values, *codebook, entry);
    }
  }
  codebook->variables.push_back(std::move(variable));
}

}  // namespace trustsem
