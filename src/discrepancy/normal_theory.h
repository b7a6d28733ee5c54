// Normal-theory products: with U the basis of the derivatives (structural_model.h) and
// G = U' P U, the information of two cells with dSigma = w (a b' + b a'), dmu = s a is
//   1/2 tr(P dSigma_k P dSigma_l) + dmu_k' P dmu_l
//     = w_k w_l (G[b_k,a_l] G[a_k,b_l] + G[b_k,b_l] G[a_k,a_l]) + s_k s_l G[a_k,a_l]:
// a few look-ups for each pair, whatever the number of observed variables.
#ifndef TRUSTSEM_DISCREPANCY_NORMAL_THEORY_H_
#define TRUSTSEM_DISCREPANCY_NORMAL_THEORY_H_

#include <Eigen/Core>
#include <vector>

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

// s' W s with the normal-theory weight for s = (means, vech of covariance) or vech alone:
// 1/2 tr(P S P S) + mean' P mean.
double NormalTheoryForm(const Eigen::MatrixXd& precision, const Eigen::VectorXd& statistics);

}  // namespace trustsem

#endif  // TRUSTSEM_DISCREPANCY_NORMAL_THEORY_H_
