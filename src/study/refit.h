// One fitted model estimated again and again from other moments of the same variables: bootstrap
// replicates, replicate weights, simulations.
#ifndef TRUSTSEM_STUDY_REFIT_H_
#define TRUSTSEM_STUDY_REFIT_H_

#include <Eigen/Core>
#include <vector>

#include "inference/fitted_model.h"
#include "study/replicates.h"

namespace trustsem {

// What all refits of one model share; read alone, by any number of threads.
class RefitPlan {
 public:
  // Keeps a reference to `parent`, a model at its estimates (CompleteFit).
  explicit RefitPlan(const FittedModel& parent);

  const FittedModel& parent() const { return parent_; }
  const Eigen::MatrixXd& hessian() const { return hessian_; }  // of the parent, at its estimates
  // The free parameters that are the sample's own thresholds in the parent.
  const std::vector<int>& sample_thresholds() const { return sample_thresholds_; }

 private:
  const FittedModel& parent_;
  Eigen::MatrixXd hessian_;
  std::vector<int> sample_thresholds_;
};

// One thread's model. Its parameters, their order, the estimator and the options are the parent's.
class Refit {
 public:
  // Keeps a reference to `plan`.
  explicit Refit(const RefitPlan& plan);

  // Fits the model to `moments`, from the parent's estimates, then from the usual starting values.
  // kUndefined where the moments are not what the model needs: a category that nobody uses, a
  // weight matrix that is singular. Identification is not checked again.
  ReplicateStatus Run(SampleMoments moments);

  // After a Run with a minimum: solution and implied moments, without standard errors.
  const FittedModel& fit() const { return fit_; }

 private:
  bool Search();

  const RefitPlan& plan_;
  FittedModel fit_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_REFIT_H_
