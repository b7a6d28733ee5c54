// Direct, indirect and total effects along the paths between constructs (and observed variables in
// paths), with delta-method standard errors (Sobel 1987; Bollen 1987).
#ifndef TRUSTSEM_INFERENCE_EFFECTS_H_
#define TRUSTSEM_INFERENCE_EFFECTS_H_

#include <vector>

#include "inference/fitted_model.h"
#include "inference/results.h"
#include "inference/standardised.h"

namespace trustsem {

// For every ordered pair that paths connect: the direct effect, every indirect one (path by path,
// no variable visited twice), their total and the total effect. Total effects are elements of (I -
// B)^-1 - I and exist where the spectral radius of B is below one; elsewhere they are left out and
// a note says so. With more than `limit` indirect effects in a group, the remaining ones are left
// out and counted in a note. With FittedModel::values_only no
// errors.
std::vector<Effect> ComputeEffects(const FittedModel& fit,
                                   const std::vector<VarianceDerivatives>& variances,
                                   std::vector<Note>* notes, int limit = 500);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_EFFECTS_H_
