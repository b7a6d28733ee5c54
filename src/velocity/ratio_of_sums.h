// Velocities of groups: ratios of sums, never means of ratios, with the accounts resampled.
#ifndef TRUSTSEM_VELOCITY_RATIO_OF_SUMS_H_
#define TRUSTSEM_VELOCITY_RATIO_OF_SUMS_H_

#include <cstdint>
#include <vector>

#include "velocity/velocity_estimate.h"

namespace trustsem {

// An account's numerator and denominator.
struct RatioPart {
  double numerator = 0, denominator = 0;
};

// An account's parts of two ratios that are resampled together. An account without a part in one of
// them has zeros there.
struct RatioParts {
  RatioPart first, second;
};

struct RatioEstimates {
  VelocityEstimate first, second;
};

struct BootstrapOptions {
  int replicates = 1000;
  double confidence = 0.95;
  uint64_t seed = 1;
  int threads = 1;  // the result does not depend on it
};

// Of each group sum of numerators / sum of denominators; NaN where no account has a part. Accounts
// are drawn with replacement, as many as the group has (Davison & Hinkley 1997, ch. 2.4 and 3.8);
// the interval is BCa (Efron 1987), the acceleration from leaving out one account, which for ratios
// of sums needs no further pass. Draws of group g and replicate k are a function of (seed, stream,
// g, k) alone. A ratio that one account alone has a part in has its value alone, one where every
// replicate is alike an interval of no width.
std::vector<RatioEstimates> EstimateRatios(const std::vector<std::vector<RatioParts>>& groups,
                                           const BootstrapOptions& options, uint32_t stream);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_RATIO_OF_SUMS_H_
