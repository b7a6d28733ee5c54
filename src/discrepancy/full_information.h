// Full-information maximum likelihood for incomplete answers under the normal distribution
// (Arbuckle 1996; Finkbeiner 1979): over the patterns j of missing answers
//   2 f = sum_j n_j/n (log|Sigma_j| + tr(Sigma_j^-1 (S_j + d_j d_j'))) - the same of the saturated
// model, d_j = mean_j - mu_j, so that twice the respondents times f is the chi-square statistic.
#ifndef TRUSTSEM_DISCREPANCY_FULL_INFORMATION_H_
#define TRUSTSEM_DISCREPANCY_FULL_INFORMATION_H_

#include <memory>

#include "discrepancy/discrepancy.h"
#include "moments/missing_patterns.h"
#include "moments/pattern_precision.h"

namespace trustsem {

class FullInformation : public Discrepancy {
 public:
  // `saturated`: the deviance of the saturated model (moments/saturated_moments.h).
  FullInformation(std::shared_ptr<const MissingPatterns> patterns, double saturated);

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
  std::shared_ptr<const MissingPatterns> patterns_;
  double saturated_;
  Eigen::Index columns_ = 0, missing_ = 0;  // of all patterns: deviations, missing variables
};

}  // namespace trustsem

#endif  // TRUSTSEM_DISCREPANCY_FULL_INFORMATION_H_
