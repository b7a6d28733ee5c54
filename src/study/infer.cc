// From a fitted model to results: no statistics of its own, only the order of the parts.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "inference/chi_square.h"
#include "inference/discriminant_validity.h"
#include "inference/effects.h"
#include "inference/fit_measures.h"
#include "inference/hypotheses.h"
#include "inference/improper_solutions.h"
#include "inference/modification_indices.h"
#include "inference/parameter_estimates.h"
#include "inference/reliability.h"
#include "inference/residual_correlations.h"
#include "inference/standardised.h"
#include "study/analysis.h"

namespace trustsem {
namespace {

std::string OnOff(bool value) { return value ? "true" : "false"; }

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
  return text;
}

void AddLabels(const Model& model, Results* results) {
  const auto add = [&](const std::string& name, const Text& text) {
    if (!text.en.empty() || !text.zh.empty()) results->labels.emplace_back(name, text);
  };
  for (const Construct& construct : model.constructs) add(construct.name, construct.label);
  for (const Variable& variable : model.variables) add(variable.name, variable.label);
  for (const Definition& definition : model.definitions) add(definition.name, definition.label);
}

// Residual variances against total ones, of everything that something explains.
std::vector<RSquared> MakeRSquared(const FittedModel& fit) {
  std::vector<RSquared> list;
  for (int g = 0; g < fit.table.groups; ++g) {
    const ImpliedMoments& implied = fit.unconditional[g];
    for (const Parameter& row : fit.table.rows) {
      if (row.group != g + 1 || row.op != Operator::kCovariance || row.lhs != row.rhs) continue;
      if (row.exogenous || fit.table.IsExogenous(row.lhs)) continue;
      const int f = fit.structure->FactorIndex(row.lhs);
      const int i = fit.structure->ObservedIndex(row.lhs);
      const bool explained =
          f >= 0 ? implied.beta.row(f).cwiseAbs().maxCoeff() > 0
                 : implied.lambda.cols() > 0 && implied.lambda.row(i).cwiseAbs().maxCoeff() > 0;
      if (!explained) continue;
      const double total = f >= 0 ? implied.factor_covariance(f, f) : implied.sigma(i, i);
      const double residual = f >= 0 ? implied.psi(f, f) : implied.theta(i, i);
      RSquared r;
      r.variable = row.lhs;
      r.group = g + 1;
      r.construct = fit.table.IsConstruct(row.lhs);
      if (total > 0 && residual >= 0) r.value = 1 - residual / total;
      list.push_back(r);
    }
  }
  return list;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> OptionsInForce(const Model& model,
                                                                const FittedModel& fit) {
  std::vector<std::pair<std::string, std::string>> options;
  options = {{"estimator", fit.objective->estimator().name},
             {"information", fit.observed_information ? "observed" : "expected"},
             {"missing", ToLower(model.fit.missing.value_or("listwise"))},
             {"group", model.data.group},
             {"equal", Joined(model.fit.equal)},
             {"mean_structure", OnOff(fit.table.mean_structure)},
             {"std_lv", OnOff(model.fit.std_lv.value_or(false))},
             {"orthogonal", OnOff(model.fit.orthogonal.value_or(false))},
             {"growth", OnOff(model.fit.growth.value_or(false))},
             {"fixed_x", OnOff(fit.table.fixed_x)}};
  const DataOptions& data = model.data;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) options.emplace_back(name, value);
  };
  add("cluster", data.cluster);
  add("strata", data.strata);
  add("population", data.population);
  if (!data.strata.empty()) {
    add("single_cluster", data.single_cluster.empty() ? "error" : ToLower(data.single_cluster));
  }
  add("replicate_weights", Joined(data.replicate_weights));
  add("replicate_method", ToLower(data.replicate_method));
  std::vector<std::string> scales;
  for (double scale : data.replicate_scales) scales.push_back(fmt::format("{}", scale));
  add("replicate_scale", Joined(scales));
  if (data.fay) add("fay", fmt::format("{}", *data.fay));
  if (!fit.table.auxiliary.empty()) {
    options.emplace_back("auxiliary", JoinNames(fit.table.auxiliary, fit.table.auxiliary.size()));
  }
  if (!fit.table.HasOrdered()) {
    if (!model.data.weights.empty()) options.emplace_back("weights", model.data.weights);
    return options;
  }
  options.emplace_back("ordered", JoinNames(fit.table.ordered));
  options.emplace_back("parameterization", fit.table.theta_parameterization ? "theta" : "delta");
  options.emplace_back("weights", model.data.weights);
  options.emplace_back("smoothing", model.fit.smoothing.value_or("none"));
  options.emplace_back("empty_cell", fmt::format("{}", model.fit.empty_cell.value_or(0.5)));
  return options;
}

Results Infer(const Model& model, const FittedModel& fit, const AnalysisOptions& options) {
  Results results;
  results.model_name = model.name;
  results.model_file = model.file;
  results.model_hash = model.hash;
  results.title = model.title;
  results.description = model.description;
  results.estimator = fit.objective->estimator().name;
  results.information = fit.observed_information ? "observed" : "expected";
  results.mean_structure = fit.table.mean_structure;
  results.converged = fit.solution.converged();
  results.iterations = fit.solution.iterations;
  results.gradient_norm =
      fit.solution.gradient.size() > 0 ? fit.solution.gradient.cwiseAbs().maxCoeff() : 0;
  results.parameters = fit.parameters();
  results.construct_names = fit.table.constructs;
  results.observed_names.assign(fit.table.observed.begin(),
                                fit.table.observed.begin() + fit.table.OwnVariables());
  results.options = OptionsInForce(model, fit);
  AddLabels(model, &results);
  std::vector<VarianceDerivatives> variances;
  for (int g = 0; g < fit.table.groups; ++g) {
    const GroupMoments& group = fit.moments.groups[g];
    results.groups.push_back({group.label, group.Respondents(), SpectralRadius(fit.implied[g].beta),
                              group.clusters, group.strata});
    variances.push_back(TotalVariances(fit, g));
  }
  results.estimates = MakeParameterEstimates(fit, variances);
  results.fit = ComputeFitMeasures(fit);
  results.r_squared = MakeRSquared(fit);
  results.reliability = ComputeReliability(fit, &results.warnings);
  results.discriminant_validity = ComputeDiscriminantValidity(fit, results.reliability);
  results.effects = ComputeEffects(fit, variances, &results.warnings);
  results.hypotheses = JudgeHypotheses(model, results.estimates);
  results.residual_correlations = ResidualCorrelations(fit);
  if (options.modification_indices) {
    results.has_modification_indices = true;
    results.modification_indices = ModificationIndices(fit);
  }
  for (Note& note : FindImproperSolutions(fit)) results.warnings.push_back(std::move(note));
  return results;
}

}  // namespace trustsem
