// Survey tables as CSV: one line a cell.
#include <fmt/format.h>

#include "report/csv_field.h"
#include "report/names.h"
#include "report/survey_format.h"
#include "report/write_survey.h"

namespace trustsem {
namespace {

void AppendField(const std::string& field, std::string* csv) { *csv += CsvField(field) + ","; }

void AppendCell(const SurveyTable& table, const SurveyRow& row, size_t index, std::string* csv) {
  constexpr Language kLanguage = Language::kEnglish;
  const SurveyColumn& column = table.columns[index];
  const SurveyCell& cell = row.cells[index];
  const bool is_share = row.kind != SurveyRow::Kind::kMean;
  AppendField(table.name, csv);
  AppendField(BaseText(table.base_label, kLanguage), csv);
  AppendField(row.variable, csv);
  AppendField(QuestionLabel(row, kLanguage), csv);
  AppendField(KindName(row.kind), csv);
  AppendField(row.value, csv);
  AppendField(AnswerLabel(row, kLanguage), csv);
  AppendField(InLanguage(row.counted, kLanguage), csv);
  AppendField(column.variable, csv);
  AppendField(column.value, csv);
  const bool total = column.variable.empty();
  SurveyColumn without_letter = column;
  without_letter.letter.clear();
  AppendField(total ? "" : ColumnLabel(without_letter, kLanguage), csv);
  AppendField(column.letter, csv);
  *csv += is_share ? "percent" : "mean";
  AppendEstimateFields(cell.estimate, is_share ? 100 : 1, csv);
  *csv += "," + CsvField(cell.higher_than) + (cell.estimate.suppressed ? ",true" : ",false");
}

}  // namespace

std::string WriteSurveyCsv(const SurveyBookResults& results) {
  std::string csv =
      "table,base,variable,variable_label,kind,answer,answer_label,counted,segment,segment_value,"
      "segment_label,letter,unit,";
  csv += kEstimateHeadings;
  csv += ",higher_than,suppressed";
  // A table that is cut from its surroundings still says what its data are.
  const std::string& statement = results.origin.data_statement;
  if (!statement.empty()) csv += ",data_statement";
  csv += '\n';
  for (const SurveyTable& table : results.tables) {
    for (const SurveyRow& row : table.rows) {
      for (size_t column = 0; column < table.columns.size(); ++column) {
        AppendCell(table, row, column, &csv);
        if (!statement.empty()) csv += "," + CsvField(statement);
        csv += '\n';
      }
    }
  }
  return csv;
}

}  // namespace trustsem
