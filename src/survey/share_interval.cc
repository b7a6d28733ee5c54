#include "survey/share_interval.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>

namespace trustsem {
namespace {

// In double precision throughout: long double takes several times as long and adds no digit that is
// of use.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Beta = boost::math::beta_distribution<double, Policy>;

// Clopper & Pearson (1934) with `n` respondents, not necessarily a whole number.
Interval ClopperPearson(double share, double n, double confidence) {
  const double tail = (1 - confidence) / 2;
  const double chosen = n * share, others = n * (1 - share);
  Interval interval{0, 1};
  if (chosen > 0) {
    interval.lower = quantile(Beta(chosen, others + 1), tail);
  }
  if (others > 0) {
    interval.upper = quantile(complement(Beta(chosen + 1, others), tail));
  }
  return interval;
}

Interval LogitInterval(double share, double variance, double t) {
  const double logit = std::log(share) - std::log1p(-share);
  const double half = t * std::sqrt(variance) / (share * (1 - share));
  return {1 / (1 + std::exp(half - logit)), 1 / (1 + std::exp(-half - logit))};
}

}  // namespace

Interval ShareInterval(double share, double variance, const BaseCount& base,
                       double degrees_of_freedom, IntervalMethod method, double confidence) {
  const double t = StudentQuantile(confidence, degrees_of_freedom);
  if (std::isnan(t) || std::isnan(share)) return {};
  const bool varies = variance > 0 && share > 0 && share < 1;
  if (varies && method == IntervalMethod::kLogit) return LogitInterval(share, variance, t);
  const double t_simple = StudentQuantile(confidence, static_cast<double>(base.n) - 1);
  const double n = varies ? share * (1 - share) / variance : base.effective_n;
  return ClopperPearson(share, n * (t_simple / t) * (t_simple / t), confidence);
}

Interval MeanInterval(double mean, double variance, double degrees_of_freedom, double confidence) {
  const double half = StudentQuantile(confidence, degrees_of_freedom) * std::sqrt(variance);
  return {mean - half, mean + half};
}

}  // namespace trustsem
