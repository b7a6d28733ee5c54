// Starting values close to the solution, without iteration: multiple-group factoring for loadings
// and factor covariances (Guttman 1952; communalities from triads, Spearman 1904; Harman 1976,
// ch. 7 and 11), then regressions of the factors on each other, by two-stage least squares where
// the paths feed back (Bollen 1989, ch. 9).
#ifndef TRUSTSEM_IMPLIED_START_VALUES_H_
#define TRUSTSEM_IMPLIED_START_VALUES_H_

#include <Eigen/Core>

#include "implied/structural_model.h"
#include "moments/sample_moments.h"
#include "table/parameter_table.h"

namespace trustsem {

// One value a free parameter; values that the user gave win; within bounds.
Eigen::VectorXd StartValues(const ParameterTable& table, const StructuralModel& model,
                            const SampleMoments& moments);

// Plain ones for a second attempt: loadings 0.7 of the markers' scale, half of each variance as
// residual, no regressions, no covariances. `attempt` > 0 adds reproducible random disturbances.
Eigen::VectorXd SimpleStartValues(const ParameterTable& table, const StructuralModel& model,
                                  const SampleMoments& moments, int attempt);

}  // namespace trustsem

#endif  // TRUSTSEM_IMPLIED_START_VALUES_H_
