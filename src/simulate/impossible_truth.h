// What no population can be: the faults of given values, each naming the parameters to change.
#ifndef TRUSTSEM_SIMULATE_IMPOSSIBLE_TRUTH_H_
#define TRUSTSEM_SIMULATE_IMPOSSIBLE_TRUTH_H_

#include <Eigen/Core>
#include <string>
#include <vector>

#include "implied/structural_model.h"
#include "simulate/given_values.h"

namespace trustsem {

using Faults = std::vector<Fault>;

// A spectral radius of B of one or more: the paths that form the loops. Empty below one.
Faults FeedbackFaults(const Model& model, const GivenValues& given,
                      const StructuralModel& structure, const Eigen::MatrixXd& beta);

// Correlations of one or more in absolute value, and negative variances, where values are given.
Faults RangeFaults(const Model& model, const GivenValues& given);

// The variance of `name` is negative given all that points to it (paths or loadings).
Fault NegativeVariance(const Model& model, const GivenValues& given, const std::string& name,
                       double variance);

// A covariance matrix of `names` becomes indefinite with element `index`: its covariances with the
// elements before it contradict theirs.
Fault IndefiniteCovariances(const Model& model, const GivenValues& given,
                            const std::vector<std::string>& names, int index);

// `==`, `<` and `>` of the specification, at the given values (`values`: one a row of the table).
Faults ConstraintFaults(const Model& model, const ParameterTable& table,
                        const std::vector<double>& values);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_IMPOSSIBLE_TRUTH_H_
