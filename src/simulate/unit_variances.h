// Disturbance variances that give every construct a total variance of one.
#ifndef TRUSTSEM_SIMULATE_UNIT_VARIANCES_H_
#define TRUSTSEM_SIMULATE_UNIT_VARIANCES_H_

#include <Eigen/Core>

namespace trustsem {

// Solves diag(M Psi M') = 1 for the diagonal v of Psi, where M = (I-B)^-1 is `total` (m x m) and
// Psi_kl = r_kl sqrt(v_k v_l) with r the off-diagonal elements of `correlations`: linear in v but
// for the covariances, which are held at their last values and brought up to date until v moves
// by less than 1e-14. A negative element says that the paths explain more than all there is; its
// covariances count as zero. Returns false where the iteration does not settle.
bool SolveUnitVariances(const Eigen::MatrixXd& total, const Eigen::MatrixXd& correlations,
                        Eigen::VectorXd* variances);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_UNIT_VARIANCES_H_
