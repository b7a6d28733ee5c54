// The normal-theory weight W of polychoric correlations: of symmetric matrices X and Y with zero
// diagonal, x' W y = 1/2 tr(P X P Y), P the inverse of the implied correlation matrix; thresholds
// have no weight (Savalei 2021).
#ifndef TRUSTSEM_INFERENCE_LIKELIHOOD_WEIGHT_H_
#define TRUSTSEM_INFERENCE_LIKELIHOOD_WEIGHT_H_

#include <Eigen/Core>
#include <vector>

#include "implied/structural_model.h"
#include "moments/moment_layout.h"

namespace trustsem {

class LikelihoodWeight {
 public:
  // All numbers come out NaN where the implied correlation matrix is not positive definite.
  LikelihoodWeight(const ImpliedMoments& implied, const MomentLayout& layout);

  // W x, m x c, for the statistics' changes x (m x c).
  Eigen::MatrixXd Times(const Eigen::MatrixXd& x) const;

  // tr(W Gamma) from G = R Gamma R, R = diag(root) (m), of the statistics in `kept` alone, which
  // are all covariances and any others.
  double TraceOfProduct(const Eigen::MatrixXd& G, const Eigen::VectorXd& root,
                        const std::vector<Eigen::Index>& kept) const;

  // The same from Y (m x n) with Gamma = R^-1 Y Y' R^-1, where statistic k stands in row place[k].
  double TraceOfCases(const Eigen::MatrixXd& Y, const std::vector<Eigen::Index>& place,
                      const Eigen::VectorXd& root, int threads) const;

 private:
  const MomentLayout& layout_;
  Eigen::MatrixXd precision_;  // P
};

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_LIKELIHOOD_WEIGHT_H_
