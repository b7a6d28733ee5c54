#include "report/json_parts.h"
#include "report/json_writer.h"
#include "report/missing_section.h"
#include "report/write_check.h"

namespace trustsem {
namespace {

using Layout = JsonWriter::Layout;

void WriteStrings(JsonWriter& json, std::string_view key, const std::vector<std::string>& strings) {
  json.Key(key);
  json.BeginArray();
  for (const std::string& string : strings) json.String(string);
  json.EndArray();
}

void WriteProgram(JsonWriter& json, const CheckReport& report) {
  BeginProgram(json);
  json.Key("model");
  json.BeginObject();
  json.Member("name", report.model_name);
  json.Member("file", report.model_file);
  json.Member("hash", report.model_hash);
  json.EndObject();
  json.EndObject();
}

void WriteSpecification(JsonWriter& json, const CheckReport& report) {
  json.Key("constructs");
  json.BeginArray(Layout::kLines);
  for (const ConstructSummary& construct : report.constructs) {
    json.BeginObject();
    json.Member("name", construct.name);
    WriteStrings(json, "items", construct.items);
    json.EndObject();
  }
  json.EndArray();
  WriteStrings(json, "observed", report.observed);
  json.Key("paths");
  json.BeginArray(Layout::kLines);
  for (const Term& path : report.paths) {
    json.BeginObject();
    json.Member("lhs", path.lhs);
    json.Member("op", ToString(path.op));
    json.Member("rhs", path.rhs);
    if (path.status != Status::kUnstated) json.Member("status", ToString(path.status));
    if (!path.source.empty()) json.Member("source", path.source);
    json.EndObject();
  }
  json.EndArray();
  WriteStrings(json, "constraints", report.constraints);
  json.Key("reciprocal");
  json.BeginArray(Layout::kLines);
  for (const ReciprocalEquation& equation : report.reciprocal) {
    json.BeginObject();
    json.Member("outcome", equation.outcome);
    json.Member("partner", equation.partner);
    WriteStrings(json, "instruments", equation.instruments);
    json.EndObject();
  }
  json.EndArray();
}

void WriteData(JsonWriter& json, const CheckReport& report) {
  json.Key("data");
  json.BeginObject(Layout::kLines);
  json.Member("file", report.data_file);
  json.Member("hash", report.data_hash);
  json.Member("statement", report.data_statement);
  if (!report.codebook_file.empty()) {
    json.Member("codebook", report.codebook_file);
    json.Member("codebook_hash", report.codebook_hash);
  }
  json.Member("rows_read", report.rows_read);
  json.Member("rows_incomplete", report.rows_incomplete);
  json.Member("rows_without_group", report.rows_without_group);
  json.Member("group_column", report.group_column);
  json.Key("groups");
  json.BeginArray();
  for (const GroupSummary& group : report.sample_groups) {
    json.BeginObject();
    json.Member("label", group.label);
    json.Member("nobs", group.nobs);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
}

void WriteVariables(JsonWriter& json, const CheckReport& report) {
  json.Key("variables");
  json.BeginArray(Layout::kLines);
  for (const VariableSummary& variable : report.variables) {
    json.BeginObject();
    json.Member("name", variable.name);
    WriteStrings(json, "constructs", variable.constructs);
    json.Member("ordered", variable.ordered);
    json.Member("answers", variable.answers);
    json.Member("missing", variable.missing);
    json.Member("distinct", variable.distinct);
    json.Member("minimum", variable.minimum);
    json.Member("maximum", variable.maximum);
    json.Member("mean", variable.mean);
    json.Member("sd", variable.sd);
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace

std::string WriteCheckJson(const CheckReport& report) {
  JsonWriter json;
  json.BeginObject(Layout::kLines);
  WriteProgram(json, report);
  json.Member("identified", report.identified);
  json.Member("npar", report.parameters);
  json.Member("moments", report.moments);
  json.Member("df", report.degrees_of_freedom);
  json.Member("groups", report.groups);
  json.Member("mean_structure", report.mean_structure);
  WriteSpecification(json, report);
  if (report.has_data) {
    WriteData(json, report);
    WriteVariables(json, report);
    WriteMissingAnswers(json, report.missing, report.little);
  }
  WriteWarnings(json, report.notes);
  json.EndObject();
  return json.text() + "\n";
}

}  // namespace trustsem
