// What growth and time to trust need of the responses (private to the folder).
#ifndef TRUSTSEM_VELOCITY_VELOCITY_WAVES_H_
#define TRUSTSEM_VELOCITY_VELOCITY_WAVES_H_

#include <vector>

#include "data/frame.h"
#include "velocity/growth.h"
#include "velocity/level_results.h"
#include "velocity/reported_time.h"
#include "velocity/time_to_trust.h"

namespace trustsem {

// The components' scores of each account at each wave. Responses serve whether they have a T or
// not.
GrowthInput MakeGrowthInput(const LevelContext& context);

// Each account's scores by T.
TimeToTrustInput MakeTimeToTrustInput(const LevelContext& context);

// What the rows that are not rejected say of the interactions until trust.
ReportedTimeInput MakeReportedTimeInput(const LevelContext& context, const Column& column);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_VELOCITY_WAVES_H_
