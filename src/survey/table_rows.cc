#include "survey/table_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "spec/yaml_values.h"

namespace trustsem {
namespace {

using Kind = SurveyRow::Kind;

bool IsCounted(VariableType type) {
  return type != VariableType::kText && type != VariableType::kId && type != VariableType::kDate;
}

bool IsNumeric(const Answers& answers) {
  return answers.HasNumbers() &&
         (answers.type == VariableType::kNumber || answers.type == VariableType::kOrdered);
}

// Makes the rows of one variable.
class VariableRows {
 public:
  VariableRows(const TableRequest& table, const Answers& answers, const Place& place,
               std::vector<Fault>* faults)
      : table_(table), answers_(answers), place_(place), faults_(faults) {}

  TableQuestion Make() {
    question_.name = answers_.column;
    question_.codes = &answers_.codes;
    question_.numbers = &answers_.data->numbers;
    question_.answered.resize(answers_.codes.empty() ? answers_.data->numbers.size()
                                                     : answers_.codes.size());
    if (!CanBeCounted()) return std::move(question_);
    for (size_t i = 0; i < question_.answered.size(); ++i) {
      question_.answered[i] =
          answers_.codes.empty() ? !answers_.IsMissing(i) : answers_.codes[i] >= 0;
    }
    if (table_.shares) AddShares();
    if (table_.top > 0) AddEnd(table_.top, true);
    if (table_.bottom > 0) AddEnd(table_.bottom, false);
    for (const Net& net : table_.nets) AddNet(net);
    if (table_.mean) AddMean();
    return std::move(question_);
  }

 private:
  void Report(const Place& place, std::string message, std::string hint) {
    faults_->push_back({place, std::move(message), std::move(hint)});
  }

  bool NeedsValues() const {
    return table_.shares || table_.top > 0 || table_.bottom > 0 || !table_.nets.empty();
  }

  bool CanBeCounted() {
    if (!IsCounted(answers_.type)) {
      Report(place_,
             fmt::format("'{}' has no percentages: it is of the type '{}'", answers_.column,
                         ToString(answers_.type)),
             answers_.type == VariableType::kText
                 ? "code the open answers in a column of their own"
                 : "name a variable that is a category, ordered, a number or multiple choice");
      return false;
    }
    if (NeedsValues() && answers_.values.empty() && answers_.data->is_text) {
      Report(place_,
             fmt::format("'{}' has no percentages: it is text with more than {} values",
                         answers_.column, kMostAnswers),
             "code the answers in a column of their own");
      return false;
    }
    if (NeedsValues() && answers_.values.empty() && HasAnswer()) {
      Report(place_,
             fmt::format("the number '{}' has more than {} values, too many for shares",
                         answers_.column, kMostAnswers),
             "write show: [mean], or code classes in a column of their own");
      return false;
    }
    if (table_.mean && !IsNumeric(answers_)) {
      Report(place_,
             fmt::format("'{}' has no mean: it is {}", answers_.column,
                         answers_.data->is_text && answers_.described == nullptr
                             ? "text"
                             : fmt::format("of the type '{}'", ToString(answers_.type))),
             "leave 'mean' out of 'show'");
      return false;
    }
    return true;
  }

  bool HasAnswer() const {
    for (size_t i = 0; i < answers_.data->numbers.size(); ++i) {
      if (!answers_.IsMissing(i)) return true;
    }
    return false;
  }

  SurveyRow NewRow(Kind kind, const std::string& value, const Text& label) const {
    SurveyRow row;
    row.kind = kind;
    row.variable = answers_.column;
    row.value = value;
    row.variable_label = answers_.label;
    row.label = label;
    return row;
  }

  void AddCount(SurveyRow row, const std::vector<uint8_t>& counted) {
    std::vector<double> values(counted.begin(), counted.end());
    question_.rows.push_back({std::move(row), std::move(values), {}});
  }

  void AddShares() {
    for (size_t v = 0; v < answers_.values.size(); ++v) {
      // Of one answer that can be chosen or not, the share that did is the whole story.
      if (answers_.type == VariableType::kMultipleChoice && answers_.values[v].value != "1") {
        continue;
      }
      std::vector<uint8_t> counted(answers_.values.size(), 0);
      counted[v] = 1;
      AddCount(NewRow(Kind::kShare, answers_.values[v].value, answers_.values[v].label), counted);
    }
  }

  void AddEnd(int count, bool top) {
    const char* key = top ? "top" : "bottom";
    if (!IsNumeric(answers_)) {
      Report(place_, fmt::format("'{}' has no order for '{}: {}'", answers_.column, key, count),
             "list the answers in 'nets'");
      return;
    }
    const auto size = static_cast<int>(answers_.values.size());
    if (size == 0) return;  // nobody answered
    if (count >= size) {
      Report(place_,
             fmt::format("'{}: {}' counts all of the {} answers to '{}'", key, count, size,
                         answers_.column),
             "count fewer");
      return;
    }
    std::vector<uint8_t> counted(answers_.values.size(), 0);
    for (int i = 0; i < count; ++i) counted[static_cast<size_t>(top ? size - 1 - i : i)] = 1;
    SurveyRow row = NewRow(Kind::kNet, fmt::format("{}_{}", key, count), {});
    row.counted = JoinLabels(answers_.values, counted);
    row.label.en = fmt::format("{} {}: {}", top ? "Top" : "Bottom", count, row.counted.en);
    row.label.zh = fmt::format("{} {} 项：{}", top ? "最高" : "最低", count, row.counted.zh);
    AddCount(std::move(row), counted);
  }

  void AddNet(const Net& net) {
    if (answers_.values.empty()) return;  // nobody answered
    std::vector<uint8_t> counted(answers_.values.size(), 0);
    bool known = true;
    for (const std::string& value : net.values) {
      const int index = FindValue(answers_.values, value);
      if (index >= 0) {
        counted[static_cast<size_t>(index)] = 1;
        continue;
      }
      known = false;
      Report(net.place,
             fmt::format("the net '{}' counts '{}', which is no answer to '{}'", Excerpt(net.name),
                         Excerpt(value), answers_.column),
             DidYouMean(value, NamesOfAnswers(answers_.values),
                        "its answers are " + ListAnswers(answers_.values)));
    }
    if (!known) return;
    SurveyRow row = NewRow(Kind::kNet, net.name, net.label);
    row.counted = JoinLabels(answers_.values, counted);
    AddCount(std::move(row), counted);
  }

  void AddMean() {
    std::vector<double> values;
    for (const CodebookValue& value : answers_.values) values.push_back(NumberOf(value));
    question_.rows.push_back({NewRow(Kind::kMean, "", {"Mean", "均值"}), std::move(values), {}});
  }

  // The number that the data have for the answer.
  double NumberOf(const CodebookValue& value) const {
    if (answers_.described != nullptr && !answers_.described->values.empty()) {
      return CodeOf(answers_.values, FindValue(answers_.values, value.value));
    }
    return ParseYamlNumber(value.value).value_or(kNotANumber);
  }

  const TableRequest& table_;
  const Answers& answers_;
  const Place& place_;
  std::vector<Fault>* faults_;
  TableQuestion question_;
};

}  // namespace

std::vector<TableQuestion> MakeTableQuestions(const TableRequest& table, SurveyData* survey,
                                              std::vector<Fault>* faults) {
  std::vector<TableQuestion> questions;
  for (size_t i = 0; i < table.variables.size(); ++i) {
    const std::string& name = table.variables[i];
    const Place place = i < table.variable_places.size() ? table.variable_places[i] : table.place;
    const CodebookVariable* described = survey->codebook ? survey->codebook->Find(name) : nullptr;
    if (described != nullptr && described->type == VariableType::kMultipleChoice) {
      questions.push_back(MakeChoiceQuestion(table, *described, place, survey, faults));
      continue;
    }
    const Answers* answers = survey->Find(name, "the variable", place, faults);
    if (answers == nullptr) continue;
    questions.push_back(VariableRows(table, *answers, place, faults).Make());
  }
  return questions;
}

}  // namespace trustsem
