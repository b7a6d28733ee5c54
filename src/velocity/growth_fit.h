// A model of trust over waves fitted to a panel, and its tests against a less restricted one.
#ifndef TRUSTSEM_VELOCITY_GROWTH_FIT_H_
#define TRUSTSEM_VELOCITY_GROWTH_FIT_H_

#include <string>
#include <vector>

#include "study/compared_models.h"
#include "velocity/growth_model.h"
#include "velocity/growth_panel.h"
#include "velocity/growth_results.h"

namespace trustsem {

// With standard errors. Throws Error(kConvergence) or Error(kIdentification).
FittedCandidate FitTrustModel(const TrustPanel& panel, const TrustModelOptions& options,
                              const std::string& name);

GrowthFit MeasureFit(const FittedModel& fit);

// Models whose loadings and intercepts are free, then with equal loadings, then with equal
// intercepts too: over the waves, or, `over_segments`, over the segments with both equal over the
// waves. A step without estimates has a reason, and none follows it.
std::vector<InvarianceStep> TestInvariance(const TrustPanel& panel, bool over_segments,
                                           std::vector<Note>* notes);

// The last step before the first that does not hold; "none" where the first does not.
std::string InvarianceLevel(const std::vector<InvarianceStep>& steps);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_GROWTH_FIT_H_
