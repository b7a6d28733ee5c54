// What the saturated model of incomplete answers tells of its own precision: the means and
// covariances as parameters, but those of fixed covariates among themselves.
#ifndef TRUSTSEM_INFERENCE_SATURATED_INFORMATION_H_
#define TRUSTSEM_INFERENCE_SATURATED_INFORMATION_H_

#include <Eigen/Core>
#include <vector>

namespace trustsem {

struct FittedModel;
struct ParameterTable;

// The places of those parameters in (means, vech of the covariance), ascending; `restricted` (may
// be null): whether the baseline model holds each at zero.
std::vector<Eigen::Index> FreeMoments(const ParameterTable& table, std::vector<bool>* restricted);

// Of one group with m free moments, for one respondent.
struct SaturatedInformation {
  Eigen::MatrixXd information;  // observed, m x m
  Eigen::MatrixXd inverse;      // empty where it is not positive definite
  Eigen::MatrixXd products;     // of the respondents' scores, m x m; with casewise scores alone
};

// One a group, at the saturated estimates.
std::vector<SaturatedInformation> MakeSaturatedInformation(const FittedModel& fit);

// The derivatives of group g's free moments by the free parameters at the estimates, m x q.
Eigen::MatrixXd FreeMomentJacobian(const FittedModel& fit, int g,
                                   const std::vector<Eigen::Index>& free);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_SATURATED_INFORMATION_H_
