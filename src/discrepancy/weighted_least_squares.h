// Least squares on the vector of moments s = (means, vech S), S with divisor n - 1 (Browne 1984):
//   2 f = (s - sigma)' W (s - sigma).
// ULS: W = I. DWLS: W the inverse of the moments' asymptotic variances. WLS: the inverse of their
// asymptotic covariance matrix.
#ifndef TRUSTSEM_DISCREPANCY_WEIGHTED_LEAST_SQUARES_H_
#define TRUSTSEM_DISCREPANCY_WEIGHTED_LEAST_SQUARES_H_

#include "discrepancy/discrepancy.h"

namespace trustsem {

class WeightedLeastSquares : public Discrepancy {
 public:
  // `moments`: (means, vech) with the mean structure, else vech alone. Exactly one of
  // `diagonal_weight` and `weight` (symmetric) has the size of `moments`; the other is empty.
  WeightedLeastSquares(Eigen::VectorXd moments, Eigen::VectorXd diagonal_weight,
                       Eigen::MatrixXd weight, bool mean_structure);

  bool Prepare(const ImpliedMoments& implied, DiscrepancyWorkspace* workspace) const override;
  void Information(const ImpliedMoments& implied, const std::vector<CellDerivative>& rows,
                   const std::vector<CellDerivative>& columns, DiscrepancyWorkspace* workspace,
                   Eigen::MatrixXd* out) const override;
  void OwnInformation(const ImpliedMoments& implied, const std::vector<CellDerivative>& cells,
                      DiscrepancyWorkspace* workspace, Eigen::VectorXd* out) const override;
  void FirstOrderHessian(const ImpliedMoments& implied, const std::vector<CellDerivative>& cells,
                         DiscrepancyWorkspace* workspace, Eigen::MatrixXd* out) const override;
  double QuadraticForm(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& means,
                       const DiscrepancyWorkspace& workspace) const override;

 private:
  Eigen::MatrixXd Weighted(const Eigen::MatrixXd& x) const;

  Eigen::VectorXd moments_, diagonal_weight_;
  Eigen::MatrixXd weight_;
  bool mean_structure_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_DISCREPANCY_WEIGHTED_LEAST_SQUARES_H_
