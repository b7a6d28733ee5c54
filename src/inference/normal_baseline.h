// The baseline model of continuous variables under the normal-theory weight at its own fitted
// moments: variables uncorrelated, except exogenous ones among themselves.
#ifndef TRUSTSEM_INFERENCE_NORMAL_BASELINE_H_
#define TRUSTSEM_INFERENCE_NORMAL_BASELINE_H_

#include <Eigen/Core>

#include "inference/fitted_model.h"

namespace trustsem {

// A of Sigma_0^-1 = A A' in group g, p x p: combinations A'y whose weight is diagonal. It mixes
// exogenous variables with each other alone.
Eigen::MatrixXd BaselineCombinations(const FittedModel& fit, int g);

// What group g adds to tr(U_0 Gamma) and tr((U_0 Gamma)^2). The weight keeps what the baseline fits
// and what it restricts apart, so that U_0 is the weight of the latter.
struct BaselineTraces {
  double trace = 0, square_trace = 0;
};

BaselineTraces NormalBaselineTraces(const FittedModel& fit, int g);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_NORMAL_BASELINE_H_
