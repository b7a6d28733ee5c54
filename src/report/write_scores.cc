#include "report/write_scores.h"

#include <fmt/format.h>

#include <charconv>
#include <iterator>

#include "report/csv_field.h"
#include "report/json_parts.h"
#include "report/json_writer.h"

namespace trustsem {
namespace {

using Layout = JsonWriter::Layout;

// An id that is a number stays one: a minus sign begins no formula there.
std::string IdField(const std::string& id) {
  double number = 0;
  const char* end = id.data() + id.size();
  const auto [stop, error] = std::from_chars(id.data(), end, number);
  return error == std::errc() && stop == end ? id : CsvField(id);
}

const std::string& GroupOf(const ScoreTable& table, const ScoredRespondent& respondent) {
  static const std::string kNone;
  return respondent.group < 0 ? kNone : table.groups[static_cast<size_t>(respondent.group)];
}

// An id column that also divides into groups is written once.
bool HasGroupCell(const ScoreTable& table) {
  return !table.group_column.empty() && table.group_column != table.id_column;
}

void WriteProgram(JsonWriter& json, const ScoreTable& table) {
  BeginProgram(json);
  WriteOptions(json, table.options);
  json.Key("model");
  json.BeginObject();
  json.Member("name", table.model_name);
  json.Member("file", table.model_file);
  json.Member("hash", table.model_hash);
  json.EndObject();
  WriteDataOrigin(json, table.data_file, table.data_hash, table.data_statement);
  json.EndObject();
}

void WriteNumbers(JsonWriter& json, std::string_view key, const ScoreTable& table,
                  const Eigen::MatrixXd& numbers, Eigen::Index respondent) {
  json.Key(key);
  json.BeginObject();
  for (size_t k = 0; k < table.constructs.size(); ++k) {
    json.Member(table.constructs[k], numbers(static_cast<Eigen::Index>(k), respondent));
  }
  json.EndObject();
}

}  // namespace

std::string WriteScoresCsv(const ScoreTable& table) {
  const bool ids = !table.id_column.empty(), groups = HasGroupCell(table);
  std::string csv = ids ? CsvField(table.id_column) : "row";
  if (groups) csv += ',' + CsvField(table.group_column);
  csv += ",estimated";
  for (const std::string& name : table.constructs) {
    csv += ',' + CsvField(name) + ',' + CsvField(name + "_se");
  }
  csv += '\n';
  for (size_t n = 0; n < table.respondents.size(); ++n) {
    const ScoredRespondent& respondent = table.respondents[n];
    if (ids) {
      csv += IdField(table.ids[n]);
    } else {
      fmt::format_to(std::back_inserter(csv), "{}", respondent.row);
    }
    if (groups) csv += ',' + IdField(GroupOf(table, respondent));
    csv += respondent.estimated ? ",1" : ",0";
    for (Eigen::Index k = 0; k < table.scores.rows(); ++k) {
      csv += ',';
      AppendCsvNumber(table.scores(k, static_cast<Eigen::Index>(n)), &csv);
      csv += ',';
      AppendCsvNumber(table.errors(k, static_cast<Eigen::Index>(n)), &csv);
    }
    csv += '\n';
  }
  return csv;
}

std::string WriteScoresJson(const ScoreTable& table) {
  JsonWriter json;
  json.BeginObject(Layout::kLines);
  WriteProgram(json, table);
  json.Member("method", ToString(table.method));
  json.Member("id_column", table.id_column);
  json.Member("group_column", table.group_column);
  json.Member("rows_read", static_cast<double>(table.rows_read));
  json.Member("rows_without_scores", static_cast<double>(table.rows_without_scores));
  json.Key("constructs");
  json.BeginArray();
  for (const std::string& name : table.constructs) json.String(name);
  json.EndArray();
  json.Key("respondents");
  json.BeginArray(Layout::kLines);
  for (size_t n = 0; n < table.respondents.size(); ++n) {
    const ScoredRespondent& respondent = table.respondents[n];
    json.BeginObject();
    json.Member("row", static_cast<double>(respondent.row));
    if (!table.id_column.empty()) json.Member("id", table.ids[n]);
    if (!table.group_column.empty()) json.Member("group", GroupOf(table, respondent));
    json.Member("estimated", respondent.estimated);
    WriteNumbers(json, "scores", table, table.scores, static_cast<Eigen::Index>(n));
    WriteNumbers(json, "se", table, table.errors, static_cast<Eigen::Index>(n));
    json.EndObject();
  }
  json.EndArray();
  WriteWarnings(json, table.warnings);
  json.EndObject();
  return json.text() + "\n";
}

}  // namespace trustsem
