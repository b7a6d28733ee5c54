// Sample covariances with what covariates account for.
#ifndef TRUSTSEM_MOMENTS_TOTAL_COVARIANCE_H_
#define TRUSTSEM_MOMENTS_TOTAL_COVARIANCE_H_

#include <Eigen/Core>
#include <vector>

#include "moments/sample_moments.h"

namespace trustsem {

// The group's covariance matrix (p x p). Where its statistics are conditional on `covariates`
// (SampleMoments::covariates), their slopes B bring the rest in: S + B Sxx B', with B Sxx between
// the covariates and the others. Of ordered variables these are covariances of latent responses
// with unit variance given the covariates.
Eigen::MatrixXd TotalCovariance(const GroupMoments& group, const std::vector<int>& covariates);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_TOTAL_COVARIANCE_H_
