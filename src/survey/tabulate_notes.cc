#include "survey/tabulate_notes.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "data/sample_messages.h"

namespace trustsem {
namespace {

constexpr double kFewEffective = 0.5;  // of the respondents
constexpr size_t kTablesNamed = 4;

std::string InTables(const std::vector<std::string>& tables) {
  std::vector<std::string> quoted;
  for (const std::string& name : tables) quoted.push_back("'" + name + "'");
  return fmt::format("in the table{} {}", tables.size() == 1 ? "" : "s",
                     JoinNames(quoted, kTablesNamed));
}

std::string NameOf(const SurveyColumn& column) {
  if (column.variable.empty()) return "the total";
  return fmt::format("'{}' of '{}'", LabelOr(column.value_label, column.value), column.variable);
}

}  // namespace

void TableNotes::Record(Found* found, int64_t count, const std::string& table) {
  found->count = std::max(found->count, count);
  if (found->tables.empty() || found->tables.back() != table) found->tables.push_back(table);
}

void TableNotes::Add(const SurveyTable& table, const TableColumns& columns,
                     const std::vector<TableQuestion>& questions, const SurveyDesign& design) {
  if (table.suppressed > 0) Record(&suppressed_, table.suppressed, table.name);
  suppressed_cells_ += table.suppressed;
  for (size_t c = 0; c < table.bases.size(); ++c) {
    const BaseCount& base = table.bases[c];
    const double part = base.effective_n / static_cast<double>(base.n);
    if (base.n == 0 || part >= kFewEffective) continue;
    Record(&uneven_, base.n, table.name);
    if (part < worst_) {
      worst_ = part;
      worst_base_ = base;
      worst_column_ = NameOf(table.columns[c]);
    }
  }
  for (const auto& [variable, count] : columns.without_segment) {
    Record(&without_segment_[variable], count, table.name);
  }
  for (const auto& dropped : columns.dropped) Record(&dropped_[dropped], 1, table.name);
  const std::vector<int16_t>& total = columns.families[0].column_of_row;
  for (const TableQuestion& question : questions) {
    bool answered = false;
    for (size_t i = 0; i < total.size() && !answered; ++i) {
      answered = total[i] == 0 && question.answered[i] != 0 && design.weights[i] > 0;
    }
    if (!answered) Record(&unanswered_[question.name], 1, table.name);
  }
}

std::vector<Note> TableNotes::Take(int minimum_base) const {
  std::vector<Note> notes;
  if (suppressed_cells_ > 0) {
    notes.push_back(
        {"suppressed_cells",
         fmt::format("{} {} on fewer than {} respondents and {} suppressed {}",
                     Plural(suppressed_cells_, "cell"), suppressed_cells_ == 1 ? "rests" : "rest",
                     minimum_base, suppressed_cells_ == 1 ? "is" : "are",
                     InTables(suppressed_.tables)),
         "join segments or answers, or change 'minimum_base'"});
  }
  if (!uneven_.tables.empty()) {
    notes.push_back({"uneven_weights",
                     fmt::format("the weights are so uneven that the effective number of "
                                 "respondents is below half of their number {}; lowest for {}: "
                                 "{:.1f} of {}",
                                 InTables(uneven_.tables), worst_column_, worst_base_.effective_n,
                                 worst_base_.n),
                     "look at the largest weights"});
  }
  for (const auto& [variable, found] : without_segment_) {
    notes.push_back(
        {"without_segment",
         fmt::format("{} {} no answer to '{}' and {} in the total alone {}",
                     Plural(found.count, "respondent"), found.count == 1 ? "has" : "have", variable,
                     found.count == 1 ? "is" : "are", InTables(found.tables)),
         ""});
  }
  for (const auto& [dropped, found] : dropped_) {
    notes.push_back({"empty_segments",
                     fmt::format("no respondent has '{}' of '{}', which makes no column {}",
                                 dropped.second, dropped.first, InTables(found.tables)),
                     ""});
  }
  for (const auto& [variable, found] : unanswered_) {
    notes.push_back(
        {"no_answers",
         fmt::format("nobody in the base answered '{}' {}", variable, InTables(found.tables)),
         "look at the base"});
  }
  return notes;
}

}  // namespace trustsem
