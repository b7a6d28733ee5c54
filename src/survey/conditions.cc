#include "survey/conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.h"
#include "spec/yaml_values.h"
#include "survey/answers.h"

namespace trustsem {
namespace {

Fault UnknownValue(const Condition& condition, const Answers& answers, const std::string& value) {
  const std::string otherwise = answers.values.empty()
                                    ? "name a value that the data have"
                                    : "its answers are " + ListAnswers(answers.values);
  return {condition.place,
          fmt::format("'{}' is no answer to '{}'", Excerpt(value), condition.variable),
          DidYouMean(value, NamesOfAnswers(answers.values), otherwise)};
}

// A number that nobody gave is none the less a number where the codebook has it in its range.
bool MayBeAnswered(const Answers& answers, const std::string& value) {
  if (answers.described == nullptr || answers.type != VariableType::kNumber) return false;
  const std::optional<double> number = ParseYamlNumber(Trim(value));
  return number && *number >= answers.described->minimum && *number <= answers.described->maximum;
}

// Marks the rows with one of the condition's values, where these can be listed.
void MarkListed(const Condition& condition, const Answers& answers, RowMask* rows,
                std::vector<Fault>* faults) {
  std::vector<uint8_t> wanted(answers.values.size(), 0);
  for (const std::string& value : condition.values) {
    const int index = FindValue(answers.values, value);
    if (index >= 0) {
      wanted[static_cast<size_t>(index)] = 1;
    } else if (!MayBeAnswered(answers, value)) {
      faults->push_back(UnknownValue(condition, answers, value));
    }
  }
  for (size_t i = 0; i < rows->size(); ++i) {
    const int32_t code = answers.codes[i];
    if (code >= 0) (*rows)[i] = wanted[code];
  }
}

// The same for one value of a column with more answers than can be listed.
void MarkUnlisted(const Condition& condition, const Answers& answers, const std::string& value,
                  RowMask* rows, std::vector<Fault>* faults) {
  const Column& column = *answers.data;
  bool found = false;
  if (column.is_text) {
    const auto at = std::find(column.values.begin(), column.values.end(), value);
    const auto code = static_cast<int32_t>(at - column.values.begin());
    for (size_t i = 0; at != column.values.end() && i < rows->size(); ++i) {
      if (column.codes[i] != code) continue;
      (*rows)[i] = 1;
      found = true;
    }
  } else if (const std::optional<double> number = ParseYamlNumber(Trim(value))) {
    for (size_t i = 0; i < rows->size(); ++i) {
      if (column.numbers[i] != *number) continue;
      (*rows)[i] = 1;
      found = true;
    }
  }
  if (!found && !MayBeAnswered(answers, value)) {
    faults->push_back(UnknownValue(condition, answers, value));
  }
}

void MarkRange(const Condition& condition, const Answers& answers, RowMask* rows,
               std::vector<Fault>* faults) {
  const bool ordered =
      answers.type == VariableType::kNumber || answers.type == VariableType::kOrdered;
  if (!answers.HasNumbers() || !ordered) {
    faults->push_back(
        {condition.place,
         fmt::format("'{}' has no order, so that 'min' and 'max' say nothing", condition.variable),
         "list the answers"});
    return;
  }
  for (size_t i = 0; i < rows->size(); ++i) {
    const double x = answers.data->numbers[i];
    (*rows)[i] = x >= condition.minimum && x <= condition.maximum;
  }
}

void MarkRows(const Condition& condition, const Answers& answers, RowMask* rows,
              std::vector<Fault>* faults) {
  if (answers.type == VariableType::kText) {
    faults->push_back({condition.place, fmt::format("'{}' is an open text", condition.variable),
                       "code its answers in a column of their own"});
  } else if (condition.values.empty()) {
    MarkRange(condition, answers, rows, faults);
  } else if (!answers.values.empty()) {
    MarkListed(condition, answers, rows, faults);
  } else {
    for (const std::string& value : condition.values) {
      MarkUnlisted(condition, answers, value, rows, faults);
    }
  }
}

const Text kAll = {"all respondents", "全体受访者"};

struct Words {
  std::string comma, colon, semicolon, to, least, most;
};
const Words kEnglish = {", ", ": ", "; ", " to ", "at least ", "at most "};
const Words kChinese = {"、", "：", "；", " 至 ", "至少 ", "至多 "};

std::string DescribeRange(const Condition& condition, const Words& words) {
  if (!std::isfinite(condition.maximum)) return fmt::format("{}{}", words.least, condition.minimum);
  if (!std::isfinite(condition.minimum)) return fmt::format("{}{}", words.most, condition.maximum);
  return fmt::format("{}{}{}", condition.minimum, words.to, condition.maximum);
}

using Labeller = std::string (*)(const Text& label, const std::string& name);

std::string DescribeIn(const Condition& condition, const Codebook* codebook, const Words& words,
                       Labeller label_of) {
  const CodebookVariable* variable =
      codebook == nullptr ? nullptr : codebook->Find(condition.variable);
  const CodebookVariable* question =
      codebook == nullptr ? nullptr : codebook->QuestionOf(condition.variable);
  std::string name = condition.variable;
  const std::vector<CodebookValue>* values = nullptr;
  if (variable != nullptr) {
    name = label_of(variable->label, name);
    values = &variable->values;
  }
  if (question != nullptr) {
    values = &ChoiceValues();
    for (const ChoiceColumn& choice : question->columns) {
      if (choice.name == condition.variable) name = label_of(choice.label, name);
    }
  }
  std::string answers;
  for (const std::string& value : condition.values) {
    if (!answers.empty()) answers += words.comma;
    const int index = values == nullptr ? -1 : FindValue(*values, value);
    answers += index < 0 ? value : label_of((*values)[index].label, (*values)[index].value);
  }
  if (condition.values.empty()) answers = DescribeRange(condition, words);
  return name + words.colon + answers;
}

}  // namespace

std::vector<std::string> ColumnsNeeded(const std::vector<Condition>& conditions) {
  std::set<std::string> columns;
  for (const Condition& condition : conditions) columns.insert(condition.variable);
  return {columns.begin(), columns.end()};
}

RowMask Fulfil(const Condition& condition, const Frame& frame, const Codebook* codebook,
               RowMask* answered) {
  std::vector<Fault> faults;
  const std::optional<Answers> answers =
      FindAnswers(condition.variable, "the variable", condition.place, frame, codebook, &faults);
  RowMask rows(static_cast<size_t>(frame.rows), 0);
  if (answers) MarkRows(condition, *answers, &rows, &faults);
  if (!faults.empty()) throw Error(ErrorKind::kSpecification, std::move(faults));
  if (answered != nullptr) {
    answered->resize(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) (*answered)[i] = !answers->IsMissing(i);
  }
  return rows;
}

RowMask Fulfil(const Base& base, const Frame& frame, const Codebook* codebook) {
  RowMask rows(static_cast<size_t>(frame.rows), 1);
  std::vector<Fault> faults;
  for (const Condition& condition : base.conditions) {
    try {
      const RowMask fulfilled = Fulfil(condition, frame, codebook, nullptr);
      for (size_t i = 0; i < rows.size(); ++i) rows[i] &= fulfilled[i];
    } catch (const Error& error) {
      faults.insert(faults.end(), error.faults().begin(), error.faults().end());
    }
  }
  if (!faults.empty()) throw Error(ErrorKind::kSpecification, std::move(faults));
  return rows;
}

Text Describe(const std::vector<Condition>& conditions, const Codebook* codebook) {
  if (conditions.empty()) return kAll;
  Text text;
  for (const Condition& condition : conditions) {
    if (!text.en.empty()) text.en += kEnglish.semicolon;
    if (!text.zh.empty()) text.zh += kChinese.semicolon;
    text.en += DescribeIn(condition, codebook, kEnglish, EnglishLabel);
    text.zh += DescribeIn(condition, codebook, kChinese, ChineseLabel);
  }
  return text;
}

Text Describe(const Base& base, const Codebook* codebook) {
  Text text = base.label;
  if (text.en.empty() && text.zh.empty()) return Describe(base.conditions, codebook);
  return text;
}

}  // namespace trustsem
