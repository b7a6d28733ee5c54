// The time until trust reaches a threshold, of which only is known between which responses it
// happened: interval-censored survival.
#ifndef TRUSTSEM_VELOCITY_TIME_TO_TRUST_H_
#define TRUSTSEM_VELOCITY_TIME_TO_TRUST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "velocity/velocity_estimate.h"

namespace trustsem {

// A curve of one segment, or of everybody, at one threshold: the estimated share that has reached
// the threshold by time t.
struct TrustCurvePoint {
  double time = 0;
  VelocityEstimate reached;  // 0 to 1, at `time`
};

struct TrustCurve {
  std::string segment;  // empty: everybody
  int64_t accounts = 0;
  int64_t before_first = 0;             // at or above the threshold at the first response: (0, T]
  int64_t between = 0;                  // reached it between two responses
  int64_t not_reached = 0;              // below it at the last response: (T, infinity)
  std::vector<TrustCurvePoint> points;  // at the ends of Turnbull's intervals
  VelocityEstimate median;  // the time by which half have reached it; upper may be infinite
  VelocityEstimate reached_by_five;  // interactions alone: the share by the fifth interaction
};

struct ThresholdResults {
  double threshold = 0;  // score, 0 to 100
  TrustCurve everybody;
  std::vector<TrustCurve> segments;
  double p = 0;  // of equal curves in all segments; NaN with one
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
  int segment = -1;            // from 0; -1: none
  std::vector<double> times;   // T, ascending, above 0
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

// The time is that of first reaching the threshold: later falls below it are not looked at, and
// noted. `reported` is left to the caller.
TimeToTrustResults EstimateTimeToTrust(const TimeToTrustInput& input, std::vector<Note>* notes);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_TIME_TO_TRUST_H_
