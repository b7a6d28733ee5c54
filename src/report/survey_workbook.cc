// Survey tables as an Excel workbook: a sheet a table, behind one that tells how they were made.
#include <algorithm>

#include "report/names.h"
#include "report/survey_format.h"
#include "report/write_survey.h"

namespace trustsem {
namespace {

using Cells = std::vector<WorkbookCell>;

constexpr double kQuestionWidth = 32, kAnswerWidth = 42, kNumberWidth = 8, kLettersWidth = 9;
constexpr size_t kLabels = 2;  // columns before the numbers: question and answer

bool HasLetters(const SurveyColumn& column) { return !column.letter.empty(); }

// The sheet's columns of a table's column: value, lower, upper and, with letters, "higher than".
size_t SheetColumns(const SurveyColumn& column) { return HasLetters(column) ? 4 : 3; }

// One cell a table's column, the others of its sheet's columns left empty.
template <typename MakeCell>
Cells OnePerColumn(const SurveyTable& table, CellStyle filler, const MakeCell& make) {
  Cells cells(kLabels, TextCell("", filler));
  for (size_t column = 0; column < table.columns.size(); ++column) {
    cells.push_back(make(column));
    cells.back().rule_before = true;
    cells.resize(cells.size() + SheetColumns(table.columns[column]) - 1, TextCell("", filler));
  }
  return cells;
}

// The sheet's columns of the table's columns that are of one family with this one and follow it.
int FamilyColumns(const SurveyTable& table, size_t first) {
  size_t columns = 0;
  for (size_t i = first; i < table.columns.size(); ++i) {
    if (table.columns[i].family != table.columns[first].family) break;
    columns += SheetColumns(table.columns[i]);
  }
  return static_cast<int>(columns);
}

// Which question divides the columns, over all of its columns.
Cells SegmentRow(const SurveyTable& table, Language language) {
  int family = -1;
  return OnePerColumn(table, CellStyle::kCentredHeading, [&](size_t index) {
    const SurveyColumn& column = table.columns[index];
    const bool first = column.family >= 0 && column.family != family;
    family = column.family;
    WorkbookCell cell =
        TextCell(first ? SegmentLabel(column, language) : "", CellStyle::kCentredHeading);
    if (first) cell.columns = FamilyColumns(table, index);
    return cell;
  });
}

Cells ColumnRow(const SurveyTable& table, Language language) {
  return OnePerColumn(table, CellStyle::kCentredHeading, [&](size_t index) {
    const SurveyColumn& column = table.columns[index];
    WorkbookCell cell = TextCell(ColumnLabel(column, language), CellStyle::kCentredHeading);
    cell.columns = static_cast<int>(SheetColumns(column));
    return cell;
  });
}

void AddHeader(const SurveyTable& table, Language language, WorkbookSheet* sheet) {
  const bool segments = std::any_of(table.columns.begin(), table.columns.end(),
                                    [](const SurveyColumn& column) { return column.family >= 0; });
  if (segments) sheet->rows.push_back(SegmentRow(table, language));
  sheet->rows.push_back(ColumnRow(table, language));
  Cells headings = {TextCell(Say(language, SurveyPhrase::kQuestion), CellStyle::kHeading),
                    TextCell(Say(language, SurveyPhrase::kAnswer), CellStyle::kHeading)};
  for (const SurveyColumn& column : table.columns) {
    const size_t first = headings.size();
    for (const SurveyPhrase phrase :
         {SurveyPhrase::kValue, SurveyPhrase::kLower, SurveyPhrase::kUpper}) {
      headings.push_back(TextCell(Say(language, phrase), CellStyle::kNumberHeading));
    }
    headings[first].rule_before = true;
    if (HasLetters(column)) {
      headings.push_back(
          TextCell(Say(language, SurveyPhrase::kHigherThan), CellStyle::kCentredHeading));
    }
  }
  sheet->rows.push_back(std::move(headings));
}

void AddBases(const SurveyTable& table, Language language, WorkbookSheet* sheet) {
  const auto add = [&](SurveyPhrase phrase, CellStyle style, double (*number)(const BaseCount&)) {
    Cells cells = OnePerColumn(table, CellStyle::kPlain, [&](size_t column) {
      return NumberCell(number(table.bases[column]), style);
    });
    cells[1] = TextCell(Say(language, phrase), CellStyle::kLabel);
    sheet->rows.push_back(std::move(cells));
  };
  add(SurveyPhrase::kN, CellStyle::kCount,
      [](const BaseCount& base) { return static_cast<double>(base.n); });
  add(SurveyPhrase::kWeightedN, CellStyle::kPoints,
      [](const BaseCount& base) { return base.weighted; });
  add(SurveyPhrase::kEffectiveN, CellStyle::kPoints,
      [](const BaseCount& base) { return base.effective_n; });
}

// A question with the respondents who answered it.
void AddQuestion(const SurveyTable& table, const SurveyRow& row, Language language,
                 WorkbookSheet* sheet) {
  Cells cells = OnePerColumn(table, CellStyle::kGroupCount, [&](size_t column) {
    return NumberCell(static_cast<double>(row.cells[column].estimate.base.n),
                      CellStyle::kGroupCount);
  });
  cells[0] = TextCell(QuestionLabel(row, language), CellStyle::kGroup);
  cells[1] = TextCell(Say(language, SurveyPhrase::kN), CellStyle::kGroupCount);
  for (WorkbookCell& cell : cells) cell.rule_above = true;
  sheet->rows.push_back(std::move(cells));
}

void AddRow(const SurveyTable& table, const SurveyRow& row, Language language,
            WorkbookSheet* sheet) {
  const CellStyle style =
      row.kind == SurveyRow::Kind::kMean ? CellStyle::kNumber : CellStyle::kPercent;
  Cells cells = {TextCell(""), TextCell(AnswerLabel(row, language), CellStyle::kLabel)};
  for (size_t column = 0; column < table.columns.size(); ++column) {
    const SurveyCell& cell = row.cells[column];
    const SurveyEstimate& estimate = cell.estimate;
    cells.push_back(estimate.suppressed ? TextCell(Say(language, SurveyPhrase::kSuppressedCell),
                                                   CellStyle::kInstead)
                                        : NumberCell(estimate.value, style));
    cells.back().rule_before = true;
    cells.push_back(NumberCell(estimate.lower, style));
    cells.push_back(NumberCell(estimate.upper, style));
    if (HasLetters(table.columns[column])) {
      cells.push_back(TextCell(cell.higher_than, CellStyle::kMark));
    }
  }
  sheet->rows.push_back(std::move(cells));
}

WorkbookSheet TableSheet(const SurveyBookResults& results, const SurveyTable& table,
                         const std::vector<std::string>& method, Language language) {
  WorkbookSheet sheet;
  sheet.name = table.name;
  sheet.widths = {kQuestionWidth, kAnswerWidth};
  for (const SurveyColumn& column : table.columns) {
    sheet.widths.insert(sheet.widths.end(), 3, kNumberWidth);
    if (HasLetters(column)) sheet.widths.push_back(kLettersWidth);
  }
  const auto add = [&](const std::string& sentence, CellStyle style = CellStyle::kLabel) {
    sheet.rows.push_back(SentenceRow(sheet, sentence, style));
  };
  add(TableTitle(table, language), CellStyle::kTitle);
  const std::string& statement = results.origin.data_statement;
  if (!statement.empty()) add(statement, CellStyle::kStatement);
  add(Say(language, SurveyPhrase::kBase, BaseText(table.base_label, language)));
  AddHeader(table, language, &sheet);
  sheet.frozen_rows = static_cast<int>(sheet.rows.size());
  sheet.frozen_columns = static_cast<int>(kLabels);
  AddBases(table, language, &sheet);
  for (size_t index = 0; index < table.rows.size(); ++index) {
    if (BeginsQuestion(table, index)) AddQuestion(table, table.rows[index], language, &sheet);
    AddRow(table, table.rows[index], language, &sheet);
  }
  sheet.rows.push_back({});
  for (const std::string& sentence : NetSentences(table, 0, language)) add(sentence);
  if (table.suppressed > 0) {
    add(Say(language, SurveyPhrase::kSuppressed, table.suppressed, results.book.minimum_base));
  }
  for (const std::string& sentence : method) add(sentence);
  return sheet;
}

}  // namespace

std::string WriteSurveyWorkbook(const SurveyBookResults& results, Language language) {
  const std::string& named = InLanguage(results.title, language);
  const std::string title = named.empty() ? Say(language, SurveyPhrase::kTables) : named;
  const std::vector<std::string> method =
      MethodSentences(results, IntervalPlace::kColumns, language);
  std::vector<std::string> statements;
  if (!results.origin.data_statement.empty()) {
    statements.push_back(results.origin.data_statement);
  }
  std::vector<WorkbookSheet> sheets = {
      AboutSheet(title, statements, {}, method, results.origin, results.warnings, language)};
  for (const SurveyTable& table : results.tables) {
    sheets.push_back(TableSheet(results, table, method, language));
  }
  return WriteWorkbook(title, sheets);
}

}  // namespace trustsem
