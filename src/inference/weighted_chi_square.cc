#include "inference/weighted_chi_square.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

namespace trustsem {
namespace {

// The transform of the distribution function of sum / x, in logarithms lest products overflow.
std::complex<double> Transform(std::complex<double> s, double x, const Eigen::VectorXd& weights) {
  std::complex<double> log = -std::log(s);
  for (const double weight : weights) log -= 0.5 * std::log(1.0 + 2.0 * weight / x * s);
  return std::exp(log);
}

}  // namespace

double WeightedChiSquareUpperTail(double x, const Eigen::VectorXd& weights) {
  if (std::isnan(x) || !weights.allFinite() || weights.size() == 0 || !(weights.maxCoeff() > 0)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  if (x <= 0) return 1;
  // More nodes would lose more digits to rounding (exp(2 / 5 nodes)) than they win.
  constexpr int kNodes = 24;
  constexpr double r = 2.0 * kNodes / 5.0;
  double sum = 0.5 * std::exp(r) * Transform(r, x, weights).real();
  for (int k = 1; k < kNodes; ++k) {
    const double angle = k * std::numbers::pi / kNodes, cotangent = 1 / std::tan(angle);
    const std::complex<double> s(r * angle * cotangent, r * angle);
    const std::complex<double> slope(1, angle + (angle * cotangent - 1) * cotangent);
    sum += (std::exp(s) * Transform(s, x, weights) * slope).real();
  }
  return std::clamp(1 - r / kNodes * sum, 0.0, 1.0);
}

}  // namespace trustsem
