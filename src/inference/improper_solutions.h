// Estimates that no population could have: negative variances, correlations beyond one, covariance
// matrices that are not positive definite; and constructs that are all but the same.
#ifndef TRUSTSEM_INFERENCE_IMPROPER_SOLUTIONS_H_
#define TRUSTSEM_INFERENCE_IMPROPER_SOLUTIONS_H_

#include <vector>

#include "inference/fitted_model.h"

namespace trustsem {

// One note a kind of fault, naming every parameter or matrix; empty where all is proper. Also notes
// singular information (standard errors are missing) and a stationary point that is no minimum.
std::vector<Note> FindImproperSolutions(const FittedModel& fit);

// Whether a variance is negative, or the constructs' covariance matrix or that of the residuals is
// not positive definite: the faults above that make a solution improper, without their names.
bool IsImproper(const FittedModel& fit);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_IMPROPER_SOLUTIONS_H_
