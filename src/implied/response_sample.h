// The sample moments of latent responses on the scale of the model's parameters, with the
// covariates among the variables: what starting values are made from.
#ifndef TRUSTSEM_IMPLIED_RESPONSE_SAMPLE_H_
#define TRUSTSEM_IMPLIED_RESPONSE_SAMPLE_H_

#include <Eigen/Core>

#include "implied/structural_model.h"
#include "moments/sample_moments.h"

namespace trustsem {

class ResponseSample {
 public:
  // Keeps references. `model` has ordered variables.
  ResponseSample(const StructuralModel& model, const SampleMoments& moments,
                 const GroupMoments& group);

  const Eigen::MatrixXd& covariance() const { return covariance_; }
  const Eigen::VectorXd& means() const { return means_; }

  // Unit scales, and the sample's thresholds.
  void SetThresholds(ImpliedMoments* start) const;

 private:
  void ScaleToUnitResiduals();

  const ResponseModel& responses_;
  const GroupMoments& group_;
  Eigen::MatrixXd covariance_;
  Eigen::VectorXd means_, scale_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_IMPLIED_RESPONSE_SAMPLE_H_
