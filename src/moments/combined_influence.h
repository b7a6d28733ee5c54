// The casewise influence of means and covariances of combinations A'y, from that of the variables
// y: of each row (m, vech X) it makes (A'm, vech A'XA).
#ifndef TRUSTSEM_MOMENTS_COMBINED_INFLUENCE_H_
#define TRUSTSEM_MOMENTS_COMBINED_INFLUENCE_H_

#include <Eigen/Core>
#include <utility>

#include "moments/casewise_influence.h"

namespace trustsem {

class CombinedInfluence : public CasewiseInfluence {
 public:
  // Keeps a reference to `base`, whose statistics are p means and the vech of a covariance matrix.
  // `combinations`: A, p x p.
  CombinedInfluence(const CasewiseInfluence& base, Eigen::MatrixXd combinations)
      : base_(base), combinations_(std::move(combinations)) {}

  Eigen::Index respondents() const override { return base_.respondents(); }
  Eigen::Index moments() const override { return base_.moments(); }
  void Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const override;
  Eigen::VectorXd Masses() const override { return base_.Masses(); }

 private:
  const CasewiseInfluence& base_;
  Eigen::MatrixXd combinations_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_COMBINED_INFLUENCE_H_
