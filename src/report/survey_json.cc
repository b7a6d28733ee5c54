// Survey tables as one JSON object. Shares stand from 0 to 1.
#include "report/json_parts.h"
#include "report/survey_format.h"
#include "report/write_survey.h"

namespace trustsem {
namespace {

using Layout = JsonWriter::Layout;

void WriteColumns(JsonWriter& json, const SurveyTable& table) {
  json.Key("columns");
  json.BeginArray(Layout::kLines);
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const SurveyColumn& column = table.columns[i];
    json.BeginObject();
    json.Member("variable", column.variable);
    json.Member("value", column.value);
    WriteTextMember(json, "variable_label", column.variable_label);
    WriteTextMember(json, "value_label", column.value_label);
    json.Member("letter", column.letter);
    json.Member("family", column.family);
    json.EndObject();
  }
  json.EndArray();
  json.Key("bases");
  json.BeginArray(Layout::kLines);
  for (const BaseCount& base : table.bases) {
    json.BeginObject();
    json.Member("n", static_cast<double>(base.n));
    json.Member("weighted_n", base.weighted);
    json.Member("effective_n", base.effective_n);
    json.EndObject();
  }
  json.EndArray();
}

void WriteRow(JsonWriter& json, const SurveyRow& row) {
  json.BeginObject(Layout::kLines);
  json.Member("kind", KindName(row.kind));
  json.Member("variable", row.variable);
  json.Member("value", row.value);
  WriteTextMember(json, "variable_label", row.variable_label);
  WriteTextMember(json, "label", row.label);
  WriteTextMember(json, "counted", row.counted);
  json.Key("cells");
  json.BeginArray(Layout::kLines);
  for (const SurveyCell& cell : row.cells) {
    json.BeginObject();
    WriteEstimateMembers(json, cell.estimate);
    json.Member("suppressed", cell.estimate.suppressed);
    json.Member("higher_than", cell.higher_than);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
}

void WriteDifferences(JsonWriter& json, const SurveyTable& table) {
  json.Key("differences");
  json.BeginArray(Layout::kLines);
  for (const SurveyDifference& difference : table.differences) {
    json.BeginObject();
    json.Member("row", difference.row);
    json.Member("first", difference.first);
    json.Member("second", difference.second);
    json.Member("difference", difference.difference);
    json.Member("se", difference.standard_error);
    json.Member("t", difference.t);
    json.Member("df", difference.degrees_of_freedom);
    json.Member("pvalue", difference.p);
    json.Member("pvalue_adjusted", difference.adjusted_p);
    json.EndObject();
  }
  json.EndArray();
}

void WriteTable(JsonWriter& json, const SurveyTable& table) {
  json.BeginObject(Layout::kLines);
  json.Member("name", table.name);
  WriteTextMember(json, "title", table.title);
  WriteTextMember(json, "base", table.base_label);
  WriteColumns(json, table);
  json.Key("rows");
  json.BeginArray(Layout::kLines);
  for (const SurveyRow& row : table.rows) WriteRow(json, row);
  json.EndArray();
  WriteDifferences(json, table);
  json.Member("suppressed", table.suppressed);
  json.EndObject();
}

}  // namespace

std::string WriteSurveyJson(const SurveyBookResults& results) {
  JsonWriter json;
  json.BeginObject(Layout::kLines);
  WriteSurveyProgram(json, results.origin, "survey", results.name, results.title);
  json.Key("tables");
  json.BeginArray(Layout::kLines);
  for (const SurveyTable& table : results.tables) WriteTable(json, table);
  json.EndArray();
  WriteWarnings(json, results.warnings);
  json.EndObject();
  return json.text() + "\n";
}

}  // namespace trustsem
