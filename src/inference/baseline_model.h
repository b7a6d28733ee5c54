// The baseline (independence) model of the incremental fit indices: variables uncorrelated, except
// that exogenous observed variables keep their own covariances, and auxiliary variables theirs with
// all others: they would make any model look good beside it.
#ifndef TRUSTSEM_INFERENCE_BASELINE_MODEL_H_
#define TRUSTSEM_INFERENCE_BASELINE_MODEL_H_

#include "inference/fitted_model.h"

namespace trustsem {

struct BaselineFit {
  double chisq = 0;
  int df = 0;
  // Its moments, one a group, of continuous variables.
  std::vector<Eigen::VectorXd> means;
  std::vector<Eigen::MatrixXd> covariances;
};

// Whether the baseline holds a statistic of least squares at zero: the covariances of two
// variables, but not of two exogenous ones or of an auxiliary one. It fits all others exactly.
bool IsRestricted(const ParameterTable& table, const Moment& moment);

// Fitted by the model's own estimator. The moments are linear in the baseline's parameters, and the
// sample's own values are where estimation starts: one step is exact. With auxiliary variables it
// is estimated as any other model.
BaselineFit FitBaseline(const FittedModel& fit);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_BASELINE_MODEL_H_
