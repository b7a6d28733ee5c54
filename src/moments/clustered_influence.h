// Respondents of one cluster answer alike: the sums of their influence over clusters are what is
// independent. With C clusters each row is a sum, scaled so that
//   Gamma = Z' Z / C = C / (C - 1) times sum over clusters of their sums' products / n,
// n the number of respondents (Binder 1983; Asparouhov & Muthen 2005).
#ifndef TRUSTSEM_MOMENTS_CLUSTERED_INFLUENCE_H_
#define TRUSTSEM_MOMENTS_CLUSTERED_INFLUENCE_H_

#include <Eigen/Core>
#include <cstdint>
#include <memory>
#include <vector>

#include "moments/casewise_influence.h"
#include "moments/sample_moments.h"

namespace trustsem {

class ClusteredInfluence : public CasewiseInfluence {
 public:
  // `clusters`: of each row of `base`, any number. At least two are different.
  ClusteredInfluence(const CasewiseInfluence& base, const std::vector<int32_t>& clusters);

  Eigen::Index respondents() const override { return sums_.rows(); }
  Eigen::Index moments() const override { return sums_.cols(); }
  void Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const override;
  Eigen::VectorXd Masses() const override { return masses_; }

 private:
  Eigen::MatrixXd sums_;  // C x m
  Eigen::VectorXd masses_;
};

// Puts clusters of the sample's respondents in the place of the respondents in all that follows
// from the influence; nothing where the sample has none.
void SumOverClusters(const Sample& sample, SampleMoments* moments);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_CLUSTERED_INFLUENCE_H_
