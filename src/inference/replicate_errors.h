// Standard errors and intervals of Results from replicates of the fit.
#ifndef TRUSTSEM_INFERENCE_REPLICATE_ERRORS_H_
#define TRUSTSEM_INFERENCE_REPLICATE_ERRORS_H_

#include <Eigen/Core>

#include "inference/bootstrap_intervals.h"
#include "inference/replicate_values.h"
#include "inference/results.h"

namespace trustsem {

// `replicates`: a row of ReplicateValues for each replicate with estimates; `jackknife`: the same
// where each sampling unit in turn is left out, for bca, else empty. Replaces standard errors, z
// and p values (normal) and intervals of estimates and effects. What has the standard error zero,
// such as a fixed parameter, keeps it.
void ReplaceErrors(const ReplicateValues& layout, const Eigen::MatrixXd& replicates,
                   const Eigen::MatrixXd& jackknife, BootstrapInterval interval, Results* results);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_REPLICATE_ERRORS_H_
