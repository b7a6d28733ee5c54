#include "velocity/shrinkage.h"

#include <cmath>
#include <limits>

#include "moments/normal_distribution.h"

namespace trustsem {
namespace {

constexpr size_t kLeastMeans = 4;

// The weighted mean at a variance between, and how much the squares exceed their expectation.
double Excess(const std::vector<double>& values, const std::vector<double>& variances,
              double between, double* mean, double* precision) {
  double weights = 0, sum = 0, squares = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    weights += 1 / (variances[i] + between);
    sum += values[i] / (variances[i] + between);
  }
  *mean = sum / weights;
  *precision = weights;
  for (size_t i = 0; i < values.size(); ++i) {
    squares += (values[i] - *mean) * (values[i] - *mean) / (variances[i] + between);
  }
  return squares - double(values.size() - 1);
}

// The excess falls with the variance between: halving an interval finds its zero.
double PauleMandel(const std::vector<double>& values, const std::vector<double>& variances) {
  double mean = 0, precision = 0;
  if (Excess(values, variances, 0, &mean, &precision) <= 0) return 0;
  double lower = 0, upper = 1;
  while (Excess(values, variances, upper, &mean, &precision) > 0) upper *= 2;
  while (upper - lower > 1e-14 * upper) {
    const double middle = lower + (upper - lower) / 2;
    if (middle <= lower || middle >= upper) break;
    (Excess(values, variances, middle, &mean, &precision) > 0 ? lower : upper) = middle;
  }
  return upper;
}

}  // namespace

ShrunkenMeans ShrinkMeans(const std::vector<double>& values, const std::vector<double>& variances,
                          double confidence) {
  ShrunkenMeans result;
  result.estimates.resize(values.size());
  if (values.size() < kLeastMeans) {
    result.mean = result.between = result.mean_error = std::numeric_limits<double>::quiet_NaN();
    return result;
  }
  const double between = PauleMandel(values, variances);
  double precision = 0;
  Excess(values, variances, between, &result.mean, &precision);
  result.between = std::sqrt(between);
  result.mean_error = std::sqrt(1 / precision);
  const double quantile = NormalQuantile((1 + confidence) / 2);
  for (size_t i = 0; i < values.size(); ++i) {
    const double share = variances[i] / (variances[i] + between);
    const double distance = values[i] - result.mean;
    const double variance = variances[i] * (1 - share) + share * share / precision +
                            2 * share * share * distance * distance / double(values.size() - 3);
    VelocityEstimate& estimate = result.estimates[i];
    estimate.value = values[i] - share * distance;
    estimate.error = std::sqrt(variance);
    estimate.lower = estimate.value - quantile * estimate.error;
    estimate.upper = estimate.value + quantile * estimate.error;
  }
  return result;
}

}  // namespace trustsem
