// Second derivatives of the implied moments, contracted with the adjoints of a discrepancy.
#ifndef TRUSTSEM_IMPLIED_SECOND_DERIVATIVES_H_
#define TRUSTSEM_IMPLIED_SECOND_DERIVATIVES_H_

#include <Eigen/Core>
#include <vector>

#include "implied/structural_model.h"

namespace trustsem {

// Adds tr(Q d2Sigma_kl) + v' d2mu_kl for every pair of `cells` to the symmetric matrix `out`, where
// `products` is U' Q U and `mean_products` is U' v. The derivatives of the basis' columns stay
// within its span, so each pair costs a few look-ups.
void AddSecondDerivatives(const std::vector<StructuralModel::FreeCell>& cells,
                          const std::vector<CellDerivative>& derivatives,
                          const ImpliedMoments& implied, const Eigen::MatrixXd& products,
                          const Eigen::VectorXd& mean_products, Eigen::MatrixXd* out);

}  // namespace trustsem

#endif  // TRUSTSEM_IMPLIED_SECOND_DERIVATIVES_H_
