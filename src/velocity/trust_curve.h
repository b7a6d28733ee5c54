// The curve of one group of accounts with its bootstrap intervals (private to the folder).
#ifndef TRUSTSEM_VELOCITY_TRUST_CURVE_H_
#define TRUSTSEM_VELOCITY_TRUST_CURVE_H_

#include <cstdint>
#include <vector>

#include "velocity/time_to_trust.h"
#include "velocity/turnbull.h"

namespace trustsem {

struct TrustCurveOptions {
  double confidence = 0.95;
  bool interactions = true;
  int replicates = 1000;
  uint64_t seed = 1;
  uint32_t curve = 0;  // number of the curve: each has random numbers of its own
  int threads = 1;
};

// Fills accounts, points, median, reached_by_five, log_likelihood and replicates. `times` are those
// of the group's accounts, at least one, each of weight 1; `last` are the times of their last
// responses. Throws Error(kConvergence).
TrustCurve EstimateTrustCurve(const std::vector<CensoredTime>& times,
                              const std::vector<double>& last, const TrustCurveOptions& options);

// As many replicates as are asked for, unless the problem is so large (continuous times of tens of
// thousands of accounts) that they would take minutes; 200 at the least, or what is asked for.
int ReplicatesFor(const TurnbullProblem& problem, int replicates);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_TRUST_CURVE_H_
