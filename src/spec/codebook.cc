#include "spec/codebook.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "spec/yaml_values.h"

namespace trustsem {

const char* ToString(VariableType type) {
  switch (type) {
    case VariableType::kId:
      return "id";
    case VariableType::kCategory:
      return "category";
    case VariableType::kOrdered:
      return "ordered";
    case VariableType::kNumber:
      return "number";
    case VariableType::kDate:
      return "date";
    case VariableType::kMultipleChoice:
      return "multiple_choice";
    case VariableType::kText:
      break;
  }
  return "text";
}

const CodebookVariable* Codebook::Find(std::string_view wanted) const {
  for (const CodebookVariable& variable : variables) {
    if (variable.name == wanted) return &variable;
  }
  return nullptr;
}

const CodebookVariable* Codebook::QuestionOf(std::string_view column) const {
  for (const CodebookVariable& variable : variables) {
    for (const ChoiceColumn& choice : variable.columns) {
      if (choice.name == column) return &variable;
    }
  }
  return nullptr;
}

const std::string& LabelOr(const Text& label, const std::string& otherwise) {
  if (!label.en.empty()) return label.en;
  return label.zh.empty() ? otherwise : label.zh;
}

std::string NormalisedValue(std::string_view text) {
  text = Trim(text);
  if (const std::optional<double> number = ParseYamlNumber(text)) {
    return fmt::format("{}", *number == 0 ? 0.0 : *number);  // no "-0"
  }
  return ToLower(text);
}

int FindValue(const std::vector<CodebookValue>& values, std::string_view text) {
  const std::string wanted = NormalisedValue(text);
  for (size_t i = 0; i < values.size(); ++i) {
    if (NormalisedValue(values[i].value) == wanted) return static_cast<int>(i);
  }
  const std::string label = ToLower(Trim(text));
  if (label.empty()) return -1;
  for (size_t i = 0; i < values.size(); ++i) {
    if (ToLower(Trim(values[i].label.en)) == label || ToLower(Trim(values[i].label.zh)) == label) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

std::optional<double> NumberOf(const CodebookValue& value) {
  return ParseYamlNumber(Trim(value.value));
}

double CodeOf(const std::vector<CodebookValue>& values, int index) {
  const bool all_numbers =
      std::all_of(values.begin(), values.end(),
                  [](const CodebookValue& value) { return NumberOf(value).has_value(); });
  return all_numbers ? *NumberOf(values[static_cast<size_t>(index)]) : index + 1;
}

}  // namespace trustsem
