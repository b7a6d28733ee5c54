// Survey tables as an Excel workbook: a sheet a table, behind one that tells how they were made.
#include "report/names.h"
#include "report/survey_format.h"
#include "report/write_survey.h"

namespace trustsem {
namespace {

using Cells = std::vector<WorkbookCell>;

constexpr double kQuestionWidth = 34, kAnswerWidth = 30, kNumberWidth = 9, kLettersWidth = 11;
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
    cells.resize(cells.size() + SheetColumns(table.columns[column]) - 1, TextCell("", filler));
  }
  return cells;
}

void AddHeader(const SurveyTable& table, Language language, WorkbookSheet* sheet) {
  bool segments = false;
  for (const SurveyColumn& column : table.columns) segments = segments || column.family >= 0;
  if (segments) {
    int family = -1;
    sheet->rows.push_back(OnePerColumn(table, CellStyle::kPlain, [&](size_t index) {
      const SurveyColumn& column = table.columns[index];
      const bool first = column.family >= 0 && column.family != family;
      family = column.family;
      return TextCell(first ? SegmentLabel(column, language) : "", CellStyle::kGroup);
    }));
  }
  sheet->rows.push_back(OnePerColumn(table, CellStyle::kHeading, [&](size_t column) {
    return TextCell(ColumnLabel(table.columns[column], language), CellStyle::kHeading);
  }));
  Cells headings = {TextCell(Say(language, SurveyPhrase::kQuestion), CellStyle::kHeading),
                    TextCell(Say(language, SurveyPhrase::kAnswer), CellStyle::kHeading)};
  for (const SurveyColumn& column : table.columns) {
    std::vector<SurveyPhrase> phrases = {SurveyPhrase::kValue, SurveyPhrase::kLower,
                                         SurveyPhrase::kUpper};
    if (HasLetters(column)) phrases.push_back(SurveyPhrase::kHigherThan);
    for (const SurveyPhrase phrase : phrases) {
      headings.push_back(TextCell(Say(language, phrase), CellStyle::kHeading));
    }
  }
  sheet->rows.push_back(headings);
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
  Cells cells = OnePerColumn(table, CellStyle::kPlain, [&](size_t column) {
    return NumberCell(static_cast<double>(row.cells[column].estimate.base.n), CellStyle::kCount);
  });
  cells[0] = TextCell(QuestionLabel(row, language), CellStyle::kGroup);
  cells[1] = TextCell(Say(language, SurveyPhrase::kN), CellStyle::kLabel);
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
    cells.push_back(estimate.suppressed ? TextCell(Say(language, SurveyPhrase::kSuppressedCell))
                                        : NumberCell(estimate.value, style));
    cells.push_back(NumberCell(estimate.lower, style));
    cells.push_back(NumberCell(estimate.upper, style));
    if (HasLetters(table.columns[column])) cells.push_back(TextCell(cell.higher_than));
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
  sheet.rows.push_back({TextCell(TableTitle(table, language), CellStyle::kTitle)});
  const std::string& statement = results.origin.data_statement;
  if (!statement.empty()) sheet.rows.push_back({TextCell(statement, CellStyle::kStatement)});
  sheet.rows.push_back(
      {TextCell(Say(language, SurveyPhrase::kBase, BaseText(table.base_label, language)))});
  AddHeader(table, language, &sheet);
  sheet.frozen_rows = static_cast<int>(sheet.rows.size());
  sheet.frozen_columns = static_cast<int>(kLabels);
  AddBases(table, language, &sheet);
  for (size_t index = 0; index < table.rows.size(); ++index) {
    if (BeginsQuestion(table, index)) AddQuestion(table, table.rows[index], language, &sheet);
    AddRow(table, table.rows[index], language, &sheet);
  }
  sheet.rows.push_back({});
  for (const std::string& sentence : NetSentences(table, 0, language)) {
    sheet.rows.push_back({TextCell(sentence)});
  }
  if (table.suppressed > 0) {
    sheet.rows.push_back({TextCell(
        Say(language, SurveyPhrase::kSuppressed, table.suppressed, results.book.minimum_base))});
  }
  for (const std::string& sentence : method) sheet.rows.push_back({TextCell(sentence)});
  return sheet;
}

}  // namespace

std::string WriteSurveyWorkbook(const SurveyBookResults& results, Language language) {
  const std::string& named = InLanguage(results.title, language);
  const std::string title = named.empty() ? Say(language, SurveyPhrase::kTables) : named;
  const std::vector<std::string> method = MethodSentences(results, language);
  std::vector<std::string> statements;
  if (!results.origin.data_statement.empty()) {
    statements.push_back(results.origin.data_statement);
  }
  std::vector<WorkbookSheet> sheets = {
      AboutSheet(title, statements, method, results.origin, results.warnings, language)};
  for (const SurveyTable& table : results.tables) {
    sheets.push_back(TableSheet(results, table, method, language));
  }
  return WriteWorkbook(title, sheets);
}

}  // namespace trustsem
