// Scores at equal time. The literal index divides by T, so that of two groups with the same trust
// the one with the older relationships looks slow; here groups are compared as if all of them had
// the same distribution of T.
#ifndef TRUSTSEM_VELOCITY_MATCHED_TIME_H_
#define TRUSTSEM_VELOCITY_MATCHED_TIME_H_

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "velocity/account_parts.h"
#include "velocity/velocity_results.h"

namespace trustsem {

inline constexpr int kMostTimeStrata = 10;

// T in strata: each value its own where there are at most kMostTimeStrata, else parted at the
// deciles.
struct TimeStrata {
  std::vector<double> upper;        // the largest T of each stratum, ascending
  std::vector<int8_t> of_response;  // -1: no index
  double median = 0;                // of T, over responses with an index
  int count() const { return int(upper.size()); }
};

TimeStrata MakeTimeStrata(const std::vector<VelocityResponse>& responses);

// The scores of the groups of one level at equal T: group means of the additive model
//
//   score = group + stratum of T + error,
//
// by least squares, at the distribution of T of all responses (analysis of covariance with T in
// strata; Searle, Speed & Milliken 1980, The American Statistician 34, 216-221: "population
// marginal means"). Variances by each account's influence (Liang & Zeger 1986), times A / (A - 1)
// of the group's A accounts; intervals by Student's t with A - 1 degrees of freedom. Only groups
// that shared strata tie together can be compared: of several sets the one with most responses is
// kept, the others have NaN.
struct MatchedScores {
  std::vector<VelocityEstimate> scores;  // of the groups
  std::vector<double> variance;          // of them
  std::vector<double> share_matched;     // of a group's responses, those in strata with others
  std::vector<int64_t> accounts;
  // Of the scores, groups x groups, where there are at most kMostCompared groups; else empty.
  Eigen::MatrixXd covariance;
};
inline constexpr size_t kMostCompared = 50;

MatchedScores MatchScores(const std::vector<VelocityResponse>& responses, const AccountRows& rows,
                          const TimeStrata& strata, VelocityLevel level, size_t groups,
                          double confidence);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_MATCHED_TIME_H_
