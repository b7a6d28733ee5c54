#include <cmath>

#include "report/json_parts.h"
#include "report/json_writer.h"
#include "report/missing_section.h"
#include "report/write_results.h"

namespace trustsem {

namespace {

using Layout = JsonWriter::Layout;

const char* KindName(Effect::Kind kind) {
  switch (kind) {
    case Effect::Kind::kDirect:
      return "direct";
    case Effect::Kind::kIndirect:
      return "indirect";
    case Effect::Kind::kTotalIndirect:
      return "total_indirect";
    case Effect::Kind::kTotal:
      return "total";
  }
  return "";
}

const char* VerdictName(HypothesisVerdict::Verdict verdict) {
  switch (verdict) {
    case HypothesisVerdict::Verdict::kSupported:
      return "supported";
    case HypothesisVerdict::Verdict::kOppositeSign:
      return "opposite_sign";
    case HypothesisVerdict::Verdict::kNotDistinguishable:
      return "not_distinguishable_from_zero";
    case HypothesisVerdict::Verdict::kNotEstimated:
      return "not_estimated";
  }
  return "";
}

void WriteProgram(JsonWriter& json, const Results& results) {
  BeginProgram(json);
  WriteOptions(json, results.options);
  json.Key("model");
  json.BeginObject();
  json.Member("name", results.model_name);
  WriteTextMember(json, "title", results.title);
  json.Member("file", results.model_file);
  json.Member("hash", results.model_hash);
  json.EndObject();
  WriteDataOrigin(json, results.data_file, results.data_hash, results.data_statement);
  json.EndObject();
}

void WriteCourse(JsonWriter& json, const Results& results) {
  json.Member("converged", results.converged);
  json.Key("nobs");
  json.BeginArray();
  for (const GroupSummary& group : results.groups) json.Number(group.nobs);
  json.EndArray();
  json.Member("npar", results.parameters);
  json.Key("estimation");
  json.BeginObject();
  json.Member("estimator", results.estimator);
  json.Member("information", results.information);
  json.Member("mean_structure", results.mean_structure);
  json.Member("iterations", results.iterations);
  json.Member("gradient_norm", results.gradient_norm);
  json.Member("rows_read", results.rows_read);
  json.Member("rows_incomplete", results.rows_incomplete);
  json.EndObject();
  json.Member("group_column", results.group_column);
  json.Key("groups");
  json.BeginArray(Layout::kLines);
  for (const GroupSummary& group : results.groups) {
    json.BeginObject();
    json.Member("label", group.label);
    json.Member("nobs", group.nobs);
    if (group.clusters > 0) json.Member("clusters", group.clusters);
    if (group.strata > 0) json.Member("strata", group.strata);
    json.Member("spectral_radius", group.spectral_radius);
    json.EndObject();
  }
  json.EndArray();
  if (results.replicates) {
    json.Key("replicate_weights");
    json.BeginObject();
    json.Member("method", results.replicates->method);
    json.Member("replicates", static_cast<double>(results.replicates->replicates));
    json.Member("left_out", static_cast<double>(results.replicates->left_out));
    json.EndObject();
  }
}

void WriteParameter(JsonWriter& json, const ParameterEstimate& row) {
  json.BeginObject();
  json.Member("lhs", row.lhs);
  json.Member("op", ToString(row.op));
  json.Member("rhs", row.rhs);
  json.Member("group", row.group);
  json.Member("label", row.label);
  json.Member("free", row.free);
  json.Member("est", row.est);
  json.Member("se", row.se);
  json.Member("z", row.z);
  json.Member("pvalue", row.pvalue);
  json.Member("ci_lower", row.ci_lower);
  json.Member("ci_upper", row.ci_upper);
  json.Member("std_lv", row.std_lv);
  json.Member("std_all", row.std_all);
  json.Member("std_lv_se", row.std_lv_se);
  json.Member("std_all_se", row.std_all_se);
  json.Member("std_all_ci_lower", row.std_all_ci_lower);
  json.Member("std_all_ci_upper", row.std_all_ci_upper);
  if (!std::isnan(row.df)) json.Member("df", row.df);
  if (!std::isnan(row.missing_information)) {
    json.Member("missing_information", row.missing_information);
  }
  if (row.auxiliary) json.Member("auxiliary", true);
  if (row.status != Status::kUnstated) json.Member("status", ToString(row.status));
  if (!row.source.empty()) json.Member("source", row.source);
  json.EndObject();
}

void WriteImputation(JsonWriter& json, const ImputationSummary& imputation) {
  json.Key("imputation");
  json.BeginObject();
  json.Member("sets", imputation.sets);
  json.Member("used", imputation.used);
  json.Member("seed", static_cast<double>(imputation.seed));
  json.Member("largest_missing_information", imputation.largest_missing_information);
  json.Member("denominator_df", imputation.denominator_df);
  json.Member("relative_increase", imputation.relative_increase);
  json.EndObject();
}

void WriteFit(JsonWriter& json, const FitMeasures& fit) {
  json.Key("fit");
  json.BeginObject(Layout::kLines);
  for (const auto& [name, value] : fit) json.Member(name, value);
  json.EndObject();
}

void WriteRSquared(JsonWriter& json, const std::vector<RSquared>& rows) {
  json.Key("r_squared");
  json.BeginArray(Layout::kLines);
  for (const RSquared& row : rows) {
    json.BeginObject();
    json.Member("variable", row.variable);
    json.Member("group", row.group);
    json.Member("construct", row.construct);
    json.Member("value", row.value);
    json.EndObject();
  }
  json.EndArray();
}

void WriteReliability(JsonWriter& json, const Results& results) {
  json.Key("reliability");
  json.BeginArray(Layout::kLines);
  for (const Reliability& row : results.reliability) {
    json.BeginObject();
    json.Member("construct", row.construct);
    json.Member("group", row.group);
    json.Key("items");
    json.BeginArray();
    for (const std::string& item : row.items) json.String(item);
    json.EndArray();
    json.Member("higher_order", row.higher_order);
    json.Member("ordered", row.ordered);
    json.Member("alpha", row.alpha);
    json.Member("omega", row.omega);
    json.Member("composite_reliability", row.composite_reliability);
    json.Member("average_variance_extracted", row.average_variance_extracted);
    json.EndObject();
  }
  json.EndArray();
  json.Key("discriminant_validity");
  json.BeginArray(Layout::kLines);
  for (const DiscriminantValidity& row : results.discriminant_validity) {
    json.BeginObject();
    json.Member("first", row.first);
    json.Member("second", row.second);
    json.Member("group", row.group);
    json.Member("correlation", row.correlation);
    json.Member("htmt", row.htmt);
    json.Key("fornell_larcker");
    if (row.fornell_larcker) {
      json.Bool(*row.fornell_larcker);
    } else {
      json.Number(kMissing);
    }
    json.EndObject();
  }
  json.EndArray();
}

void WriteEffects(JsonWriter& json, const std::vector<Effect>& effects) {
  json.Key("effects");
  json.BeginArray(Layout::kLines);
  for (const Effect& effect : effects) {
    json.BeginObject();
    json.Member("kind", KindName(effect.kind));
    json.Member("from", effect.from);
    json.Member("to", effect.to);
    json.Key("through");
    json.BeginArray();
    for (const std::string& name : effect.through) json.String(name);
    json.EndArray();
    json.Member("group", effect.group);
    json.Member("est", effect.est);
    json.Member("se", effect.se);
    json.Member("z", effect.z);
    json.Member("pvalue", effect.pvalue);
    json.Member("ci_lower", effect.ci_lower);
    json.Member("ci_upper", effect.ci_upper);
    json.Member("std_all", effect.std_all);
    json.Member("std_all_se", effect.std_all_se);
    json.EndObject();
  }
  json.EndArray();
}

void WriteHypotheses(JsonWriter& json, const std::vector<HypothesisVerdict>& verdicts) {
  json.Key("hypotheses");
  json.BeginArray(Layout::kLines);
  for (const HypothesisVerdict& row : verdicts) {
    const Hypothesis& hypothesis = row.hypothesis;
    json.BeginObject();
    json.Member("name", hypothesis.name);
    json.Member("about", hypothesis.about);
    WriteTextMember(json, "label", hypothesis.label);
    json.Member("expected", hypothesis.expected == Sign::kPositive ? "positive" : "negative");
    json.Member("group", row.group);
    json.Member("est", row.est);
    json.Member("se", row.se);
    json.Member("pvalue", row.pvalue);
    json.Member("std_all", row.std_all);
    json.Member("verdict", VerdictName(row.verdict));
    if (!hypothesis.source.empty()) json.Member("source", hypothesis.source);
    json.EndObject();
  }
  json.EndArray();
}

void WriteResiduals(JsonWriter& json, const std::vector<ResidualCorrelation>& residuals) {
  json.Key("residual_correlations");
  json.BeginArray(Layout::kLines);
  for (const ResidualCorrelation& row : residuals) {
    json.BeginObject();
    json.Member("first", row.first);
    json.Member("second", row.second);
    json.Member("group", row.group);
    json.Member("residual", row.residual);
    json.EndObject();
  }
  json.EndArray();
}

void WriteBootstrap(JsonWriter& json, const BootstrapSummary& summary) {
  json.Key("bootstrap");
  json.BeginObject();
  json.Member("method", summary.method);
  if (!summary.interval.empty()) json.Member("interval", summary.interval);
  json.Member("seed", summary.seed);
  json.Member("replicates", static_cast<uint64_t>(summary.replicates));
  json.Member("used", static_cast<uint64_t>(summary.used));
  json.Member("not_converged", static_cast<uint64_t>(summary.not_converged));
  json.Member("undefined", static_cast<uint64_t>(summary.undefined));
  json.Member("improper", static_cast<uint64_t>(summary.improper));
  json.Member("test_pvalue", summary.test_pvalue);
  json.EndObject();
}

void WriteModificationIndices(JsonWriter& json, const std::vector<ModificationIndex>& rows) {
  json.Key("modification_indices");
  json.BeginArray(Layout::kLines);
  for (const ModificationIndex& row : rows) {
    json.BeginObject();
    json.Member("lhs", row.lhs);
    json.Member("op", ToString(row.op));
    json.Member("rhs", row.rhs);
    json.Member("group", row.group);
    json.Member("mi", row.mi);
    json.Member("pvalue", row.pvalue);
    json.Member("epc", row.epc);
    json.Member("sepc_lv", row.sepc_lv);
    json.Member("sepc_all", row.sepc_all);
    json.EndObject();
  }
  json.EndArray();
}

void WriteLabels(JsonWriter& json, const Results& results) {
  json.Key("labels");
  json.BeginObject(Layout::kLines);
  for (const auto& [name, label] : results.labels) WriteTextMember(json, name, label);
  json.EndObject();
}

}  // namespace

std::string WriteJson(const Results& results) {
  JsonWriter json;
  json.BeginObject(Layout::kLines);
  WriteProgram(json, results);
  WriteCourse(json, results);
  json.Key("parameters");
  json.BeginArray(Layout::kLines);
  for (const ParameterEstimate& row : results.estimates) WriteParameter(json, row);
  json.EndArray();
  WriteFit(json, results.fit);
  if (results.bootstrap) WriteBootstrap(json, *results.bootstrap);
  if (results.imputation) WriteImputation(json, *results.imputation);
  WriteRSquared(json, results.r_squared);
  WriteReliability(json, results);
  WriteEffects(json, results.effects);
  WriteHypotheses(json, results.hypotheses);
  WriteResiduals(json, results.residual_correlations);
  WriteModificationIndices(json, results.modification_indices);
  WriteMissingAnswers(json, results.missing, results.little);
  WriteWarnings(json, results.warnings);
  WriteLabels(json, results);
  json.EndObject();
  return json.text() + "\n";
}

}  // namespace trustsem
