// The casewise influence of means and covariances of continuous variables: (x - mean, products of
// centred x minus their covariances), means first, then vech (Browne 1984, British Journal of
// Mathematical and Statistical Psychology 37, 62-83, eq. 2.18).
#ifndef TRUSTSEM_MOMENTS_PRODUCT_INFLUENCE_H_
#define TRUSTSEM_MOMENTS_PRODUCT_INFLUENCE_H_

#include <Eigen/Core>
#include <utility>

#include "moments/casewise_influence.h"

namespace trustsem {

class ProductInfluence : public CasewiseInfluence {
 public:
  // `centred`: the answers in deviations from their means, n x p; `covariance`: its p x p
  // covariance with divisor n.
  ProductInfluence(Eigen::MatrixXd centred, Eigen::MatrixXd covariance)
      : centred_(std::move(centred)), covariance_(std::move(covariance)) {}

  Eigen::Index respondents() const override { return centred_.rows(); }
  Eigen::Index moments() const override;
  void Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const override;
  Eigen::VectorXd Variances() const override;

 private:
  Eigen::MatrixXd centred_, covariance_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_PRODUCT_INFLUENCE_H_
