#include "inference/probit_interval.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "moments/gauss_legendre.h"
#include "moments/normal_distribution.h"

namespace trustsem {
namespace {

// Beyond it tail probabilities are taken relative to the density.
constexpr double kTail = 30;

// (1 - Phi(x)) / phi(x) for x >= kTail, by its continued fraction (Abramowitz & Stegun 1964,
// 26.2.14), which has converged here.
double MillsRatio(double x) {
  double fraction = x;
  for (int k = 6; k > 0; --k) fraction = x + k / fraction;
  return 1 / fraction;
}

// Both bounds in the upper tail: everything relative to the density at the lower one.
ProbitInterval UpperTail(double lower, double upper) {
  const double width = upper - lower;
  const bool finite = std::isfinite(upper);
  const double exponent = -width * (lower + 0.5 * width);
  const double ratio = finite ? std::exp(exponent) : 0;
  double probability = 0;
  if (width * lower < 0.5) {
    // As in NormalInterval: without cancellation.
    for (size_t i = 0; i < kGaussLegendre6.node.size(); ++i) {
      const double y = width * kGaussLegendre6.node[i];
      probability += width * kGaussLegendre6.weight[i] * std::exp(-y * (lower + 0.5 * y));
    }
  } else {
    probability = MillsRatio(lower) - (finite ? ratio * MillsRatio(upper) : 0);
  }
  ProbitInterval result;
  result.log_probability =
      std::log(probability) - 0.5 * lower * lower - 0.5 * std::log(2 * std::numbers::pi);
  const double rest = finite ? -std::expm1(exponent) : 1;
  result.slope = rest / probability;
  const double moment = finite ? lower * rest - width * ratio : lower;
  result.curvature = moment / probability - result.slope * result.slope;
  return result;
}

}  // namespace

ProbitInterval EvaluateProbitInterval(double lower, double upper) {
  ProbitInterval result;
  if (!(lower < upper)) {
    result.log_probability = result.slope = result.curvature =
        std::numeric_limits<double>::quiet_NaN();
    return result;
  }
  if (lower > kTail) {
    result = UpperTail(lower, upper);
  } else if (upper < -kTail) {
    result = UpperTail(-upper, -lower);
    result.slope = -result.slope;
  } else {
    const double probability = NormalInterval(lower, upper);
    double slope = 0, moment = 0;
    if (std::isfinite(lower)) {
      const double density = NormalDensity(lower);
      slope = density;
      moment = lower * density;
    }
    if (std::isfinite(upper)) {
      const double density = NormalDensity(upper);
      slope -= density;
      moment -= upper * density;
    }
    result.log_probability = std::log(probability);
    result.slope = slope / probability;
    result.curvature = moment / probability - result.slope * result.slope;
  }
  result.curvature = std::clamp(result.curvature, -1.0, 0.0);
  return result;
}

}  // namespace trustsem
