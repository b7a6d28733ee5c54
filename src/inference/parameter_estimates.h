// The table's rows with estimates, standard errors and standardised values.
#ifndef TRUSTSEM_INFERENCE_PARAMETER_ESTIMATES_H_
#define TRUSTSEM_INFERENCE_PARAMETER_ESTIMATES_H_

#include <vector>

#include "inference/fitted_model.h"
#include "inference/results.h"
#include "inference/standardised.h"

namespace trustsem {

// Every row of the table in order, then the defined effects (group 0). With
// FittedModel::values_only no errors.
std::vector<ParameterEstimate> MakeParameterEstimates(
    const FittedModel& fit, const std::vector<VarianceDerivatives>& variances);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_PARAMETER_ESTIMATES_H_
