#include <Eigen/Cholesky>
#include <cmath>
#include <numbers>

#include "inference/fit_measures.h"
#include "moments/missing_patterns.h"
#include "moments/saturated_moments.h"

namespace trustsem {
namespace {

double LogDeterminant(const Eigen::MatrixXd& matrix) {
  return 2 * Eigen::LLT<Eigen::MatrixXd>(matrix).matrixLLT().diagonal().array().log().sum();
}

// The same of incomplete answers: that of all variables, or of covariates, which are complete.
double IncompleteLogLikelihood(const MissingPatterns& patterns, const GroupMoments& group,
                               const std::vector<int>& index) {
  const bool all = static_cast<int>(index.size()) == patterns.variables;
  const MissingPatterns part = all ? patterns : Restrict(patterns, index);
  double answers = 0;
  for (const MissingPattern& pattern : part.patterns) {
    answers += pattern.n * static_cast<double>(pattern.observed.size());
  }
  const double deviance = all ? group.saturated_deviance : EstimateSaturatedMoments(part).deviance;
  return -0.5 * (part.n * deviance + answers * std::log(2 * std::numbers::pi));
}

// The saturated normal log-likelihood of the variables `index` of a group.
double SaturatedLogLikelihood(const GroupMoments& group, const std::vector<int>& index) {
  if (index.empty()) return 0;
  if (group.patterns != nullptr) return IncompleteLogLikelihood(*group.patterns, group, index);
  const Eigen::MatrixXd S = group.covariance(index, index);
  const double p = static_cast<double>(index.size());
  return -0.5 * group.n * (p * std::log(2 * std::numbers::pi) + LogDeterminant(S) + p);
}

}  // namespace

void AddInformationCriteria(const FittedModel& fit, FitMeasures* measures) {
  const double n = fit.respondents();
  if (fit.objective->estimator().likelihood()) {
    // Conditional on fixed exogenous variables: their own likelihood is no part of the model's.
    double unrestricted = 0;
    std::vector<int> all, exogenous;
    for (size_t i = 0; i < fit.table.observed.size(); ++i) {
      all.push_back(static_cast<int>(i));
      if (fit.table.fixed_x && fit.table.IsExogenous(fit.table.observed[i])) {
        exogenous.push_back(static_cast<int>(i));
      }
    }
    for (const GroupMoments& group : fit.moments.groups) {
      unrestricted += SaturatedLogLikelihood(group, all) - SaturatedLogLikelihood(group, exogenous);
    }
    const double logl = unrestricted - n * fit.solution.value;
    const double k = fit.parameters();
    measures->emplace_back("logl", logl);
    measures->emplace_back("unrestricted_logl", unrestricted);
    measures->emplace_back("aic", -2 * logl + 2 * k);
    measures->emplace_back("bic", -2 * logl + k * std::log(n));
    measures->emplace_back("bic2", -2 * logl + k * std::log((n + 2) / 24));
  }
  measures->emplace_back("ntotal", n);
}

}  // namespace trustsem
