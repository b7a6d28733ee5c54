#include "study/refit.h"

#include <memory>
#include <utility>

#include "implied/start_values.h"
#include "inference/improper_solutions.h"
#include "study/find_minimum.h"

namespace trustsem {
namespace {

constexpr int kMaxIterations = 200;

bool SameThresholds(const SampleMoments& a, const SampleMoments& b) {
  for (size_t g = 0; g < a.groups.size(); ++g) {
    if (a.groups[g].thresholds != b.groups[g].thresholds) return false;
  }
  return true;
}

// The second derivative where there is one, else its expectation.
Eigen::MatrixXd HessianOf(const FittedModel& fit) {
  const Eigen::VectorXd& theta = fit.solution.theta;
  ObjectiveWorkspace workspace;
  Eigen::MatrixXd hessian;
  if (fit.objective->Hessian(theta, &workspace, &hessian)) return hessian;
  double value = 0;
  Eigen::VectorXd gradient;
  fit.objective->Evaluate(theta, &workspace, &value, &gradient, &hessian);
  return hessian;
}

}  // namespace

RefitPlan::RefitPlan(const FittedModel& parent) : parent_(parent), hessian_(HessianOf(parent)) {
  ObjectiveWorkspace workspace;
  const std::vector<bool> settled = SettledThresholds(parent, parent.solution.theta, &workspace);
  for (size_t i = 0; i < settled.size(); ++i) {
    if (settled[i]) sample_thresholds_.push_back(static_cast<int>(i));
  }
}

Refit::Refit(const RefitPlan& plan) : plan_(plan) {
  const FittedModel& parent = plan.parent();
  fit_.table = parent.table;
  fit_.observed_information = parent.observed_information;
  fit_.threads = 1;
  fit_.values_only = true;
}

bool Refit::Search() {
  const FittedModel& parent = plan_.parent();
  Eigen::VectorXd start = parent.solution.theta;
  const std::vector<int>& thresholds = plan_.sample_thresholds();
  if (!thresholds.empty()) {
    start(thresholds) = StartValues(fit_.table, *fit_.structure, fit_.moments)(thresholds).eval();
  }
  FindMinimumNear(&fit_, start, plan_.hessian(), kMaxIterations);
  if (fit_.solution.converged()) return true;
  FindMinimum(&fit_, StartValues(fit_.table, *fit_.structure, fit_.moments), kMaxIterations);
  return fit_.solution.converged();
}

ReplicateStatus Refit::Run(SampleMoments moments) {
  const FittedModel& parent = plan_.parent();
  if (!SameThresholds(moments, parent.moments)) return ReplicateStatus::kUndefined;
  fit_.objective.reset();
  fit_.moments = std::move(moments);
  const Estimator& estimator = parent.objective->estimator();
  try {
    fit_.structure = std::make_unique<StructuralModel>(fit_.table, fit_.moments,
                                                       estimator.unbiased_covariance());
    fit_.objective = std::make_unique<Objective>(*fit_.structure, fit_.moments, estimator);
  } catch (const Error&) {
    return ReplicateStatus::kUndefined;
  }
  if (!Search() || !FillImplied(&fit_)) return ReplicateStatus::kNotConverged;
  return IsImproper(fit_) ? ReplicateStatus::kImproper : ReplicateStatus::kUsed;
}

}  // namespace trustsem
