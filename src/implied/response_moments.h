// The implied counterparts of the statistics that least squares fits, and their derivatives: of
// continuous variables means and covariances, of ordered ones thresholds and correlations of the
// latent responses on their scales,
//   threshold_i = scale_i (tau - mu_i),   covariance_ij = scale_i scale_j Sigma_ij,
// and effects of covariates (Muthen 1984; Muthen & Asparouhov 2002).
#ifndef TRUSTSEM_IMPLIED_RESPONSE_MOMENTS_H_
#define TRUSTSEM_IMPLIED_RESPONSE_MOMENTS_H_

#include <Eigen/Core>
#include <vector>

#include "implied/structural_model.h"
#include "moments/moment_layout.h"

namespace trustsem {

// (means, vech of covariance) of p continuous variables, or vech alone.
MomentLayout ContinuousLayout(int p, bool means);

// One for each of `layout`.
Eigen::VectorXd ImpliedStatistics(const ImpliedMoments& implied, const MomentLayout& layout);

// The derivatives of the statistics (m) with respect to cells. A threshold changes one statistic
// alone, so that the matrix has columns for the other cells only.
struct StatisticsJacobian {
  Eigen::MatrixXd dense;           // m x (cells that are no thresholds)
  std::vector<int> column;         // of each cell: its column of `dense`, or -1
  std::vector<int> row;            // of each threshold: its statistic, or -1; other cells -1
  std::vector<double> derivative;  // of that statistic

  // All columns, m x cells.
  Eigen::MatrixXd All() const;
};

StatisticsJacobian MakeStatisticsJacobian(const ImpliedMoments& implied,
                                          const std::vector<CellDerivative>& cells,
                                          const MomentLayout& layout);

// The change of the residual variances that delta computes (of the variables in
// ResponseModel::ordered_factors, in that order) with each cell, k x cells. Empty without them.
Eigen::MatrixXd ComputedVarianceDerivatives(const ImpliedMoments& implied,
                                            const std::vector<CellDerivative>& cells);

}  // namespace trustsem

#endif  // TRUSTSEM_IMPLIED_RESPONSE_MOMENTS_H_
