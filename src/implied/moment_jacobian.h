// The derivatives of the implied moments as a matrix.
#ifndef TRUSTSEM_IMPLIED_MOMENT_JACOBIAN_H_
#define TRUSTSEM_IMPLIED_MOMENT_JACOBIAN_H_

#include <Eigen/Core>
#include <vector>

#include "implied/structural_model.h"

namespace trustsem {

// One column a cell; rows are (means, vech Sigma) with `means`, else vech Sigma alone.
Eigen::MatrixXd MomentJacobian(const ImpliedMoments& implied,
                               const std::vector<CellDerivative>& cells, bool means);

}  // namespace trustsem

#endif  // TRUSTSEM_IMPLIED_MOMENT_JACOBIAN_H_
