// The casewise influence of means and covariances of continuous variables: (x - mean, products of
// centred x minus their covariances), means first, then vech (Browne 1984, British Journal of
// Mathematical and Statistical Psychology 37, 62-83, eq. 2.18), times the respondent's weight.
//
// Given covariates, the expectations given them take the place of the moments: with c the
// respondent's covariates in deviations from their means and h the regression of x on them (h = x
// for the covariates themselves), (x - h, x x' - h h' minus the residual covariances).
#ifndef TRUSTSEM_MOMENTS_PRODUCT_INFLUENCE_H_
#define TRUSTSEM_MOMENTS_PRODUCT_INFLUENCE_H_

#include <Eigen/Core>
#include <vector>

#include "moments/casewise_influence.h"

namespace trustsem {

class ProductInfluence : public CasewiseInfluence {
 public:
  // `centred`: the answers in deviations from their (weighted) means, n x p; `covariance`: its
  // p x p covariance with divisor n. `weights` (n) may be empty: all one. What they
  // sum to counts as the group's respondents.
  ProductInfluence(Eigen::MatrixXd centred, Eigen::MatrixXd covariance,
                   Eigen::VectorXd weights = {});

  // The same given the variables `covariates`.
  void Condition(const std::vector<int>& covariates);

  Eigen::Index respondents() const override { return centred_.rows(); }
  Eigen::Index moments() const override;
  void Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const override;
  Eigen::VectorXd Masses() const override;
  Eigen::VectorXd Variances() const override;

 private:
  Eigen::MatrixXd centred_, covariance_;
  Eigen::VectorXd weights_;    // times the root of n over their sum; empty: all one
  Eigen::MatrixXd predicted_;  // h, n x p; empty: not conditional
};

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_PRODUCT_INFLUENCE_H_
