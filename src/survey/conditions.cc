#include "survey/conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "base/text.h"
#include "spec/calendar_date.h"
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

// A bound of a condition as a number: of a date the day, of an answer its code. Nothing, and a
// fault, where it is none of the variable.
std::optional<double> FindBound(const Condition& condition, const Answers& answers, double number,
                                const std::string& text, std::vector<Fault>* faults) {
  if (answers.type == VariableType::kDate) {
    if (text.empty() && std::isinf(number)) return number;
    if (const std::optional<int64_t> day = ParseDate(Trim(text))) return static_cast<double>(*day);
    faults->push_back({condition.place,
                       fmt::format("'{}' has dates, and '{}' is none", condition.variable,
                                   text.empty() ? fmt::format("{}", number) : Excerpt(text)),
                       "write year, month and day as 2024-06-30"});
    return std::nullopt;
  }
  if (text.empty()) return number;
  if (answers.type == VariableType::kOrdered) {
    const int index = FindValue(answers.values, text);
    if (index >= 0) return CodeOf(answers.values, index);
    faults->push_back(UnknownValue(condition, answers, text));
  } else {
    faults->push_back(
        {condition.place,
         fmt::format("'{}' has numbers, and '{}' is none", condition.variable, Excerpt(text)),
         "write 'min' and 'max' as numbers"});
  }
  return std::nullopt;
}

// The days of a column of dates; NaN: no date.
std::vector<double> DaysOf(const Column& column) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if (!column.is_text) return std::vector<double>(column.numbers.size(), kNone);
  std::vector<double> day_of_code, days;
  for (const std::string& text : column.values) {
    const std::optional<int64_t> day = ParseDate(Trim(text));
    day_of_code.push_back(day ? static_cast<double>(*day) : kNone);
  }
  for (const int32_t code : column.codes) {
    days.push_back(code < 0 ? kNone : day_of_code[static_cast<size_t>(code)]);
  }
  return days;
}

void MarkRange(const Condition& condition, const Answers& answers, RowMask* rows,
               std::vector<Fault>* faults) {
  const bool dates = answers.type == VariableType::kDate;
  const bool ordered =
      answers.type == VariableType::kNumber || answers.type == VariableType::kOrdered;
  if (!dates && (!answers.HasNumbers() || !ordered)) {
    faults->push_back(
        {condition.place,
         fmt::format("'{}' has no order, so that 'min' and 'max' say nothing", condition.variable),
         answers.described != nullptr || answers.HasNumbers()
             ? "list the answers"
             : "list the answers, or describe it in a codebook as ordered or as a date"});
    return;
  }
  const auto low = FindBound(condition, answers, condition.minimum, condition.minimum_text, faults);
  const auto high =
      FindBound(condition, answers, condition.maximum, condition.maximum_text, faults);
  if (!low || !high) return;
  if (*low > *high) {
    const auto shown = [](const std::string& text, double number) {
      return text.empty() ? fmt::format("{}", number) : Excerpt(text);
    };
    faults->push_back(
        {condition.place,
         fmt::format("the minimum {} of '{}' is above the maximum {}",
                     shown(condition.minimum_text, condition.minimum), condition.variable,
                     shown(condition.maximum_text, condition.maximum)),
         "change 'min' or 'max'"});
    return;
  }
  const std::vector<double> days = dates ? DaysOf(*answers.data) : std::vector<double>();
  const std::vector<double>& numbers = dates ? days : answers.data->numbers;
  for (size_t i = 0; i < rows->size(); ++i) {
    (*rows)[i] = numbers[i] >= *low && numbers[i] <= *high;
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

using Labeller = std::string (*)(const Text& label, const std::string& name);

// An answer by its label, where it is one of `values` (which may be null).
std::string DescribeAnswer(const std::string& answer, const std::vector<CodebookValue>* values,
                           Labeller label_of) {
  const int index = values == nullptr ? -1 : FindValue(*values, answer);
  if (index < 0) return answer;
  const CodebookValue& value = (*values)[static_cast<size_t>(index)];
  return label_of(value.label, value.value);
}

std::string DescribeRange(const Condition& condition, const std::vector<CodebookValue>* values,
                          const Words& words, Labeller label_of) {
  const auto bound = [&](double number, const std::string& text) {
    if (!text.empty()) return DescribeAnswer(text, values, label_of);
    return std::isfinite(number) ? fmt::format("{}", number) : "";
  };
  const std::string low = bound(condition.minimum, condition.minimum_text);
  const std::string high = bound(condition.maximum, condition.maximum_text);
  if (high.empty()) return words.least + low;
  if (low.empty()) return words.most + high;
  return low + words.to + high;
}

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
    answers += DescribeAnswer(value, values, label_of);
  }
  if (condition.values.empty()) answers = DescribeRange(condition, values, words, label_of);
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
