#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "inference/fit_measures.h"

namespace trustsem {
namespace {

double LogDeterminant(const Eigen::LLT<Eigen::MatrixXd>& llt) {
  if (llt.info() != Eigen::Success) return std::nan("");
  const Eigen::MatrixXd L = llt.matrixL();
  return 2 * L.diagonal().array().log().sum();
}

// The likelihood discrepancies of the polychoric correlations, times respondents; NaN where a
// matrix is not positive definite.
struct LikelihoodStatistics {
  double model = 0, baseline = 0;
};

LikelihoodStatistics LikelihoodOfCorrelations(const FittedModel& fit) {
  LikelihoodStatistics sum;
  for (int g = 0; g < fit.table.groups; ++g) {
    const GroupMoments& group = fit.moments.groups[g];
    const ImpliedMoments& implied = fit.implied[g];
    const Eigen::MatrixXd sigma =
        implied.scale.asDiagonal() * implied.sigma * implied.scale.asDiagonal();
    const Eigen::LLT<Eigen::MatrixXd> sample(group.covariance), model(sigma);
    const double log_sample = LogDeterminant(sample);
    const double p = static_cast<double>(sigma.rows());
    sum.model +=
        group.n * (LogDeterminant(model) - log_sample + model.solve(group.covariance).trace() - p);
    sum.baseline -= group.n * log_sample;
  }
  return sum;
}

// The excess of the statistic over its mean where the model holds estimates the noncentrality that
// normal answers would have (Brosseau-Liard, Savalei & Li 2012; Brosseau-Liard & Savalei 2014).
void AddRobustFitOfContinuous(const FittedModel& fit, const TestStatistic& model,
                              const TestStatistic& baseline, const CorrectedStatistic& corrected,
                              FitMeasures* measures) {
  if (fit.objective->estimator().corrected == CorrectedTest::kMeanAndVariance) return;
  const double excess = model.chisq - fit.corrections->trace;
  const double baseline_excess = baseline.chisq - fit.corrections->baseline_trace;
  const double most = std::max({excess, baseline_excess, 0.0});
  const double tli = model.df > 0 && baseline.df > 0
                         ? 1 - (excess / model.df) / (baseline_excess / baseline.df)
                         : 1.0;
  measures->emplace_back("cfi_robust", most > 0 ? 1 - std::max(excess, 0.0) / most : 1.0);
  measures->emplace_back("tli_robust", tli);
  measures->emplace_back("nnfi_robust", tli);
  measures->emplace_back("rni_robust", 1 - excess / baseline_excess);
  TestStatistic scaled = model;
  scaled.chisq = corrected.chisq;
  scaled.respondents = model.respondents / corrected.scaling_factor;
  AddRmsea(scaled, "_robust", measures);
}

}  // namespace

void AddRobustFit(const FittedModel& fit, const TestStatistic& model, const TestStatistic& baseline,
                  const CorrectedStatistic& corrected, FitMeasures* measures) {
  if (!fit.table.HasOrdered()) {
    AddRobustFitOfContinuous(fit, model, baseline, corrected, measures);
    return;
  }
  const double baseline_df = baseline.df;
  const double mean = fit.corrections->likelihood_trace;
  const double baseline_mean = fit.corrections->baseline_likelihood_trace;
  // A model that restricts thresholds alone says nothing of the correlations.
  if (!(mean > 1e-6 * model.df)) return;
  const LikelihoodStatistics x = LikelihoodOfCorrelations(fit);
  const double df = model.df;
  const double excess = x.model - mean, baseline_excess = x.baseline - baseline_mean;
  const double most = std::max({excess, baseline_excess, 0.0});
  const double cfi = most > 0 ? 1 - std::max(excess, 0.0) / most : (most == 0 ? 1.0 : kMissing);
  const double tli =
      df > 0 && baseline_df > 0 ? 1 - (excess / df) / (baseline_excess / baseline_df) : 1.0;
  measures->emplace_back("cfi_robust", std::isnan(x.model) ? kMissing : cfi);
  measures->emplace_back("tli_robust", tli);
  measures->emplace_back("nnfi_robust", tli);
  measures->emplace_back("rni_robust", 1 - excess / baseline_excess);
  // x / c has the noncentrality of a chi-square variable with df, and c times it is x's.
  TestStatistic scaled = model;
  const double c = df > 0 ? mean / df : 1;
  scaled.chisq = x.model / c;
  scaled.respondents = model.respondents / c;
  if (std::isnan(x.model)) scaled.df = 0;
  AddRmsea(scaled, "_robust", measures);
}

}  // namespace trustsem
