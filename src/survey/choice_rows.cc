#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "survey/table_rows.h"

namespace trustsem {
namespace {

using Kind = SurveyRow::Kind;

// Makes the rows of a multiple-choice question.
class ChoiceRows {
 public:
  ChoiceRows(const TableRequest& table, const CodebookVariable& question, const Place& place,
             SurveyData* survey, std::vector<Fault>* faults)
      : table_(table), question_(question), place_(place), survey_(survey), faults_(faults) {}

  TableQuestion Make() {
    result_.name = question_.name;
    if (!FindColumns()) return std::move(result_);
    if (table_.mean || table_.top > 0 || table_.bottom > 0) {
      faults_->push_back({place_,
                          fmt::format("'{}' is a question with several answers and has no {}",
                                      question_.name, table_.mean ? "mean" : "order"),
                          "leave 'mean', 'top' and 'bottom' out of its table"});
    }
    result_.answered.assign(static_cast<size_t>(survey_->frame.rows), 0);
    for (const Answers* column : columns_) {
      for (size_t i = 0; i < result_.answered.size(); ++i) {
        result_.answered[i] |= column->codes[i] >= 0;
      }
    }
    for (size_t c = 0; table_.shares && c < columns_.size(); ++c) {
      SurveyRow row = NewRow(Kind::kShare, "1", question_.columns[c].label);
      row.variable = columns_[c]->column;
      AddAny(std::move(row), {columns_[c]});
    }
    for (const Net& net : table_.nets) AddNet(net);
    return std::move(result_);
  }

 private:
  bool FindColumns() {
    for (const ChoiceColumn& choice : question_.columns) {
      const Answers* answers = survey_->Find(choice.name, "the variable", place_, faults_);
      if (answers != nullptr) columns_.push_back(answers);
    }
    return columns_.size() == question_.columns.size();
  }

  SurveyRow NewRow(Kind kind, const std::string& value, const Text& label) const {
    SurveyRow row;
    row.kind = kind;
    row.variable = question_.name;
    row.value = value;
    row.variable_label = question_.label;
    row.label = label;
    return row;
  }

  // Those who chose one of the columns at least.
  void AddAny(SurveyRow row, const std::vector<const Answers*>& columns) {
    std::vector<int32_t> codes(result_.answered.size(), 0);
    for (const Answers* column : columns) {
      for (size_t i = 0; i < codes.size(); ++i) codes[i] |= column->codes[i] == 1;
    }
    result_.rows.push_back({std::move(row), {0, 1}, std::move(codes)});
  }

  void AddNet(const Net& net) {
    std::vector<CodebookValue> choices;
    for (const ChoiceColumn& choice : question_.columns) {
      choices.push_back({choice.name, choice.label});
    }
    std::vector<const Answers*> columns;
    std::vector<uint8_t> counted(choices.size(), 0);
    for (const std::string& value : net.values) {
      const int index = FindValue(choices, value);
      if (index < 0) {
        faults_->push_back({net.place,
                            fmt::format("the net '{}' counts '{}', which is no answer to '{}'",
                                        Excerpt(net.name), Excerpt(value), question_.name),
                            DidYouMean(value, NamesOfAnswers(choices),
                                       "its answers are " + ListAnswers(choices))});
        return;
      }
      counted[static_cast<size_t>(index)] = 1;
      columns.push_back(columns_[static_cast<size_t>(index)]);
    }
    SurveyRow row = NewRow(Kind::kNet, net.name, net.label);
    row.counted = JoinLabels(choices, counted);
    AddAny(std::move(row), columns);
  }

  const TableRequest& table_;
  const CodebookVariable& question_;
  const Place& place_;
  SurveyData* survey_;
  std::vector<Fault>* faults_;
  std::vector<const Answers*> columns_;
  TableQuestion result_;
};

}  // namespace

TableQuestion MakeChoiceQuestion(const TableRequest& table, const CodebookVariable& question,
                                 const Place& place, SurveyData* survey,
                                 std::vector<Fault>* faults) {
  return ChoiceRows(table, question, place, survey, faults).Make();
}

}  // namespace trustsem
