// The information of incomplete answers on the means and covariances of all variables.
#ifndef TRUSTSEM_MOMENTS_MOMENT_INFORMATION_H_
#define TRUSTSEM_MOMENTS_MOMENT_INFORMATION_H_

#include <Eigen/Core>

#include "moments/missing_patterns.h"

namespace trustsem {

// Minus the second derivative of the mean log-likelihood at `means` and `covariance` (positive
// definite) by (means, vech of the covariance), each element of vech once: p + p (p + 1) / 2
// squared. Every product of two elements of the patterns' matrices is summed once, by one matrix
// product, whatever the patterns.
Eigen::MatrixXd ObservedMomentInformation(const MissingPatterns& patterns,
                                          const Eigen::VectorXd& means,
                                          const Eigen::MatrixXd& covariance);

// Its expectation where these are the moments and answers are missing completely at random.
Eigen::MatrixXd ExpectedMomentInformation(const MissingPatterns& patterns,
                                          const Eigen::VectorXd& means,
                                          const Eigen::MatrixXd& covariance);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_MOMENT_INFORMATION_H_
