#include <cmath>

#include "inference/fit_measures.h"

namespace trustsem {
namespace {

// Sums of squared residuals of one group: over the lower triangle with diagonal, and of the means,
// of the first `p` variables, which are the model's own.
struct SquaredResiduals {
  double raw = 0, raw_means = 0;
  double bentler = 0, means = 0;  // by sample standard deviations
  double correlations = 0;        // of correlation matrices (diagonal zero)
  double mplus_diagonal = 0, mplus_means = 0;
};

double Square(double x) { return x * x; }

SquaredResiduals Sum(const Eigen::MatrixXd& S, const Eigen::VectorXd& mean,
                     const ImpliedMoments& implied, Eigen::Index p) {
  SquaredResiduals sum;
  const Eigen::VectorXd sd = S.diagonal().cwiseSqrt();
  const Eigen::VectorXd implied_sd = implied.sigma.diagonal().cwiseSqrt();
  for (Eigen::Index i = 0; i < p; ++i) {
    for (Eigen::Index j = 0; j <= i; ++j) {
      const double residual = S(i, j) - implied.sigma(i, j);
      sum.raw += Square(residual);
      sum.bentler += Square(residual / (sd[i] * sd[j]));
      if (i != j) {
        sum.correlations += Square(S(i, j) / (sd[i] * sd[j]) -
                                   implied.sigma(i, j) / (implied_sd[i] * implied_sd[j]));
      }
    }
    sum.mplus_diagonal += Square((S(i, i) - implied.sigma(i, i)) / S(i, i));
    const double residual = mean[i] - implied.mu[i];
    sum.raw_means += Square(residual);
    sum.means += Square(residual / sd[i]);
    sum.mplus_means += Square(mean[i] / sd[i] - implied.mu[i] / implied_sd[i]);
  }
  return sum;
}

// With ordered variables: covariances and correlations as in SquaredResiduals, and thresholds.
// Means of continuous variables and slopes on covariates do not count; a covariate counts as one
// element.
struct ResponseResiduals {
  double raw = 0, bentler = 0, correlations = 0, thresholds = 0;
  double threshold_count = 0;
};

ResponseResiduals SumResponses(const GroupMoments& group, const ImpliedMoments& implied,
                               const Eigen::VectorXd& residual) {
  ResponseResiduals sum;
  for (size_t k = 0; k < group.layout.size(); ++k) {
    const Moment& moment = group.layout[k];
    const double r = residual[static_cast<Eigen::Index>(k)];
    const int i = moment.first, j = moment.second;
    if (moment.kind == MomentKind::kThreshold) {
      sum.thresholds += Square(r);
      sum.threshold_count += 1;
    }
    if (moment.kind != MomentKind::kCovariance) continue;
    if (i == j) continue;  // as in lavaan, a variance counts as an element and not as a residual
    sum.raw += Square(r);
    const double unit = std::sqrt(group.covariance(i, i) * group.covariance(j, j));
    sum.bentler += Square(r / unit);
    const double implied_unit = std::sqrt(implied.sigma(i, i) * implied.sigma(j, j));
    sum.correlations += Square(group.covariance(i, j) / unit - implied.sigma(i, j) / implied_unit);
  }
  return sum;
}

void AddResponseResidualFit(const FittedModel& fit, FitMeasures* measures) {
  double q = fit.table.fixed_x ? static_cast<double>(fit.table.exogenous.size()) : 0;
  const double p = static_cast<double>(fit.table.observed.size()) - q;
  const double covariances = p * (p + 1) / 2 + q, correlations = p * (p - 1) / 2;
  double rmr = 0, rmr_nomean = 0, srmr = 0, bentler = 0, crmr = 0, crmr_nomean = 0;
  for (int g = 0; g < fit.table.groups; ++g) {
    const GroupMoments& group = fit.moments.groups[g];
    const ResponseResiduals sum =
        SumResponses(group, fit.implied[g], fit.workspace.groups[g].discrepancy.residual);
    const double weight = group.n / fit.respondents();
    const double t = sum.threshold_count;
    rmr += weight * std::sqrt((sum.raw + sum.thresholds) / (covariances + t));
    rmr_nomean += weight * std::sqrt(sum.raw / covariances);
    srmr += weight * std::sqrt(sum.bentler / covariances);
    bentler += weight * std::sqrt((sum.bentler + sum.thresholds) / (covariances + t));
    crmr += weight * std::sqrt((sum.correlations + sum.thresholds) / (correlations + t));
    crmr_nomean += correlations > 0 ? weight * std::sqrt(sum.correlations / correlations) : 0;
  }
  measures->emplace_back("rmr", rmr);
  measures->emplace_back("rmr_nomean", rmr_nomean);
  measures->emplace_back("srmr", srmr);
  measures->emplace_back("srmr_bentler", bentler);
  measures->emplace_back("srmr_bentler_nomean", srmr);
  measures->emplace_back("crmr", crmr);
  measures->emplace_back("crmr_nomean", crmr_nomean);
}

}  // namespace

void AddResidualFit(const FittedModel& fit, FitMeasures* measures) {
  if (fit.table.HasOrdered()) {
    AddResponseResidualFit(fit, measures);
    return;
  }
  const bool unbiased = fit.objective->estimator().unbiased_covariance();
  const bool means = fit.table.mean_structure;
  const double p = fit.table.OwnVariables();
  const double covariances = p * (p + 1) / 2;
  double rmr = 0, rmr_nomean = 0, srmr = 0, srmr_nomean = 0, crmr = 0, crmr_nomean = 0, mplus = 0,
         mplus_nomean = 0;
  for (int g = 0; g < fit.table.groups; ++g) {
    const GroupMoments& group = fit.moments.groups[g];
    const Eigen::MatrixXd S = unbiased ? group.UnbiasedCovariance() : group.covariance;
    const SquaredResiduals sum = Sum(S, group.means, fit.implied[g], fit.table.OwnVariables());
    const double weight = group.n / fit.respondents();
    const double extra = means ? p : 0;
    const auto root = [&](double squares, double mean_squares, double count) {
      return count + extra > 0
                 ? weight * std::sqrt((squares + (means ? mean_squares : 0)) / (count + extra))
                 : 0.0;
    };
    const auto plain = [&](double squares, double count) {
      return count > 0 ? weight * std::sqrt(squares / count) : 0.0;
    };
    rmr += root(sum.raw, sum.raw_means, covariances);
    rmr_nomean += plain(sum.raw, covariances);
    srmr += root(sum.bentler, sum.means, covariances);
    srmr_nomean += plain(sum.bentler, covariances);
    crmr += root(sum.correlations, sum.means, covariances - p);
    crmr_nomean += plain(sum.correlations, covariances - p);
    mplus += root(sum.correlations + sum.mplus_diagonal, sum.mplus_means, covariances);
    mplus_nomean += plain(sum.correlations + sum.mplus_diagonal, covariances);
  }
  measures->emplace_back("rmr", rmr);
  measures->emplace_back("rmr_nomean", rmr_nomean);
  measures->emplace_back("srmr", srmr);
  measures->emplace_back("srmr_bentler", srmr);
  measures->emplace_back("srmr_bentler_nomean", srmr_nomean);
  measures->emplace_back("crmr", crmr);
  measures->emplace_back("crmr_nomean", crmr_nomean);
  measures->emplace_back("srmr_mplus", mplus);
  measures->emplace_back("srmr_mplus_nomean", mplus_nomean);
}

}  // namespace trustsem
