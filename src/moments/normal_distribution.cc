#include "moments/normal_distribution.h"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "moments/gauss_legendre.h"

namespace trustsem {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kSmallestNormal = std::numeric_limits<double>::min();
// Beyond it densities and tail probabilities are no normal numbers any more.
constexpr double kFarthest = 37.5;
constexpr double kInverseSqrtTwoPi = std::numbers::inv_sqrtpi / std::numbers::sqrt2;
// sqrt(1/2) = kSqrtHalfHigh + kSqrtHalfLow to 80 bits; the high part has 26.
constexpr double kSqrtHalf = 0.70710678118654752440;
constexpr double kSqrtHalfHigh = 47453132.0 / 67108864.0;
constexpr double kSqrtHalfLow = 0.70710678118654752440L - static_cast<long double>(kSqrtHalfHigh);

// The leading 26 bits, so that a product of two such numbers is exact (Veltkamp; Dekker 1971).
double LeadingBits(double x) {
  const double scaled = 134217729.0 * x;
  return scaled - (scaled - x);
}

double FlushToZero(double x) { return std::abs(x) < kSmallestNormal ? 0 : x; }

// k - rho h without the loss of digits where rho is close to 1 or -1.
double Residual(double k, double h, double rho) {
  const double reflected = rho < 0 ? -h : h;
  return (k - reflected) + reflected * (1 - std::abs(rho));
}

constexpr auto kQuiet = boost::math::policies::make_policy(
    boost::math::policies::promote_double<false>(),
    boost::math::policies::domain_error<boost::math::policies::ignore_error>(),
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>());

}  // namespace

double NormalDensity(double x) {
  if (std::abs(x) > kFarthest) return 0;
  // The rounding error of x^2 would be the largest of all in the tails.
  const double square = x * x;
  const double high = LeadingBits(x);
  const double low = x - high;
  const double error = ((high * high - square) + 2 * high * low) + low * low;
  return kInverseSqrtTwoPi * std::exp(-0.5 * square) * (1 - 0.5 * error);
}

double NormalCdf(double x) {
  const double t = -x * kSqrtHalf;
  if (!(x < -1)) return 0.5 * std::erfc(t);
  if (x < -kFarthest) return 0;
  // The rounding error of t grows into one of the result by the factor erfc'(t) / erfc(t), for
  // which a bound (Abramowitz & Stegun 1964, 7.1.13) is close enough.
  const double high = LeadingBits(-x);
  const double low = -x - high;
  const double error = ((high * kSqrtHalfHigh - t) + high * kSqrtHalfLow) +
                       (low * kSqrtHalfHigh + low * kSqrtHalfLow);
  const double factor = t + std::sqrt(t * t + 4 * std::numbers::inv_pi);
  return FlushToZero(0.5 * std::erfc(t) * (1 - factor * error));
}

double NormalQuantile(double p) {
  if (p <= 0) return -kInfinity;
  if (p >= 1) return kInfinity;
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * p, kQuiet);
}

double NormalInterval(double lower, double upper) {
  if (lower == upper) return 0;
  if (lower > upper) return -NormalInterval(upper, lower);
  if (lower > 0) return NormalInterval(-upper, -lower);
  const double width = upper - lower;
  if (width * std::max(1.0, -lower) < 0.5) {
    // About the lower end, which is exact where the middle would be rounded.
    double sum = 0;
    for (std::size_t i = 0; i < kGaussLegendre6.node.size(); ++i) {
      const double y = width * kGaussLegendre6.node[i];
      sum += kGaussLegendre6.weight[i] * std::exp(-y * (lower + 0.5 * y));
    }
    return FlushToZero(width * NormalDensity(lower) * sum);
  }
  if (upper <= 0) return NormalCdf(upper) - NormalCdf(lower);
  return 0.5 * (std::erf(upper * kSqrtHalf) - std::erf(lower * kSqrtHalf));
}

double BivariateNormalDensity(double h, double k, double rho) {
  // Twice the exponent is at least the larger square.
  if (std::max(std::abs(h), std::abs(k)) > kFarthest) return 0;
  const double r = std::abs(rho);
  const double reflected = rho < 0 ? -k : k;
  const double variance = (1 - r) * (1 + r);
  const double difference = h - reflected;
  const double exponent = 0.5 * difference * difference / variance + h * reflected / (1 + r);
  if (exponent > 700) return 0;
  return 0.5 * std::numbers::inv_pi * std::exp(-exponent) / std::sqrt(variance);
}

double BivariateNormalDensitySlope(double h, double k, double rho) {
  const double density = BivariateNormalDensity(h, k, rho);
  if (density == 0) return 0;
  const double variance = (1 - rho) * (1 + rho);
  const double product = Residual(h, k, rho) * Residual(k, h, rho);
  return density * (rho + product / variance) / variance;
}

double BivariateNormalCdfSlope(double h, double k, double rho) {
  if (std::abs(h) > kFarthest) return 0;
  if (std::isinf(k)) return k > 0 ? NormalDensity(h) : 0;
  const double residual = Residual(k, h, rho);
  const double deviation = std::sqrt((1 - rho) * (1 + rho));
  const double z = residual == 0 ? 0 : residual / deviation;
  return FlushToZero(NormalDensity(h) * NormalCdf(z));
}

}  // namespace trustsem
