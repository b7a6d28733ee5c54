// What growth and time to trust need of the responses (private to the folder).
#ifndef TRUSTSEM_VELOCITY_VELOCITY_WAVES_H_
#define TRUSTSEM_VELOCITY_VELOCITY_WAVES_H_

#include <vector>

#include "velocity/growth.h"
#include "velocity/level_results.h"
#include "velocity/time_to_trust.h"

namespace trustsem {

// The components' scores of each account at each wave. Responses serve whether they have a T or
// not.
GrowthInput MakeGrowthInput(const LevelContext& context);

// Each account's scores by T, above 0. Of several responses at one T the highest score counts.
TimeToTrustInput MakeTimeToTrustInput(const LevelContext& context);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_VELOCITY_WAVES_H_
