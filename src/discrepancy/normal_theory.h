// Normal-theory products: with U the basis of the derivatives (structural_model.h) and
// G = U' P U, the information of two cells with dSigma = w (a b' + b a'), dmu = s a is
//   1/2 tr(P dSigma_k P dSigma_l) + dmu_k' P dmu_l
//     = w_k w_l (G[b_k,a_l] G[a_k,b_l] + G[b_k,b_l] G[a_k,a_l]) + s_k s_l G[a_k,a_l]:
// a few look-ups for each pair, whatever the number of observed variables.
#ifndef TRUSTSEM_DISCREPANCY_NORMAL_THEORY_H_
#define TRUSTSEM_DISCREPANCY_NORMAL_THEORY_H_

#include <Eigen/Core>
#include <vector>

#include "discrepancy/discrepancy.h"
#include "implied/structural_model.h"

namespace trustsem {

// G = U' A U for a symmetric p x p matrix A.
void BasisProducts(const ImpliedMoments& implied, const Eigen::MatrixXd& a, Eigen::MatrixXd* g);

// The formula above for all pairs of `rows` and `columns`.
void NormalTheoryInformation(const Eigen::MatrixXd& g, const std::vector<CellDerivative>& rows,
                             const std::vector<CellDerivative>& columns, Eigen::MatrixXd* out);

// Its diagonal, for `cells`.
void NormalTheoryOwnInformation(const Eigen::MatrixXd& g, const std::vector<CellDerivative>& cells,
                                Eigen::VectorXd* out);

// The part of the likelihood's second derivative that first derivatives of the moments make:
//   -1/2 tr(P dk P dl) + tr(P dk PTP dl) + dmu_k' P dmu_l + d'P dk P dmu_l + d'P dl P dmu_k
// with g = U'PU, r = U'PTPU (T the second moments about mu) and m = U'P d (d = mean - mu).
void NormalTheoryHessian(const Eigen::MatrixXd& g, const Eigen::MatrixXd& r,
                         const Eigen::VectorXd& m, const std::vector<CellDerivative>& cells,
                         Eigen::MatrixXd* out);

// W x with the normal-theory weight for changes x (m x c) of (means, vech of covariance) or of vech
// alone, so that x' W x = 1/2 tr(P X P X) + mean' P mean.
Eigen::MatrixXd NormalTheoryWeighted(const Eigen::MatrixXd& precision, const Eigen::MatrixXd& x);

// Of the combinations A'y with P = A A' the weight is diagonal: 1 of means and covariances, 1/2 of
// variances.
WeightFactors NormalTheoryFactors(const Eigen::MatrixXd& precision, bool means);

}  // namespace trustsem

#endif  // TRUSTSEM_DISCREPANCY_NORMAL_THEORY_H_
