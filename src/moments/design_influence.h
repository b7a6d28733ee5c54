// The influence of respondents who were drawn in strata, in clusters or from a finite population.
// What is independent is the clusters (without clusters the respondents), within strata. With
// z_hc the sum of the influence over cluster c of stratum h, C_h its clusters, f_h the share of its
// population that was drawn, C the clusters of all strata and n the respondents, each row of Z is
//   sqrt(C / n) sqrt((1 - f_h) C_h / (C_h - 1)) (z_hc - mean_c z_hc),
// so that, as ever,
//   Gamma = Z' Z / C = sum_h (1 - f_h) C_h / (C_h - 1) sum_c (z_hc - mean)(z_hc - mean)' / n
// (Cochran 1977, Sampling Techniques, eqs. 5.9 and 9.2; Binder 1983, International Statistical
// Review 51, 279-292; Asparouhov & Muthen 2005). Where a group is one stratum its rows are left
// uncentred: in what is estimated from it they sum to zero.
#ifndef TRUSTSEM_MOMENTS_DESIGN_INFLUENCE_H_
#define TRUSTSEM_MOMENTS_DESIGN_INFLUENCE_H_

#include <Eigen/Core>
#include <cstdint>
#include <memory>
#include <vector>

#include "data/sample.h"
#include "moments/casewise_influence.h"
#include "moments/sample_moments.h"

namespace trustsem {

// How the respondents of a group were drawn, one element a respondent.
struct GroupDesign {
  std::vector<int32_t> clusters;  // any numbers, other ones in other strata; empty: no clusters
  std::vector<int32_t> strata;    // any numbers; empty: one stratum
  std::vector<double> fractions;  // f_h of the respondent's stratum; empty: zero
  SingleCluster single_cluster = SingleCluster::kError;
};

class DesignInfluence : public CasewiseInfluence {
 public:
  // `base`: one row a respondent. A stratum has at least two clusters or is drawn whole, unless
  // single_cluster says what it adds: nothing (kCertainty), or the mean of what the others add
  // (kAverage; theirs is raised instead, which comes to the same).
  DesignInfluence(std::shared_ptr<const CasewiseInfluence> base, const GroupDesign& design);

  Eigen::Index respondents() const override { return units_->respondents(); }
  Eigen::Index moments() const override { return units_->moments(); }
  void Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const override;
  Eigen::VectorXd Masses() const override { return masses_; }

  Eigen::Index strata() const { return scales_.size(); }

 private:
  void CentreWithinStrata();

  std::shared_ptr<const CasewiseInfluence> units_;  // sums over clusters, or respondents
  std::vector<Eigen::Index> stratum_;               // of each unit, from 0
  Eigen::VectorXd scales_;                          // of each stratum
  Eigen::MatrixXd centres_;                         // strata x moments; empty: zero
  Eigen::VectorXd masses_;
};

// Puts the sample's design into all that follows from the influence; nothing where the sample has
// none, or a group is one stratum of respondents from an infinite population.
void ApplyDesign(const Sample& sample, SampleMoments* moments);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_DESIGN_INFLUENCE_H_
