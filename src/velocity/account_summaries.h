// The ranked list: every account at its last response, how fast it moves, and what holds it back.
#ifndef TRUSTSEM_VELOCITY_ACCOUNT_SUMMARIES_H_
#define TRUSTSEM_VELOCITY_ACCOUNT_SUMMARIES_H_

#include <vector>

#include "velocity/growth_results.h"
#include "velocity/level_results.h"

namespace trustsem {

// One an account with an index. The pace rests on the empirical Bayes slope of the growth model
// where there is one, else on the change from first to last response and on the gap to the mean
// score at the same T:
//   falling   the interval of the slope (else of the change) lies below zero,
//   fast      that of the slope lies above the mean slope (else that of the gap above zero),
//   slow      that of the slope below the mean slope (else that of the gap below zero),
//   typical   neither; unknown where there are no intervals.
// Ranked by pace in the order falling, slow, typical, fast, unknown, within it by the slope or gap.
// The weakest component is the lowest at the last response; it is clear where its interval lies
// below the mean of the others. Intervals of scores end at 0 and 100.
std::vector<AccountSummary> SummariseAccounts(
    const LevelContext& context, const std::vector<TimeStratum>& strata,
    const std::array<ComponentReliability, kTrustComponents>& reliability,
    const GrowthResults& growth);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_ACCOUNT_SUMMARIES_H_
