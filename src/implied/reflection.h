// The direction of constructs that no marker fixes: reversing one changes the signs of its
// loadings, paths, covariances and mean, and no implied moment.
#ifndef TRUSTSEM_IMPLIED_REFLECTION_H_
#define TRUSTSEM_IMPLIED_REFLECTION_H_

#include <Eigen/Core>

#include "implied/structural_model.h"

namespace trustsem {

// theta with every construct reversed whose first free loading is negative and none of whose
// loadings is fixed at another value than zero, in every group at once. The caller checks that
// constraints, bounds and equalities allow it: the discrepancy must not change.
Eigen::VectorXd Reflect(const StructuralModel& model, const Eigen::VectorXd& theta);

}  // namespace trustsem

#endif  // TRUSTSEM_IMPLIED_REFLECTION_H_
