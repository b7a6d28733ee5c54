// The groups of one level: their velocities, scores, components and changes over waves.
#ifndef TRUSTSEM_VELOCITY_LEVEL_RESULTS_H_
#define TRUSTSEM_VELOCITY_LEVEL_RESULTS_H_

#include <cstdint>
#include <vector>

#include "velocity/account_parts.h"
#include "velocity/matched_time.h"
#include "velocity/ratio_of_sums.h"
#include "velocity/velocity_data.h"
#include "velocity/velocity_results.h"

namespace trustsem {

// An account from its first to its last response with a score and a time, where T has grown.
struct AccountChange {
  bool known = false;
  double score = 0;        // points of the mean form
  double time = 0;         // what T has grown by, positive
  double score_error = 0;  // standard error of measurement
};

// Of every account. `not_grown` (may be null) counts those whose T did not grow between two
// responses.
std::vector<AccountChange> MeasureChanges(const std::vector<VelocityResponse>& responses,
                                          const AccountRows& rows, int64_t* not_grown);

// A ratio of sums over accounts, such as a mean over accounts of unequal size, with its error by
// linearisation: accounts are independent. Student's t with one degree of freedom less than
// accounts.
VelocityEstimate MeanOfAccounts(const std::vector<RatioPart>& parts, double confidence);

struct LevelContext {
  const VelocitySpecification* velocity = nullptr;
  const VelocityData* data = nullptr;
  const std::vector<VelocityResponse>* responses = nullptr;
  const AccountRows* rows = nullptr;
  const TimeStrata* strata = nullptr;
  const std::vector<AccountChange>* changes = nullptr;
  BootstrapOptions bootstrap;
};

// Of an account the intervals are those of measurement, of other levels those of sampling accounts.
// Salespersons below the specification's least numbers are not shown; the others' matched scores
// are shrunken, `between_salespersons` (may be null elsewhere) is the deviation that this rests on.
// `matched` (may be null) becomes what differences are made of.
VelocityLevelResults SummariseLevel(const LevelContext& context, VelocityLevel level,
                                    MatchedScores* matched, double* between_salespersons);

// How the ratio falls with T where the score does not; intervals by linearisation.
std::vector<TimeStratum> DescribeTimeStrata(const LevelContext& context);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_LEVEL_RESULTS_H_
