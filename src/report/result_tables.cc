#include "report/result_tables.h"

#include <algorithm>
#include <cmath>

#include "report/format_number.h"
#include "report/survey_format.h"

namespace trustsem {

std::string CellText(const ResultCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell.value)) return *text;
  const double* number = std::get_if<double>(&cell.value);
  if (number == nullptr || !std::isfinite(*number)) return "";
  switch (cell.kind) {
    case NumberKind::kEstimate:
      return FormatEstimate(*number);
    case NumberKind::kFixed:
      return FormatFixed(*number);
    case NumberKind::kTest:
      return FormatFixed(*number, 2);
    case NumberKind::kPValue:
      return FormatPValue(*number);
    case NumberKind::kCount:
      return FormatCount(*number);
    case NumberKind::kShare:
      return FormatFixed(100 * *number, 1) + "%";
    case NumberKind::kPoints:
      return PointsText(*number);
  }
  return "";
}

Table TextTable(const ResultTable& table) {
  Table text;
  for (const ResultColumn& column : table.columns) {
    text.columns.push_back({column.heading, column.align});
  }
  for (const std::vector<ResultCell>& row : table.rows) {
    text.rows.emplace_back();
    for (const ResultCell& cell : row) text.rows.back().push_back(CellText(cell));
  }
  return text;
}

namespace {

// A cell repeats the one above where all cells to its left do so too.
void BlankRepeats(ResultTable* table) {
  for (size_t row = table->rows.size(); row-- > 1;) {
    for (int i = 0; i < table->blank_repeats; ++i) {
      ResultCell& cell = table->rows[row][static_cast<size_t>(i)];
      if (CellText(cell) != CellText(table->rows[row - 1][static_cast<size_t>(i)])) break;
      cell = {};
    }
  }
}

}  // namespace

ResultTable ForPapers(const ResultTable& table) {
  ResultTable paper = table;
  paper.columns.clear();
  for (auto& row : paper.rows) row.clear();
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const bool empty = std::all_of(table.rows.begin(), table.rows.end(),
                                   [i](const auto& row) { return CellText(row[i]).empty(); });
    if (!table.columns[i].in_papers || empty) continue;
    paper.columns.push_back(table.columns[i]);
    for (size_t row = 0; row < table.rows.size(); ++row) {
      paper.rows[row].push_back(table.rows[row][i]);
    }
  }
  BlankRepeats(&paper);
  return paper;
}

}  // namespace trustsem
