// What an analysis of trust velocity gives, as plain data that the reports read. Scores run from 0
// to 100, velocities are points of the sum of four scores (0 to 400) a unit of time. A number that
// does not exist is NaN.
#ifndef TRUSTSEM_VELOCITY_VELOCITY_RESULTS_H_
#define TRUSTSEM_VELOCITY_VELOCITY_RESULTS_H_

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/error.h"
#include "spec/velocity.h"
#include "velocity/growth_results.h"
#include "velocity/time_to_trust.h"
#include "velocity/velocity_estimate.h"

namespace trustsem {

// Why a row has no index, or what its index should be read with. A row may have several.
enum VelocityFlag : uint32_t {
  // Of rows with an index.
  kProratedComponent = 1u << 0,  // a component from two thirds of its items or more, not all
  kProratedSum = 1u << 1,        // three components stand for four
  // Of rows without one: counted, named in the tables, left out of everything else.
  kTooFewComponents = 1u << 2,  // fewer than three components have two thirds of their items
  kNoTime = 1u << 3,            // the interactions or a date are missing
  kTimeZero = 1u << 4,          // sum / 0 is undefined; the scores still serve
  // Of rows that are rejected: nothing of them serves.
  kNegativeTime = 1u << 5,
  kFutureDate = 1u << 6,
  kNoAccount = 1u << 7,
  kNoWave = 1u << 8,
};
inline constexpr uint32_t kRejected = kNegativeTime | kFutureDate | kNoAccount | kNoWave;

// One row of the data.
struct VelocityResponse {
  int64_t row = 0;  // from 1
  // Indices into the names of VelocityResults::names; -1: none.
  std::array<int32_t, kVelocityLevels> member = {-1, -1, -1, -1, -1, -1};
  int wave = -1;
  uint32_t flags = 0;
  std::array<double, kTrustComponents> components = {};  // 0 to 100
  double score = 0;        // the mean form: the components' weighted mean, 0 to 100
  double time = 0;         // T
  double index = 0;        // the literal index: 4 score / T
  double score_error = 0;  // standard error of measurement of the score
};

// What the components' items are worth.
struct ComponentReliability {
  int64_t responses = 0;  // with all items
  double omega = 0;       // McDonald's, of a model of one factor
  double error = 0;       // standard error of measurement of the component, in points
  double mean = 0, deviation = 0;
  std::vector<double> loadings;  // standardised, of the items
};

// The responses of one account, salesperson, segment, market or stage.
struct VelocityGroup {
  std::string name;
  int64_t responses = 0, accounts = 0;
  bool shown = true;  // false: too few accounts or responses; the numbers below are NaN
  double mean_time = 0;
  VelocityEstimate velocity;    // ratio of sums: sum of 4 score / sum of T
  VelocityEstimate score;       // the mean form
  VelocityEstimate matched;     // the score adjusted to equal T
  double matched_velocity = 0;  // 4 matched / the reference T
  double share_matched =
      1;  // of the responses, those at values of T that others have too; NaN alone
  VelocityEstimate shrunken;  // empirical Bayes of `matched`; salespersons alone
  std::array<VelocityEstimate, kTrustComponents> components;
  VelocityEstimate change;  // over waves: sum (S_t - S_0) / sum (T_t - T_0), points of the sum
};

struct VelocityDifference {
  VelocityLevel level = VelocityLevel::kSegment;
  int first = 0, second = 0;     // of the level's groups; second -1: from the average of all
  VelocityEstimate difference;   // of the scores at equal T, first less second
  double p = 0, adjusted_p = 0;  // Holm within the level
};

// A stage beside the emphasis that the source gives it.
struct StageProfile {
  int stage = 0;                         // of the level kStage
  std::vector<TrustComponent> emphasis;  // empty: the source says nothing of it
  VelocityEstimate lead;  // mean of the emphasised components less the mean of the others
  double p = 0, adjusted_p = 0;
};

// A line of the ranked list. An account's name and its numbers at its last response.
enum class AccountPace { kFast, kSlow, kFalling, kTypical, kUnknown };
const char* ToString(AccountPace pace);  // "fast", "slow", "falling", "typical", "unknown"

struct AccountSummary {
  int account = 0;                                              // of the level kAccount
  int salesperson = -1, segment = -1, market = -1, stage = -1;  // at its last response
  int responses = 0;
  double time = 0;                // T at the last response
  VelocityEstimate score;         // at the last response; the interval is that of measurement
  VelocityEstimate velocity;      // ratio of sums; the interval is that of measurement
  VelocityEstimate expected_gap;  // mean score less what is usual at the same T
  VelocityEstimate change;        // points of the mean score from first to last response
  VelocityEstimate slope;         // empirical Bayes, points of the score a unit of f(t)
  AccountPace pace = AccountPace::kUnknown;
  TrustComponent weakest = TrustComponent::kProfessional;  // the lowest at the last response
  VelocityEstimate weakest_score;
  bool weakest_is_clear = false;  // its interval lies below the others' mean
};

struct VelocityLevelResults {
  VelocityLevel level = VelocityLevel::kTotal;
  std::string column;
  std::vector<VelocityGroup> groups;  // in order of first appearance
};

// How the literal index of one and the same score falls with T.
struct TimeStratum {
  double lowest_time = 0, highest_time = 0;
  int64_t responses = 0;
  double mean_time = 0;
  VelocityEstimate score;        // the mean form
  VelocityEstimate velocity;     // ratio of sums
  double constant_velocity = 0;  // what the ratio would be with everybody's mean score
};

struct VelocityResults {
  VelocitySpecification specification;
  std::string data_file, data_hash, data_statement;
  std::vector<std::pair<std::string, std::string>> options;
  int64_t rows_read = 0, rows_used = 0, rows_rejected = 0, rows_without_index = 0;
  std::vector<VelocityResponse> responses;  // every row of the data, in its order
  std::array<ComponentReliability, kTrustComponents> reliability;
  double score_error = 0;     // standard error of measurement of a score from all four components
  double reference_time = 0;  // of the matched velocities: the median T
  std::vector<TimeStratum> time_strata;
  std::vector<VelocityLevelResults> levels;  // those that the specification has keys for
  double between_salespersons = 0;           // standard deviation of the scores at equal T
  std::vector<VelocityDifference> differences;
  std::vector<StageProfile> stage_profiles;
  std::vector<std::string> wave_names;
  GrowthResults growth;  // empty where there are fewer than three waves
  TimeToTrustResults time_to_trust;
  std::vector<AccountSummary> accounts;  // ranked: falling first, then slow, typical, fast
  std::vector<Note> notes;
};

// The groups of a level; null where there is no key for it.
const VelocityLevelResults* FindLevel(const VelocityResults& results, VelocityLevel level);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_VELOCITY_RESULTS_H_
