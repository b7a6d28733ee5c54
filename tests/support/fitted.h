// A fitted model at parameter values of one's choice, for tests of what follows from a solution.
#ifndef TRUSTSEM_TESTS_SUPPORT_FITTED_H_
#define TRUSTSEM_TESTS_SUPPORT_FITTED_H_

#include "tests/support/ram.h"

namespace trustsem {

inline std::unique_ptr<FittedModel> FitAt(const ParameterTable& table, const SampleMoments& moments,
                                          const Eigen::VectorXd& theta,
                                          const std::string& estimator = "ML") {
  auto fit = std::make_unique<FittedModel>();
  fit->table = table;
  fit->moments = moments;
  const Estimator by = FindEstimator(estimator);
  fit->structure =
      std::make_unique<StructuralModel>(fit->table, fit->moments, by.unbiased_covariance());
  fit->objective = std::make_unique<Objective>(*fit->structure, fit->moments, by);
  fit->solution.verdict = MinimiseResult::Verdict::kConverged;
  fit->solution.theta = theta;
  fit->solution.at_bound.assign(static_cast<size_t>(theta.size()), false);
  for (const ConstraintFunction& c : table.constraints) fit->solution.active.push_back(c.equality);
  EXPECT_TRUE(fit->objective->Evaluate(theta, &fit->workspace, &fit->solution.value,
                                       &fit->solution.gradient, nullptr));
  CompleteFit(fit.get());
  return fit;
}

// Moments that the table implies at theta, as a sample's of the given size a group.
inline SampleMoments ExactMoments(const ParameterTable& table, const Eigen::VectorXd& theta,
                                  double size = 500) {
  SampleMoments moments = RandomMoments(table, 1);
  for (int g = 0; g < table.groups; ++g) {
    const RamMoments ram = EvaluateRam(table, theta, g, moments);
    moments.groups[g].covariance = ram.sigma;
    moments.groups[g].means = ram.mu;
    moments.groups[g].n = size;
  }
  return moments;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_SUPPORT_FITTED_H_
