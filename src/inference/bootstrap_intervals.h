// Standard errors and intervals from bootstrap replicates of one estimate (Davison & Hinkley
// 1997, ch. 5; Efron & Tibshirani 1993, ch. 13-14).
#ifndef TRUSTSEM_INFERENCE_BOOTSTRAP_INTERVALS_H_
#define TRUSTSEM_INFERENCE_BOOTSTRAP_INTERVALS_H_

#include <string>
#include <vector>

#include "inference/results.h"

namespace trustsem {

enum class BootstrapInterval { kPercentile, kNormal, kBca };

// The kind named percentile, normal or bca. Throws Error(kUsage) for another name.
BootstrapInterval FindBootstrapInterval(const std::string& name);

// The quantile that intervals are made of: order statistic (R + 1) probability of R sorted
// replicates, between two of them by interpolation on the scale of normal quantiles (Davison &
// Hinkley 1997, eq. 5.8); the extreme replicate beyond them.
double ReplicateQuantile(const std::vector<double>& sorted, double probability);

// The acceleration of a statistic with the values `jackknife` where one unit is left out: with L
// their mean less each, sum L^3 / (6 (sum L^2)^1.5) (Efron 1987; Efron & Tibshirani 1993, eq.
// 14.15). Zero where the statistic does not change.
double Acceleration(const std::vector<double>& jackknife);

struct BootstrapEstimate {
  double error = kMissing, lower = kMissing, upper = kMissing;
};

// `replicates` that are NaN are left out; fewer than two: all is NaN. The error is their standard
// deviation (divisor R - 1). Intervals:
//   percentile: ReplicateQuantile at .025 and .975, with a `confidence` of .95;
//   normal: the estimate less its bias (mean of the replicates less the estimate) -+ 1.96 errors;
//   bca: quantiles corrected for median bias (replicates equal to the estimate count half) and
//     acceleration (Efron 1987), `jackknife` as above.
//     NaN where all replicates lie on one side of the estimate.
BootstrapEstimate SummariseReplicates(std::vector<double> replicates, double estimate,
                                      BootstrapInterval interval,
                                      const std::vector<double>& jackknife = {},
                                      double confidence = 0.95);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_BOOTSTRAP_INTERVALS_H_
