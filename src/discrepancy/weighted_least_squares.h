// Least squares on a vector of statistics s (Browne 1984; of ordered variables Muthen 1984):
//   2 f = (s - sigma)' W (s - sigma).
// ULS: W = I. DWLS: W the inverse of the statistics' asymptotic variances. WLS: the inverse of
// their asymptotic covariance matrix.
#ifndef TRUSTSEM_DISCREPANCY_WEIGHTED_LEAST_SQUARES_H_
#define TRUSTSEM_DISCREPANCY_WEIGHTED_LEAST_SQUARES_H_

#include "discrepancy/discrepancy.h"
#include "implied/response_moments.h"

namespace trustsem {

class WeightedLeastSquares : public Discrepancy {
 public:
  // `statistics` in the order of `layout`, m. Exactly one of `diagonal_weight` (m) and `weight`
  // (m x m, symmetric) is given; the other is empty.
  WeightedLeastSquares(MomentLayout layout, Eigen::VectorXd statistics,
                       Eigen::VectorXd diagonal_weight, Eigen::MatrixXd weight);

  bool Prepare(const ImpliedMoments& implied, DiscrepancyWorkspace* workspace) const override;
  void Derivatives(const ImpliedMoments& implied, const std::vector<CellDerivative>& cells,
                   const Eigen::MatrixXd& products, const Eigen::VectorXd& mean_products,
                   DiscrepancyWorkspace* workspace, Eigen::VectorXd* gradient,
                   Eigen::MatrixXd* information) const override;
  void Information(const ImpliedMoments& implied, const std::vector<CellDerivative>& rows,
                   const std::vector<CellDerivative>& columns, DiscrepancyWorkspace* workspace,
                   Eigen::MatrixXd* out) const override;
  void OwnInformation(const ImpliedMoments& implied, const std::vector<CellDerivative>& cells,
                      DiscrepancyWorkspace* workspace, Eigen::VectorXd* out) const override;
  // Scales that move with the parameters, and effects of covariates, have second derivatives that
  // the adjoints do not tell.
  bool HasHessian(const ImpliedMoments& implied,
                  const std::vector<CellDerivative>& cells) const override;
  void FirstOrderHessian(const ImpliedMoments& implied, const std::vector<CellDerivative>& cells,
                         DiscrepancyWorkspace* workspace, Eigen::MatrixXd* out) const override;
  Eigen::MatrixXd Weighted(const Eigen::MatrixXd& x,
                           const DiscrepancyWorkspace& workspace) const override;
  WeightFactors FactorWeight(const DiscrepancyWorkspace& workspace) const override;

 private:
  Eigen::MatrixXd Times(const Eigen::MatrixXd& x) const;  // W x
  Eigen::MatrixXd Products(const StatisticsJacobian& left, const StatisticsJacobian& right) const;

  MomentLayout layout_;
  Eigen::VectorXd statistics_, diagonal_weight_;
  Eigen::MatrixXd weight_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_DISCREPANCY_WEIGHTED_LEAST_SQUARES_H_
