// Two models of the same variables may take them in different orders: what one says of the fitted
// statistics, in the other's order.
#ifndef TRUSTSEM_INFERENCE_MATCHED_STATISTICS_H_
#define TRUSTSEM_INFERENCE_MATCHED_STATISTICS_H_

#include <Eigen/Core>

#include "inference/fitted_model.h"

namespace trustsem {

// The models have the same observed variables, groups, covariates and thresholds, and both or
// neither a mean structure.

// The derivatives of the fitted statistics of all groups, one group below the other, with respect
// to the free parameters of `fit` at its estimates: m x q, rows in the order of `order`.
Eigen::MatrixXd StatisticsDerivatives(const FittedModel& fit, const FittedModel& order);

// The sample of `general` with the moments that `restricted` implies in the place of its own.
// Respondents, weights and the moments of covariates stay; answers are complete.
SampleMoments ImpliedSample(const FittedModel& restricted, const FittedModel& general);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_MATCHED_STATISTICS_H_
