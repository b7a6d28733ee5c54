#include "implied/response_sample.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "moments/total_covariance.h"

namespace trustsem {

ResponseSample::ResponseSample(const StructuralModel& model, const SampleMoments& moments,
                               const GroupMoments& group)
    : responses_(*model.responses()),
      group_(group),
      covariance_(TotalCovariance(group, moments.covariates)),
      means_(group.means) {
  scale_.setOnes(covariance_.rows());
  if (!moments.covariates.empty()) means_ += group.slopes * group.means(moments.covariates);
  if (responses_.theta_parameterization) ScaleToUnitResiduals();
}

void ResponseSample::SetThresholds(ImpliedMoments* start) const {
  start->scale.setOnes(group_.covariance.rows());
  start->thresholds.setZero(responses_.first_threshold.back());
  for (size_t k = 0; k < group_.layout.size(); ++k) {
    const Moment& moment = group_.layout[k];
    if (moment.kind != MomentKind::kThreshold) continue;
    start->thresholds[responses_.first_threshold[moment.first] + moment.second] =
        scale_[moment.first] * group_.statistics[static_cast<Eigen::Index>(k)];
  }
}

// With theta ordered responses have unit residual variance: one less the squared multiple
// correlation, roughly, of the variance.
void ResponseSample::ScaleToUnitResiduals() {
  const Eigen::Index p = covariance_.rows();
  const Eigen::VectorXd inverse = covariance_.diagonal().cwiseSqrt().cwiseInverse();
  Eigen::MatrixXd r = inverse.asDiagonal() * covariance_ * inverse.asDiagonal();
  r.diagonal().array() += 0.05;
  const Eigen::VectorXd unique = r.ldlt().solve(Eigen::MatrixXd::Identity(p, p)).diagonal();
  for (Eigen::Index i = 0; i < p; ++i) {
    if (!responses_.IsOrdered(static_cast<int>(i))) continue;
    scale_[i] = std::sqrt(std::clamp(unique[i], 1.05, 5.0));
  }
  covariance_ = scale_.asDiagonal() * covariance_ * scale_.asDiagonal();
  means_ = means_.cwiseProduct(scale_);
}

}  // namespace trustsem
