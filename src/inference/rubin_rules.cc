#include "inference/rubin_rules.h"

#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>
#include <limits>

#include "inference/chi_square.h"

namespace trustsem {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kManyDf = 1e10;  // from there on the limit distribution

using Policy = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::promote_double<false>>;
using Fisher = boost::math::fisher_f_distribution<double, Policy>;

double Mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

// Divisor m - 1.
double Variance(const std::vector<double>& values) {
  const double mean = Mean(values);
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum / static_cast<double>(values.size() - 1);
}

double FisherUpperTail(double f, double df, double denominator_df) {
  if (std::isnan(f)) return kNan;
  if (f <= 0) return 1;
  if (denominator_df > kManyDf) return ChiSquareUpperTail(f * df, df);
  return boost::math::cdf(boost::math::complement(Fisher(df, denominator_df), f));
}

}  // namespace

PooledEstimate PoolEstimates(const std::vector<double>& estimates,
                             const std::vector<double>& errors) {
  const double m = static_cast<double>(estimates.size());
  PooledEstimate pooled;
  pooled.estimate = Mean(estimates);
  double within = 0;
  for (const double error : errors) within += error * error / m;
  const double between = (1 + 1 / m) * Variance(estimates);
  pooled.error = std::sqrt(within + between);
  const double r = between / within;
  if (within == 0 || std::isnan(r)) {
    // A fixed parameter, or one without an error.
    if (within == 0) pooled.error = 0;
    pooled.df = pooled.missing_information = kNan;
    return pooled;
  }
  pooled.df = r > 0 ? (m - 1) * (1 + 1 / r) * (1 + 1 / r) : kInfinity;
  pooled.missing_information = (r + 2 / (pooled.df + 3)) / (r + 1);
  return pooled;
}

PooledStatistic PoolStatistics(const std::vector<double>& statistics, double df) {
  const double m = static_cast<double>(statistics.size());
  std::vector<double> roots;
  for (const double statistic : statistics) roots.push_back(std::sqrt(std::max(statistic, 0.0)));
  PooledStatistic pooled;
  pooled.df = df;
  if (!(df > 0)) {
    pooled.pvalue = pooled.denominator_df = pooled.relative_increase = kNan;
    return pooled;
  }
  const double mean = Mean(statistics);
  const double r = pooled.relative_increase = (1 + 1 / m) * Variance(roots);
  const double d2 = (mean / df - (m + 1) / (m - 1) * r) / (1 + r);
  pooled.denominator_df =
      r > 0 ? std::pow(df, -3 / m) * (m - 1) * (1 + 1 / r) * (1 + 1 / r) : kInfinity;
  pooled.chisq = std::isnan(mean) ? kNan : df * std::max(d2, 0.0);
  pooled.pvalue = std::isnan(mean) ? kNan : FisherUpperTail(d2, df, pooled.denominator_df);
  return pooled;
}

}  // namespace trustsem
