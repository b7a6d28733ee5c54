#include "inference/chi_square.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <limits>

namespace trustsem {
namespace {

// Numbers, not exceptions, where a distribution does not exist.
using Policy = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::underflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::rounding_error<boost::math::policies::ignore_error>,
    boost::math::policies::promote_double<false>>;
using Central = boost::math::chi_squared_distribution<double, Policy>;
using Noncentral = boost::math::non_central_chi_squared_distribution<double, Policy>;

}  // namespace

double ChiSquareUpperTail(double x, double df) {
  if (!(df > 0) || std::isnan(x)) return std::numeric_limits<double>::quiet_NaN();
  if (x <= 0) return 1;
  return boost::math::cdf(boost::math::complement(Central(df), x));
}

double ChiSquareQuantile(double probability, double df) {
  return boost::math::quantile(Central(df), probability);
}

namespace {

// Beyond this noncentrality the exact series needs more terms than it is worth, and a power of the
// variable is normal to all digits that matter (Sankaran 1963, Biometrika 50, 199-204).
constexpr double kLargeNoncentrality = 1e6;

// The standard normal variable that stands for x.
double SankaranNormal(double x, double df, double ncp) {
  const double s = df + ncp, t = df + 2 * ncp, u = df + 3 * ncp;
  const double h = 1 - 2 * s * u / (3 * t * t);
  const double p = t / (s * s), m = (h - 1) * (1 - 3 * h);
  const double mean = 1 + h * p * (h - 1 - 0.5 * (2 - h) * m * p);
  const double sd = h * std::sqrt(2 * p) * (1 + 0.5 * m * p);
  return (std::pow(x / s, h) - mean) / sd;
}

}  // namespace

double NoncentralChiSquareCdf(double x, double df, double ncp) {
  if (x <= 0) return 0;
  if (ncp > kLargeNoncentrality) {
    return 0.5 * std::erfc(-SankaranNormal(x, df, ncp) / std::sqrt(2.0));
  }
  if (ncp < 1e-12) return boost::math::cdf(Central(df), x);
  return boost::math::cdf(Noncentral(df, ncp), x);
}

double NoncentralChiSquareUpperTail(double x, double df, double ncp) {
  if (x <= 0) return 1;
  if (ncp > kLargeNoncentrality) {
    return 0.5 * std::erfc(SankaranNormal(x, df, ncp) / std::sqrt(2.0));
  }
  if (ncp < 1e-12) return boost::math::cdf(boost::math::complement(Central(df), x));
  return boost::math::cdf(boost::math::complement(Noncentral(df, ncp), x));
}

double NoncentralityAt(double x, double df, double probability) {
  if (!std::isfinite(x) || !(df > 0)) return std::numeric_limits<double>::quiet_NaN();
  if (NoncentralChiSquareCdf(x, df, 0) <= probability) return 0;
  const auto excess = [&](double ncp) { return NoncentralChiSquareCdf(x, df, ncp) - probability; };
  // Start where a normal approximation puts the root; the cdf falls with the noncentrality.
  double low = 0, high = std::max(1.0, x - df + 4 * std::sqrt(2 * x));
  while (excess(high) > 0 && high < 1e300) {
    low = high;
    high *= 2;
  }
  if (!(excess(high) <= 0)) return std::numeric_limits<double>::quiet_NaN();
  std::uintmax_t iterations = 100;
  const auto bracket = boost::math::tools::toms748_solve(
      excess, low, high, boost::math::tools::eps_tolerance<double>(45), iterations);
  return 0.5 * (bracket.first + bracket.second);
}

double NormalTwoSidedP(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

}  // namespace trustsem
