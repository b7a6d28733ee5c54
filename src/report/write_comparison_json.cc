#include "report/csv_field.h"
#include "report/json_parts.h"
#include "report/json_writer.h"
#include "report/write_comparison.h"

namespace trustsem {
namespace {

using Layout = JsonWriter::Layout;

void WriteMeasures(JsonWriter& json, std::string_view key, const FitMeasures& measures) {
  json.Key(key);
  json.BeginObject();
  for (const auto& [name, value] : measures) json.Member(name, value);
  json.EndObject();
}

void WriteModel(JsonWriter& json, const ComparedModel& model) {
  json.BeginObject(Layout::kLines);
  json.Member("name", model.name);
  json.Member("file", model.file);
  json.Member("hash", model.hash);
  json.Key("equal");
  json.BeginArray();
  for (const std::string& name : model.equal) json.String(name);
  json.EndArray();
  for (const char* name : {"npar", "chisq", "df", "pvalue", "aic", "bic"}) {
    json.Member(name, FitMeasure(model.fit, name));
  }
  json.Member("aic_difference", model.aic_difference);
  json.Member("aic_weight", model.aic_weight);
  json.Member("bic_difference", model.bic_difference);
  json.Member("bic_weight", model.bic_weight);
  WriteMeasures(json, "fit", model.fit);
  json.EndObject();
}

void WriteVuong(JsonWriter& json, const VuongTest& test) {
  json.Key("vuong");
  json.BeginObject();
  json.Member("variance", test.variance);
  json.Member("distinguishable_pvalue", test.distinguishable_pvalue);
  json.Member("z", test.z);
  json.Member("model_better_pvalue", test.restricted_better_pvalue);
  json.Member("than_better_pvalue", test.general_better_pvalue);
  json.Member("aic_difference", test.aic_difference);
  json.Member("aic_ci_lower", test.aic_ci_lower);
  json.Member("aic_ci_upper", test.aic_ci_upper);
  json.Member("bic_difference", test.bic_difference);
  json.Member("bic_ci_lower", test.bic_ci_lower);
  json.Member("bic_ci_upper", test.bic_ci_upper);
  json.EndObject();
}

void WritePair(JsonWriter& json, const Comparison& comparison, const ModelComparison& pair) {
  json.BeginObject(Layout::kLines);
  json.Member("model", comparison.models[pair.restricted].name);
  json.Member("than", comparison.models[pair.general].name);
  json.Member("nested", ToString(pair.nesting));
  json.Member("nesting_chisq", pair.nesting_chisq);
  if (pair.difference) {
    json.Member("method", ToString(pair.difference->test));
    json.Member("chisq_diff", pair.difference->chisq);
    json.Member("df_diff", pair.difference->df);
    json.Member("pvalue", pair.difference->pvalue);
    json.Member("scaling_factor", pair.difference->scaling_factor);
    json.Member("chisq_diff_uncorrected", pair.plain_difference);
  }
  if (pair.vuong) WriteVuong(json, *pair.vuong);
  WriteMeasures(json, "fit_differences", pair.fit_differences);
  json.EndObject();
}

}  // namespace

std::string WriteComparisonJson(const Comparison& comparison) {
  JsonWriter json;
  json.BeginObject(Layout::kLines);
  BeginProgram(json);
  WriteOptions(json, comparison.options);
  WriteDataOrigin(json, comparison.data_file, comparison.data_hash, comparison.data_statement);
  json.EndObject();
  json.Key("nobs");
  json.BeginArray();
  for (const GroupSummary& group : comparison.groups) json.Number(group.nobs);
  json.EndArray();
  json.Key("models");
  json.BeginArray(Layout::kLines);
  for (const ComparedModel& model : comparison.models) WriteModel(json, model);
  json.EndArray();
  json.Key("comparisons");
  json.BeginArray(Layout::kLines);
  for (const ModelComparison& pair : comparison.comparisons) WritePair(json, comparison, pair);
  json.EndArray();
  WriteWarnings(json, comparison.warnings);
  json.EndObject();
  return json.text() + "\n";
}

std::string WriteComparisonCsv(const Comparison& comparison) {
  const std::vector<const char*> measures = {"npar", "chisq", "df",   "pvalue", "cfi",
                                             "tli",  "rmsea", "srmr", "aic",    "bic"};
  std::string csv = "model";
  for (const char* name : measures) csv += std::string(",") + name;
  csv += ",aic_weight,bic_weight,than,nested,method,chisq_diff,df_diff,pvalue_diff\n";
  for (size_t i = 0; i < comparison.models.size(); ++i) {
    const ComparedModel& model = comparison.models[i];
    csv += CsvField(model.name);
    const auto add = [&](double value) {
      csv += ',';
      AppendCsvNumber(value, &csv);
    };
    for (const char* name : measures) add(FitMeasure(model.fit, name));
    add(model.aic_weight);
    add(model.bic_weight);
    if (i == 0) {
      csv += ",,,,,,\n";
      continue;
    }
    const ModelComparison& pair = comparison.comparisons[i - 1];
    csv += ',' + CsvField(comparison.models[pair.general].name) + ',' + ToString(pair.nesting) +
           ',' + (pair.difference ? ToString(pair.difference->test) : "");
    add(pair.difference ? pair.difference->chisq : kMissing);
    add(pair.difference ? pair.difference->df : kMissing);
    add(pair.difference ? pair.difference->pvalue : kMissing);
    csv += '\n';
  }
  return csv;
}

}  // namespace trustsem
