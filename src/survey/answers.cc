#include "survey/answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "data/codebook_column.h"

namespace trustsem {
namespace {

// Positions of numbers in a short sorted list; answers of neighbours are often alike.
int32_t PositionOf(const std::vector<double>& sorted, double x) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), x);
  return at != sorted.end() && *at == x ? static_cast<int32_t>(at - sorted.begin()) : -1;
}

// The distinct numbers, ascending; empty where there are more than kMostAnswers.
std::vector<double> DistinctNumbers(const std::vector<double>& numbers) {
  std::vector<double> distinct;
  for (const double x : numbers) {
    if (std::isnan(x) || PositionOf(distinct, x) >= 0) continue;
    if (distinct.size() == kMostAnswers) return {};
    distinct.insert(std::lower_bound(distinct.begin(), distinct.end(), x), x);
  }
  return distinct;
}

void SetNumericCodes(const std::vector<double>& numbers, const std::vector<double>& sorted,
                     const std::vector<int32_t>& index_of_position, Answers* answers) {
  answers->codes.reserve(numbers.size());
  for (const double x : numbers) {
    const int32_t at = std::isnan(x) ? -1 : PositionOf(sorted, x);
    answers->codes.push_back(at < 0 ? -1 : index_of_position[at]);
  }
}

void TakeFoundNumbers(const Column& column, Answers* answers) {
  const std::vector<double> distinct = DistinctNumbers(column.numbers);
  if (distinct.empty()) return;
  std::vector<int32_t> positions;
  for (const double x : distinct) {
    CodebookValue value{fmt::format("{}", x), {}};
    for (const auto& [number, label] : column.value_labels) {
      if (number == x) value.label.en = label;
    }
    positions.push_back(static_cast<int32_t>(positions.size()));
    answers->values.push_back(std::move(value));
  }
  SetNumericCodes(column.numbers, distinct, positions, answers);
}

void TakeFoundTexts(const Column& column, Answers* answers) {
  std::vector<int32_t> used;  // texts that a row has, in alphabetical order
  std::vector<uint8_t> seen(column.values.size(), 0);
  for (const int32_t code : column.codes) {
    if (code >= 0 && std::exchange(seen[code], 1) == 0) used.push_back(code);
  }
  if (used.size() > kMostAnswers) return;
  std::sort(used.begin(), used.end(),
            [&](int32_t a, int32_t b) { return column.values[a] < column.values[b]; });
  std::vector<int32_t> position(column.values.size(), -1);
  for (const int32_t code : used) {
    position[code] = static_cast<int32_t>(answers->values.size());
    answers->values.push_back({column.values[code], {}});
  }
  answers->codes.reserve(column.codes.size());
  for (const int32_t code : column.codes) answers->codes.push_back(code < 0 ? -1 : position[code]);
}

// Codes among the answers that the codebook allows.
void TakeDescribedValues(const std::vector<CodebookValue>& values, const Column& column,
                         Answers* answers) {
  answers->values = values;
  if (column.is_text) {
    std::vector<int32_t> position;
    for (const std::string& text : column.values) position.push_back(FindValue(values, text));
    for (const int32_t code : column.codes) {
      answers->codes.push_back(code < 0 ? -1 : position[code]);
    }
    return;
  }
  std::vector<std::pair<double, int32_t>> pairs;
  for (size_t i = 0; i < values.size(); ++i) {
    pairs.emplace_back(CodeOf(values, static_cast<int>(i)), static_cast<int32_t>(i));
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<double> sorted;
  std::vector<int32_t> positions;
  for (const auto& [code, index] : pairs) {
    sorted.push_back(code);
    positions.push_back(index);
  }
  SetNumericCodes(column.numbers, sorted, positions, answers);
}

// What the codebook says of the column: its type, label and answers.
void Describe(const Codebook& codebook, const Column& column, Answers* answers) {
  answers->described = codebook.Find(answers->column);
  if (answers->described != nullptr) {
    const CodebookVariable& variable = *answers->described;
    answers->type = variable.type;
    answers->label = variable.label;
    if (!variable.values.empty()) TakeDescribedValues(variable.values, column, answers);
    return;
  }
  answers->described = codebook.QuestionOf(answers->column);
  answers->type = VariableType::kMultipleChoice;
  for (const ChoiceColumn& choice : answers->described->columns) {
    if (choice.name == answers->column) answers->label = choice.label;
  }
  TakeDescribedValues(ChoiceValues(), column, answers);
}

std::vector<std::string> NamesIn(const Codebook& codebook) {
  std::vector<std::string> names;
  for (const CodebookVariable& variable : codebook.variables) {
    names.push_back(variable.name);
    for (const ChoiceColumn& choice : variable.columns) names.push_back(choice.name);
  }
  return names;
}

// Null, and a fault, where the column is not to be had.
const Column* FindData(const std::string& name, std::string_view role, const Place& place,
                       const Frame& frame, const Codebook* codebook, std::vector<Fault>* faults) {
  const Column* column = frame.Find(name);
  if (codebook != nullptr) {
    const CodebookVariable* variable = codebook->Find(name);
    if (variable != nullptr && variable->type == VariableType::kMultipleChoice) {
      faults->push_back({place,
                         fmt::format("{} '{}' is a question with several answers", role, name),
                         "name one of its columns"});
      return nullptr;
    }
    if (variable == nullptr && codebook->QuestionOf(name) == nullptr) {
      const std::string otherwise =
          column == nullptr ? "name a variable of the codebook" : "describe it there";
      faults->push_back({place, fmt::format("{} '{}' is not in the codebook", role, Excerpt(name)),
                         DidYouMean(name, NamesIn(*codebook), otherwise)});
      return nullptr;
    }
  }
  if (column == nullptr || !column->loaded) {
    const std::vector<std::string> names = frame.Names();
    faults->push_back({place,
                       fmt::format("{} '{}' is no column of {}", role, Excerpt(name), frame.file),
                       DidYouMean(name, codebook ? UndescribedColumns(*codebook, frame) : names,
                                  "its columns are " + JoinNames(names, 12))});
    return nullptr;
  }
  return column;
}

}  // namespace

const std::vector<CodebookValue>& ChoiceValues() {
  static const std::vector<CodebookValue> kValues = {{"0", {"not chosen", "未选"}},
                                                     {"1", {"chosen", "已选"}}};
  return kValues;
}

std::optional<Answers> FindAnswers(const std::string& name, std::string_view role,
                                   const Place& place, const Frame& frame, const Codebook* codebook,
                                   std::vector<Fault>* faults) {
  const Column* column = FindData(name, role, place, frame, codebook, faults);
  if (column == nullptr) return std::nullopt;
  Answers answers;
  answers.column = name;
  answers.data = column;
  answers.label.en = column->label;
  answers.type = column->is_text ? VariableType::kCategory : VariableType::kNumber;
  if (codebook != nullptr) Describe(*codebook, *column, &answers);
  if (answers.values.empty()) {
    if (column->is_text) {
      TakeFoundTexts(*column, &answers);
    } else {
      TakeFoundNumbers(*column, &answers);
    }
  }
  return answers;
}

std::string EnglishLabel(const Text& label, const std::string& name) {
  return LabelOr(label, name);
}

std::string ChineseLabel(const Text& label, const std::string& name) {
  return label.zh.empty() ? LabelOr(label, name) : label.zh;
}

Text JoinLabels(const std::vector<CodebookValue>& values, const std::vector<uint8_t>& counted) {
  Text text;
  for (size_t i = 0; i < values.size(); ++i) {
    if (counted[i] == 0) continue;
    if (!text.en.empty()) text.en += ", ";
    if (!text.zh.empty()) text.zh += "、";
    text.en += EnglishLabel(values[i].label, values[i].value);
    text.zh += ChineseLabel(values[i].label, values[i].value);
  }
  return text;
}

std::string ListAnswers(const std::vector<CodebookValue>& values) {
  std::vector<std::string> names;
  for (const CodebookValue& value : values) {
    const std::string label = EnglishLabel(value.label, "");
    names.push_back(label.empty() ? value.value : fmt::format("{} ({})", value.value, label));
  }
  return JoinNames(names);
}

std::vector<std::string> NamesOfAnswers(const std::vector<CodebookValue>& values) {
  std::vector<std::string> names;
  for (const CodebookValue& value : values) {
    for (const std::string* name : {&value.value, &value.label.en, &value.label.zh}) {
      if (!name->empty()) names.push_back(*name);
    }
  }
  return names;
}

}  // namespace trustsem
