#include "inference/weighted_chi_square.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

namespace trustsem {
namespace {

// The tail's integrand has the exponent K(s) - s x - log|s|, K the cumulant generating function
//   K(s) = -1/2 sum log(1 - 2 weight s), s < 1 / (2 max weight).
struct Exponent {
  const Eigen::VectorXd& weights;
  double x;

  std::complex<double> At(std::complex<double> s) const {
    std::complex<double> sum = -s * x - std::log(s);
    for (const double weight : weights) sum -= 0.5 * std::log(1.0 - 2.0 * weight * s);
    return sum;
  }
  // Derivatives at a real s.
  double First(double s) const {
    return (weights.array() / (1 - 2 * s * weights.array())).sum() - x - 1 / s;
  }
  double Second(double s) const {
    return 2 * (weights.array() / (1 - 2 * s * weights.array())).square().sum() + 1 / (s * s);
  }
  double Third(double s) const {
    return 8 * (weights.array() / (1 - 2 * s * weights.array())).cube().sum() - 2 / (s * s * s);
  }
};

// Where the exponent is least on the real axis between two poles: its derivative rises.
double SaddlePoint(const Exponent& exponent, double low, double high) {
  for (int i = 0; i < 200; ++i) {
    const double middle = 0.5 * (low + high);
    (exponent.First(middle) < 0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace

double WeightedChiSquareUpperTail(double x, const Eigen::VectorXd& weights) {
  if (std::isnan(x) || !weights.allFinite() || weights.size() == 0 || !(weights.maxCoeff() > 0)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  if (x <= 0) return 1;
  const double unit = weights.sum();
  const Eigen::VectorXd scaled = weights / unit;
  const Exponent exponent{scaled, x / unit};
  // Above the mean the integral is the upper tail, below it minus the lower one.
  const bool upper = exponent.x > 1;
  const double limit = 0.5 / scaled.maxCoeff();
  const double c =
      upper ? SaddlePoint(exponent, 0, limit)
            : SaddlePoint(exponent, -static_cast<double>(scaled.size() + 2) / exponent.x, 0);
  const double width = 1 / std::sqrt(exponent.Second(c));
  // The parabola c + i width u + bend u^2 follows the steepest descent, and never leaves to the
  // left, where exp(-s x) grows.
  const double bend =
      width * width * std::max(exponent.Third(c) / (6 * exponent.Second(c)), 0.1 / std::abs(c));
  constexpr double kStep = 0.2;
  double sum = 0.5 * width * std::exp(exponent.At(std::complex<double>(c, 0))).real();
  double largest = std::abs(sum);
  for (int k = 1; k < 10000; ++k) {
    const double u = k * kStep;
    const std::complex<double> s(c + bend * u * u, width * u), slope(2 * bend * u, width);
    const std::complex<double> value = std::exp(exponent.At(s)) * slope;
    sum += value.imag();
    if (std::abs(value) <= 1e-17 * largest) break;
  }
  const double tail = std::clamp(kStep / std::numbers::pi * (upper ? sum : -sum), 0.0, 1.0);
  return upper ? tail : 1 - tail;
}

}  // namespace trustsem
