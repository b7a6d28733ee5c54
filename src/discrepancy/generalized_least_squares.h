// Generalized least squares (Browne 1974; Bollen 1989, eq. 4.73):
//   2 f = 1/2 tr[(S^-1 (S - Sigma))^2] + (mean - mu)' S^-1 (mean - mu), S with divisor n - 1.
#ifndef TRUSTSEM_DISCREPANCY_GENERALIZED_LEAST_SQUARES_H_
#define TRUSTSEM_DISCREPANCY_GENERALIZED_LEAST_SQUARES_H_

#include "discrepancy/discrepancy.h"

namespace trustsem {

class GeneralizedLeastSquares : public Discrepancy {
 public:
  // `covariance` (divisor n - 1) must be positive definite.
  GeneralizedLeastSquares(Eigen::MatrixXd covariance, Eigen::VectorXd means, bool mean_structure);

  bool Prepare(const ImpliedMoments& implied, DiscrepancyWorkspace* workspace) const override;
  void Information(const ImpliedMoments& implied, const std::vector<CellDerivative>& rows,
                   const std::vector<CellDerivative>& columns, DiscrepancyWorkspace* workspace,
                   Eigen::MatrixXd* out) const override;
  void OwnInformation(const ImpliedMoments& implied, const std::vector<CellDerivative>& cells,
                      DiscrepancyWorkspace* workspace, Eigen::VectorXd* out) const override;
  void FirstOrderHessian(const ImpliedMoments& implied, const std::vector<CellDerivative>& cells,
                         DiscrepancyWorkspace* workspace, Eigen::MatrixXd* out) const override;
  Eigen::MatrixXd Weighted(const Eigen::MatrixXd& x,
                           const DiscrepancyWorkspace& workspace) const override;
  WeightFactors FactorWeight(const DiscrepancyWorkspace& workspace) const override;

 private:
  Eigen::MatrixXd covariance_, precision_;
  Eigen::VectorXd means_;
  bool mean_structure_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_DISCREPANCY_GENERALIZED_LEAST_SQUARES_H_
