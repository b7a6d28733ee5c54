#include "report/velocity_table.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "report/format_number.h"
#include "report/names.h"
#include "report/survey_format.h"
#include "report/velocity_words.h"

namespace trustsem {
namespace {

using P = VelocityPhrase;

constexpr int kNarrowestName = 10, kWidestHeading = 16;  // in a terminal
constexpr double kNumberWidth = 12, kEndWidth = 9, kNarrowest = 10, kWidest = 44;

int Decimals(VelocityKind kind) {
  switch (kind) {
    case VelocityKind::kCount:
      return 0;
    case VelocityKind::kRate:
    case VelocityKind::kSignedRate:
      return 2;
    case VelocityKind::kFine:
      return 3;
    default:
      return 1;
  }
}

CellStyle NumberStyle(VelocityKind kind) {
  switch (kind) {
    case VelocityKind::kCount:
      return CellStyle::kCount;
    case VelocityKind::kDifference:
      return CellStyle::kDifference;
    case VelocityKind::kRate:
    case VelocityKind::kSignedRate:
      return CellStyle::kNumber;
    case VelocityKind::kFine:
      return CellStyle::kFine;
    case VelocityKind::kPValue:
      return CellStyle::kPValue;
    case VelocityKind::kShare:
      return CellStyle::kPercent;
    default:
      return CellStyle::kPoints;
  }
}

bool IsText(const VelocityColumn& column) { return column.kind == VelocityKind::kText; }

std::string NumberText(double value, VelocityKind kind) {
  if (kind == VelocityKind::kCount) return FormatCount(value);
  if (kind == VelocityKind::kPValue) return FormatPValue(value);
  if (kind == VelocityKind::kShare) return PercentText(value);
  VelocityEstimate alone;
  alone.value = value;
  const bool with_sign = kind == VelocityKind::kDifference || kind == VelocityKind::kSignedRate;
  return EstimateText(alone, Decimals(kind), 0, with_sign);
}

std::string IntervalCell(const VelocityEstimate& estimate, VelocityKind kind, bool terminal) {
  if (kind == VelocityKind::kShare) return ShareText(estimate, terminal ? 0 : 1);
  const bool with_sign = kind == VelocityKind::kDifference || kind == VelocityKind::kSignedRate;
  const int decimals = Decimals(kind);
  // A slope's interval is looked at for its side of zero.
  const bool coarse = terminal && kind != VelocityKind::kSignedRate;
  return EstimateText(estimate, decimals, coarse ? std::max(0, decimals - 1) : decimals, with_sign);
}

std::string CellText(const VelocityCell& cell, const VelocityColumn& column, bool terminal) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<double>(&cell)) return NumberText(*number, column.kind);
  if (const auto* estimate = std::get_if<VelocityEstimate>(&cell)) {
    return IntervalCell(*estimate, column.kind, terminal);
  }
  return "";
}

bool HasRoom(VelocityRoom room, bool terminal) {
  if (room == VelocityRoom::kWorkbook) return false;
  return room != VelocityRoom::kPageAndWorkbook || !terminal;
}

// Cuts headings of numbers, then names, always the longest, as far as the terminal's width asks
// for.
void FitTerminal(Table* grid) {
  int excess = TextWidth(*grid) - kTextWidth;
  if (excess <= 0) return;
  for (TableColumn& column : grid->columns) {
    if (column.align == Align::kRight) column.heading = Abbreviated(column.heading, kWidestHeading);
  }
  excess = TextWidth(*grid) - kTextWidth;
  std::vector<int> widths(grid->columns.size(), 0);  // of names
  for (size_t c = 0; c < widths.size(); ++c) {
    if (grid->columns[c].align != Align::kLeft) continue;
    for (const auto& row : grid->rows) widths[c] = std::max(widths[c], DisplayWidth(row[c]));
  }
  for (; excess > 0; --excess) {
    int& widest = *std::max_element(widths.begin(), widths.end());
    if (widest <= kNarrowestName) break;
    --widest;
  }
  for (auto& row : grid->rows) {
    for (size_t c = 0; c < widths.size(); ++c) {
      if (widths[c] > 0) row[c] = Abbreviated(row[c], widths[c]);
    }
  }
}

Table DocumentTable(const VelocityTable& table, const VelocityExtent& extent) {
  Table grid;
  std::vector<size_t> columns;
  for (size_t c = 0; c < table.columns.size(); ++c) {
    const VelocityColumn& column = table.columns[c];
    if (!HasRoom(column.room, extent.terminal)) continue;
    columns.push_back(c);
    grid.columns.push_back({column.heading, IsText(column) ? Align::kLeft : Align::kRight});
  }
  const size_t rows = std::min(extent.rows, table.rows.size());
  for (size_t r = 0; r < rows; ++r) {
    grid.rows.emplace_back();
    for (const size_t c : columns) {
      grid.rows.back().push_back(CellText(table.rows[r][c], table.columns[c], extent.terminal));
    }
  }
  grid = WithoutEmptyColumns(grid);
  if (extent.terminal) FitTerminal(&grid);
  return grid;
}

void AddTable(const VelocityTable& table, const VelocityExtent& extent, Document* document) {
  if (table.rows.empty() || !HasRoom(table.room, extent.terminal)) return;
  if (!table.heading.empty()) document->blocks.push_back(Heading{3, table.heading});
  document->blocks.push_back(DocumentTable(table, extent));
  const Language language = extent.language;
  if (table.rows.size() > extent.rows) {
    document->blocks.push_back(Paragraph{Say(language, P::kFirstRowsOf, extent.rows,
                                             FormatCount(static_cast<double>(table.rows.size())))});
  }
  for (const std::string& note : table.notes) document->blocks.push_back(Paragraph{note});
}

using Cells = std::vector<WorkbookCell>;

bool InWorkbook(const VelocityColumn& column) { return column.room != VelocityRoom::kDocument; }

double NameWidth(const VelocityTable& table, size_t column) {
  int width = DisplayWidth(table.columns[column].heading);
  for (const auto& row : table.rows) {
    const auto* text = std::get_if<std::string>(&row[column]);
    if (text != nullptr) width = std::max(width, DisplayWidth(*text));
  }
  return std::clamp(static_cast<double>(width + 2), kNarrowest, kWidest);
}

void AppendCells(const VelocityCell& cell, const VelocityColumn& column, Cells* cells) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    cells->push_back(TextCell(*text, IsText(column) ? CellStyle::kLabel : CellStyle::kInstead));
  } else if (const auto* number = std::get_if<double>(&cell)) {
    cells->push_back(NumberCell(*number, NumberStyle(column.kind)));
  } else if (const auto* estimate = std::get_if<VelocityEstimate>(&cell)) {
    cells->push_back(NumberCell(estimate->value, NumberStyle(column.kind)));
    if (!column.interval) return;
    for (const double end : {estimate->lower, estimate->upper}) {
      cells->push_back(std::isinf(end) ? TextCell("∞", CellStyle::kInstead)
                                       : NumberCell(end, NumberStyle(column.kind)));
    }
    return;
  } else {
    cells->push_back(TextCell(""));
  }
  if (column.interval) cells->resize(cells->size() + 2, TextCell(""));
}

}  // namespace

void AddSection(const VelocitySection& section, const VelocityExtent& extent, Document* document) {
  const bool rows =
      std::any_of(section.tables.begin(), section.tables.end(), [&](const VelocityTable& table) {
        return !table.rows.empty() && HasRoom(table.room, extent.terminal);
      });
  if (section.sentences.empty() && section.items.empty() && !rows) return;
  document->blocks.push_back(Heading{2, section.heading});
  for (const std::string& sentence : section.sentences) {
    document->blocks.push_back(Paragraph{sentence});
  }
  if (!section.items.empty()) document->blocks.push_back(Bullets{section.items});
  for (const VelocityTable& table : section.tables) AddTable(table, extent, document);
}

WorkbookSheet VelocitySheet(const VelocitySection& section, const VelocityTable& table,
                            const std::string& statement, Language language) {
  WorkbookSheet sheet;
  sheet.name = table.sheet;
  Cells headings;
  bool names = true;  // still among the first columns, which name the row
  for (size_t c = 0; c < table.columns.size(); ++c) {
    const VelocityColumn& column = table.columns[c];
    if (!InWorkbook(column)) continue;
    names = names && IsText(column);
    if (names) ++sheet.frozen_columns;
    sheet.widths.push_back(IsText(column) ? NameWidth(table, c) : kNumberWidth);
    headings.push_back(
        TextCell(column.heading, IsText(column) ? CellStyle::kHeading : CellStyle::kNumberHeading));
    if (!column.interval) continue;
    headings.back().rule_before = true;
    for (const P end : {P::kLower, P::kUpper}) {
      sheet.widths.push_back(kEndWidth);
      headings.push_back(TextCell(Say(language, end), CellStyle::kNumberHeading));
    }
  }
  const auto add = [&](const std::string& sentence, CellStyle style = CellStyle::kLabel) {
    sheet.rows.push_back(SentenceRow(sheet, sentence, style));
  };
  add(table.heading.empty() ? section.heading : table.heading, CellStyle::kTitle);
  if (!statement.empty()) add(statement, CellStyle::kStatement);
  for (const std::string& sentence : section.sentences) add(sentence);
  sheet.rows.push_back(headings);
  sheet.frozen_rows = static_cast<int>(sheet.rows.size());
  for (const auto& row : table.rows) {
    sheet.rows.emplace_back();
    for (size_t c = 0; c < row.size(); ++c) {
      if (InWorkbook(table.columns[c])) AppendCells(row[c], table.columns[c], &sheet.rows.back());
    }
  }
  if (!table.notes.empty()) sheet.rows.emplace_back();
  for (const std::string& note : table.notes) add(note);
  return sheet;
}

}  // namespace trustsem
