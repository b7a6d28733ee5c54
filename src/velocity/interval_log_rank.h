// Are interval-censored times distributed alike in several groups?
#ifndef TRUSTSEM_VELOCITY_INTERVAL_LOG_RANK_H_
#define TRUSTSEM_VELOCITY_INTERVAL_LOG_RANK_H_

#include <limits>
#include <vector>

#include "velocity/turnbull.h"

namespace trustsem {

struct IntervalLogRank {
  double chi_square = std::numeric_limits<double>::quiet_NaN();
  int degrees_of_freedom = 0;  // groups with times less one
  double p = std::numeric_limits<double>::quiet_NaN();
  // Of each group, the sum of its scores: observed less expected, as the log-rank test has it.
  std::vector<double> observed_less_expected;
};

// The log-rank test for interval-censored times (Sun 1996, Statist. Med. 15, 1387-1395; Fay & Shaw
// 2010, J. Statist. Softw. 36(2), section 3). A time in (L, R] has the score
//     (S(R) A(R) - S(L) A(L)) / (S(L) - S(R)),
// S and A the survival function and cumulated hazard (a sum of p_j / S_(j-1)) that Turnbull's
// estimate gives for all groups together. With exact and right-censored times its sums are those of
// the usual log-rank test. The statistic refers them to their permutation distribution:
//     (n - 1) / (sum of squared scores) * sum over groups of (sum of scores)^2 / n_g,
// chi-square with (groups - 1) degrees of freedom in large samples. Permutation assumes that the
// groups are asked at like times.
//
// `groups[i]` from 0, below `count`; -1: left out. Weights are not looked at. With fewer than two
// groups, or intervals that all have a time in common, there is no test: NaN.
IntervalLogRank TestEqualCurves(const std::vector<CensoredTime>& times,
                                const std::vector<int>& groups, int count);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_INTERVAL_LOG_RANK_H_
