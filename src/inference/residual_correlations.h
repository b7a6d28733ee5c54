// Residual correlations: the sample's correlation of two items less the model's (Bollen 1989, eq.
// 7.66).
#ifndef TRUSTSEM_INFERENCE_RESIDUAL_CORRELATIONS_H_
#define TRUSTSEM_INFERENCE_RESIDUAL_CORRELATIONS_H_

#include <vector>

#include "inference/fitted_model.h"
#include "inference/results.h"

namespace trustsem {

// Every pair of the model's own observed variables, largest absolute value first.
std::vector<ResidualCorrelation> ResidualCorrelations(const FittedModel& fit);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_RESIDUAL_CORRELATIONS_H_
