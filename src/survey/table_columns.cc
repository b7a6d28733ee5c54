#include "survey/table_columns.h"

#include <fmt/format.h>

#include <algorithm>

namespace trustsem {
namespace {

Place PlaceOf(const TableRequest& table, const std::vector<Place>& places, size_t index) {
  return index < places.size() ? places[index] : table.place;
}

// False, and a fault, where the variable's values cannot head columns.
bool CanSegment(const Answers& answers, const Place& place, std::vector<Fault>* faults) {
  const VariableType type = answers.type;
  if (type == VariableType::kText || type == VariableType::kId || type == VariableType::kDate) {
    faults->push_back({place,
                       fmt::format("'{}' cannot head columns: it is of the type '{}'",
                                   answers.column, ToString(type)),
                       "name a variable with a few values"});
    return false;
  }
  if (answers.values.size() <= kMostSegments && !answers.values.empty()) return true;
  const std::string count = answers.values.empty() ? fmt::format("more than {}", kMostAnswers)
                                                   : fmt::format("{}", answers.values.size());
  faults->push_back(
      {place, fmt::format("'{}' has {} values, too many to head columns", answers.column, count),
       fmt::format("name a variable with {} values at most", kMostSegments)});
  return false;
}

void AddTotal(const RowMask& base, const SurveyDesign& design, TableColumns* table) {
  Family total;
  total.columns = 1;
  for (const uint8_t in : base) total.column_of_row.push_back(in != 0 ? 0 : -1);
  table->columns.push_back({});
  table->bases.push_back(CountBases(design, total).counts[0]);
  table->families.push_back(std::move(total));
  table->first_columns.push_back(0);
}

void AddFamily(const Answers& answers, const RowMask& base, const SurveyDesign& design,
               TableColumns* table) {
  Family family;
  family.columns = static_cast<int>(answers.values.size());
  family.column_of_row.assign(base.size(), -1);
  int64_t without = 0;
  for (size_t i = 0; i < base.size(); ++i) {
    if (base[i] == 0) continue;
    family.column_of_row[i] = static_cast<int16_t>(answers.codes[i]);
    without += answers.codes[i] < 0 && design.weights[i] > 0;
  }
  if (without > 0) table->without_segment.emplace_back(answers.column, without);
  const std::vector<BaseCount> counts = CountBases(design, family).counts;
  std::vector<int16_t> position(counts.size(), -1);  // of the values that somebody has
  const size_t first = table->columns.size();
  for (size_t c = 0; c < counts.size(); ++c) {
    const CodebookValue& value = answers.values[c];
    if (counts[c].n == 0) {
      table->dropped.emplace_back(answers.column, EnglishLabel(value.label, value.value));
      continue;
    }
    position[c] = static_cast<int16_t>(table->columns.size() - first);
    SurveyColumn column;
    column.variable = answers.column;
    column.value = value.value;
    column.variable_label = answers.label;
    column.value_label = value.label;
    column.letter = ColumnLetter(table->columns.size() - 1);
    column.family = static_cast<int>(table->families.size()) - 1;
    table->columns.push_back(std::move(column));
    table->bases.push_back(counts[c]);
  }
  family.columns = static_cast<int>(table->columns.size() - first);
  for (int16_t& c : family.column_of_row) {
    if (c >= 0) c = position[c];
  }
  table->families.push_back(std::move(family));
  table->first_columns.push_back(first);
}

}  // namespace

std::string ColumnLetter(size_t index) {
  std::string letters;
  for (size_t rest = index + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

TableColumns MakeTableColumns(const TableRequest& table, const RowMask& base, SurveyData* survey,
                              std::vector<Fault>* faults) {
  TableColumns result;
  AddTotal(base, survey->design, &result);
  for (size_t i = 0; i < table.segments.size(); ++i) {
    const Place place = PlaceOf(table, table.segment_places, i);
    const Answers* answers = survey->Find(table.segments[i], "the segment", place, faults);
    if (answers == nullptr || !CanSegment(*answers, place, faults)) continue;
    AddFamily(*answers, base, survey->design, &result);
  }
  return result;
}

}  // namespace trustsem
