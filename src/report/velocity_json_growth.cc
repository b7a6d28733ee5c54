// Growth over waves and time to trust as JSON.
#include <cmath>

#include "report/velocity_json.h"
#include "report/velocity_words.h"

namespace trustsem {
namespace {

using Layout = JsonWriter::Layout;

const char* ShapeId(GrowthShape shape) {
  return shape == GrowthShape::kLinear ? "linear" : "logarithmic";
}

void WriteNumbers(JsonWriter& json, std::string_view key, const std::vector<double>& numbers) {
  json.Key(key);
  json.BeginArray();
  for (const double number : numbers) json.Number(number);
  json.EndArray();
}

void WriteFit(JsonWriter& json, const GrowthFit& fit) {
  json.Member("chisq", fit.chi_square);
  json.Member("df", fit.degrees_of_freedom);
  json.Member("pvalue", fit.p);
  json.Member("cfi", fit.cfi);
  json.Member("rmsea", fit.rmsea);
  json.Member("srmr", fit.srmr);
  json.Member("aic", fit.aic);
  json.Member("bic", fit.bic);
  json.Member("logl", fit.log_likelihood);
}

void WriteInvariance(JsonWriter& json, std::string_view key,
                     const std::vector<InvarianceStep>& steps) {
  json.Key(key);
  json.BeginArray(Layout::kLines);
  for (const InvarianceStep& step : steps) {
    json.BeginObject();
    json.Member("name", step.name);
    json.Member("reason", step.reason);
    WriteFit(json, step);
    json.Member("chisq_difference", step.difference);
    json.Member("df_difference", step.difference_df);
    json.Member("pvalue_difference", step.difference_p);
    json.Member("cfi_change", step.cfi_change);
    json.Member("holds", step.holds);
    json.EndObject();
  }
  json.EndArray();
}

void WriteGroup(JsonWriter& json, const GrowthGroup& group) {
  json.BeginObject();
  json.Member("segment", group.name);
  json.Member("accounts", group.accounts);
  WriteEstimate(json, "intercept_mean", group.intercept_mean);
  WriteEstimate(json, "slope_mean", group.slope_mean);
  WriteEstimate(json, "intercept_variance", group.intercept_variance);
  WriteEstimate(json, "slope_variance", group.slope_variance);
  WriteEstimate(json, "covariance", group.covariance);
  WriteNumbers(json, "trajectory", group.trajectory);
  WriteNumbers(json, "trajectory_ci_lower", group.trajectory_lower);
  WriteNumbers(json, "trajectory_ci_upper", group.trajectory_upper);
  json.EndObject();
}

void WriteModel(JsonWriter& json, const VelocityResults& results, const GrowthModel& model) {
  json.BeginObject(Layout::kLines);
  json.Member("shape", ShapeId(model.shape));
  json.Member("converged", model.converged);
  json.Member("reason", model.reason);
  if (model.converged) {
    WriteFit(json, model);
    json.Key("everybody");
    WriteGroup(json, model.everybody);
    json.Key("segments");
    json.BeginArray(Layout::kLines);
    for (const GrowthGroup& segment : model.segments) WriteGroup(json, segment);
    json.EndArray();
    json.Member("segments_reason", model.segments_reason);
    json.Key("segments_fit");
    json.BeginObject();
    WriteFit(json, model.segments_fit);
    json.EndObject();
    json.Key("differences");
    json.BeginArray(Layout::kLines);
    for (const GrowthDifference& difference : model.differences) {
      json.BeginObject();
      json.Member("first", model.segments.at(static_cast<size_t>(difference.first)).name);
      json.Member("second", model.segments.at(static_cast<size_t>(difference.second)).name);
      WriteEstimate(json, "difference", difference.difference);
      json.Member("pvalue", difference.p);
      json.Member("pvalue_adjusted", difference.adjusted_p);
      json.EndObject();
    }
    json.EndArray();
    json.Key("accounts");
    json.BeginArray(Layout::kLines);
    for (const AccountSlope& account : model.accounts) {
      json.BeginObject();
      json.Member("account", GroupInData(results, VelocityLevel::kAccount, account.account));
      json.Member("slope", account.slope);
      json.Member("slope_se", account.error);
      json.Member("intercept", account.intercept);
      json.EndObject();
    }
    json.EndArray();
  }
  json.EndObject();
}

void WriteCurve(JsonWriter& json, const TrustCurve& curve) {
  json.BeginObject(Layout::kLines);
  json.Member("segment", curve.segment);
  json.Member("accounts", static_cast<double>(curve.accounts));
  json.Member("reached_at_first_response", static_cast<double>(curve.before_first));
  json.Member("reached_between_responses", static_cast<double>(curve.between));
  json.Member("not_reached", static_cast<double>(curve.not_reached));
  WriteEstimate(json, "median", curve.median);
  WriteEstimate(json, "reached_by_five", curve.reached_by_five);
  json.Member("fell_again", static_cast<double>(curve.fell_again));
  json.Member("logl", curve.log_likelihood);
  json.Member("replicates", curve.replicates);
  json.Key("points");
  json.BeginArray(Layout::kLines);
  for (const TrustCurvePoint& point : curve.points) {
    json.BeginObject();
    json.Member("since", point.since);
    json.Member("time", point.time);
    WriteEstimate(json, "reached", point.reached);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
}

}  // namespace

void WriteEstimate(JsonWriter& json, std::string_view key, const VelocityEstimate& estimate) {
  json.Key(key);
  if (!std::isfinite(estimate.value)) {
    json.Number(estimate.value);
    return;
  }
  json.BeginObject();
  json.Member("value", estimate.value);
  json.Member("se", estimate.error);
  json.Member("ci_lower", estimate.lower);
  json.Member("ci_upper", estimate.upper);
  json.EndObject();
}

void WriteGrowth(JsonWriter& json, const VelocityResults& results) {
  const GrowthResults& growth = results.growth;
  json.Key("waves");
  json.BeginArray();
  for (const std::string& wave : results.wave_names) json.String(wave);
  json.EndArray();
  json.Key("growth");
  json.BeginObject(Layout::kLines);
  json.Member("fitted", growth.fitted);
  json.Member("reason", growth.reason);
  WriteNumbers(json, "times", growth.times);
  json.Key("responses");
  json.BeginArray();
  for (const int responses : growth.responses) json.Integer(responses);
  json.EndArray();
  json.Member("accounts", growth.accounts);
  json.Member("complete", growth.complete);
  json.Member("robust", growth.robust);
  WriteInvariance(json, "invariance", growth.invariance);
  json.Member("level", growth.level);
  WriteInvariance(json, "segment_invariance", growth.segment_invariance);
  json.Member("segment_level", growth.segment_level);
  json.Key("models");
  json.BeginArray(Layout::kLines);
  for (const GrowthModel& model : growth.models) WriteModel(json, results, model);
  json.EndArray();
  const GrowthModel* told = growth.models.empty() ? nullptr : ToldModel(growth);
  json.Member("better", told == nullptr ? "" : ShapeId(told->shape));
  json.EndObject();
}

void WriteTimeToTrust(JsonWriter& json, const TimeToTrustResults& time) {
  json.Key("time_to_trust");
  json.BeginObject(Layout::kLines);
  json.Member("reason", time.reason);
  json.Key("thresholds");
  json.BeginArray(Layout::kLines);
  for (const ThresholdResults& threshold : time.thresholds) {
    json.BeginObject(Layout::kLines);
    json.Member("threshold", threshold.threshold);
    json.Member("chisq_equal_curves", threshold.chi_square);
    json.Member("df_equal_curves", threshold.degrees_of_freedom);
    json.Member("pvalue_equal_curves", threshold.p);
    json.Key("everybody");
    WriteCurve(json, threshold.everybody);
    json.Key("segments");
    json.BeginArray(Layout::kLines);
    for (const TrustCurve& segment : threshold.segments) WriteCurve(json, segment);
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.Key("reported");
  if (time.reported.known) {
    json.BeginObject();
    json.Member("column", time.reported.column);
    json.Member("responses", static_cast<double>(time.reported.responses));
    WriteEstimate(json, "two_to_five", time.reported.two_to_five);
    json.Member("reference", kReportedShareTwoToFive);
    json.EndObject();
  } else {
    json.Number(std::nan(""));
  }
  json.EndObject();
}

}  // namespace trustsem
