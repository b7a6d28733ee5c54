// Normal-theory maximum likelihood (Joreskog 1967; Bollen 1989, eq. 4.67, with means eq. 7.73):
//   2 f = log|Sigma| + tr(S Sigma^-1) + (mean - mu)' Sigma^-1 (mean - mu) - log|S| - p.
#ifndef TRUSTSEM_DISCREPANCY_MAXIMUM_LIKELIHOOD_H_
#define TRUSTSEM_DISCREPANCY_MAXIMUM_LIKELIHOOD_H_

#include "discrepancy/discrepancy.h"

namespace trustsem {

class MaximumLikelihood : public Discrepancy {
 public:
  // `covariance` (divisor n) must be positive definite.
  MaximumLikelihood(Eigen::MatrixXd covariance, Eigen::VectorXd means, bool mean_structure);

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
  Eigen::MatrixXd covariance_;
  Eigen::VectorXd means_;
  bool mean_structure_;
  double constant_;  // log|S| + p
};

}  // namespace trustsem

#endif  // TRUSTSEM_DISCREPANCY_MAXIMUM_LIKELIHOOD_H_
