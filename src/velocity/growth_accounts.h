// Each account's own growth, as far as its answers show it: empirical Bayes.
#ifndef TRUSTSEM_VELOCITY_GROWTH_ACCOUNTS_H_
#define TRUSTSEM_VELOCITY_GROWTH_ACCOUNTS_H_

#include <vector>

#include "velocity/growth_estimates.h"
#include "velocity/growth_panel.h"
#include "velocity/growth_results.h"

namespace trustsem {

// E(slope | answers) at the estimates of everybody's model (regression scores, factor_scores.h), of
// the accounts of the panel in their order: an account with few answers is drawn towards
// everybody's mean, whichever its segment. The error is that of prediction, the estimates taken as
// known.
std::vector<AccountSlope> PredictSlopes(const GrowthInput& input, const TrustPanel& panel,
                                        const FittedModel& fit, const GrowthBasis& basis);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_GROWTH_ACCOUNTS_H_
