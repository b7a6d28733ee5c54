// The time until trust first reaches a threshold, of which only is known between which responses it
// happened: interval-censored survival (Turnbull 1976; Sun 2006, The Statistical Analysis of
// Interval-Censored Failure Time Data).
//
// Assumed: that when accounts are asked does not depend on when they come to trust, and that
// accounts are independent. Accounts that are never seen at or above the threshold count as "not
// yet", at whatever time they were last seen.
//
// What the data do not say is not made up. Within an innermost interval (since, time] the curve
// rises somehow; its value is given at the upper end alone. Where a value is wanted within one (the
// fifth interaction), it is the share that has surely reached the threshold by then, and its
// interval runs to the share that may have. Intervals are those of the percentile bootstrap over
// accounts (Efron & Tibshirani 1993, ch. 13), their lower limits from the replicates' sure shares,
// their upper limits from the possible ones; where the estimate is 0 or 1, they reach at least as
// far as the exact binomial ones of Clopper & Pearson (1934) for the accounts still asked at that
// time or later. With times on a grid (interactions) the bootstrap is justified; with continuous
// times (months) the estimate converges with the cube root of the accounts, and the bootstrap is an
// approximation (Sen, Banerjee & Woodroofe 2010): docs/velocity_methods.md has its measured
// coverage.
#ifndef TRUSTSEM_VELOCITY_TIME_TO_TRUST_H_
#define TRUSTSEM_VELOCITY_TIME_TO_TRUST_H_

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/error.h"
#include "velocity/velocity_estimate.h"

namespace trustsem {

// The estimated share that has reached the threshold by `time`, the upper end of an innermost
// interval; between `since` and `time` it rises to it, where is not known.
struct TrustCurvePoint {
  double time = 0;
  VelocityEstimate reached;  // 0 to 1, at `time`
  double since = 0;
};

// A curve of one segment, or of everybody, at one threshold.
struct TrustCurve {
  std::string segment;  // empty: everybody
  int64_t accounts = 0;
  int64_t before_first = 0;             // at or above the threshold at the first response: (0, T]
  int64_t between = 0;                  // reached it between two responses
  int64_t not_reached = 0;              // below it at the last response: (T, infinity)
  std::vector<TrustCurvePoint> points;  // where the curve rises, at finite times, ascending
  // The time by which half have reached it: the upper end of the innermost interval in which that
  // happens; the interval's limits are from the replicates' lower and upper ends. The value and the
  // limits may be infinite: not within the time seen. It has no standard error.
  VelocityEstimate median;
  VelocityEstimate reached_by_five;  // interactions alone: the share by the fifth interaction
  int64_t fell_again = 0;  // of those that reached it: later seen below it (the curve ignores this)
  double log_likelihood = 0;
  int replicates = 0;  // of the bootstrap
};

struct ThresholdResults {
  double threshold = 0;  // score, 0 to 100
  TrustCurve everybody;
  std::vector<TrustCurve> segments;  // those with accounts
  // Of equal curves in all segments, by the log-rank test for interval-censored times
  // (interval_log_rank.h); NaN with one segment.
  double p = std::numeric_limits<double>::quiet_NaN();
  double chi_square = std::numeric_limits<double>::quiet_NaN();
  int degrees_of_freedom = 0;
};

// What respondents themselves say ("after how many positive interactions ...").
struct ReportedTime {
  bool known = false;
  std::string column;
  int64_t responses = 0;
  VelocityEstimate two_to_five;  // the share of 2 to 5 interactions, for the report's 55%
};
inline constexpr double kReportedShareTwoToFive = 0.55;

struct TimeToTrustResults {
  std::vector<ThresholdResults> thresholds;  // the sensitivity table, in order
  ReportedTime reported;
  std::string reason;  // where nothing could be estimated, in a sentence
};

// One account's responses in order of time.
struct TrustHistory {
  int account = 0;
  int segment = -1;  // from 0; -1: none
  // T, not descending, 0 or more. Of responses at one and the same T the highest score counts;
  // those at T = 0 stand before the curve and are left out (noted).
  std::vector<double> times;
  std::vector<double> scores;  // 0 to 100
};

struct TimeToTrustInput {
  std::vector<TrustHistory> histories;
  std::vector<std::string> segment_names;
  std::vector<double> thresholds;
  bool interactions = true;  // T counts interactions
  double confidence = 0.95;
  int replicates = 1000;  // of the bootstrap over accounts
  uint64_t seed = 1;
  int threads = 1;  // results do not depend on them
};

// Of an account whose first response at or above the threshold is at T_j it is known that it
// reached it in (T_(j-1), T_j], T_0 = 0; of one that never has one, that it did after its last
// response. Later falls below the threshold are counted, and noted. `reported` is left to the
// caller: EstimateReportedTime (reported_time.h). Throws Error: kSpecification for thresholds
// outside 0 to 100, kData for times that are missing, negative or in disorder and for scores
// outside 0 to 100.
TimeToTrustResults EstimateTimeToTrust(const TimeToTrustInput& input, std::vector<Note>* notes);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_TIME_TO_TRUST_H_
