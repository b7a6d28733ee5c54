// The means and covariances of the saturated model from incomplete answers, by maximum likelihood
// under the normal distribution.
#ifndef TRUSTSEM_MOMENTS_SATURATED_MOMENTS_H_
#define TRUSTSEM_MOMENTS_SATURATED_MOMENTS_H_

#include <Eigen/Core>

#include "moments/missing_patterns.h"

namespace trustsem {

struct SaturatedMoments {
  Eigen::VectorXd means;
  Eigen::MatrixXd covariance;
  // sum_j n_j/n (log|Sigma_j| + tr(Sigma_j^-1 (S_j + d_j d_j'))): minus twice the log-likelihood a
  // respondent, but for the constant in 2 pi.
  double deviance = 0;
  int iterations = 0;
  bool converged = false;
};

// EM over the patterns (Dempster, Laird & Rubin 1977; Little & Rubin 2002, ch. 11), accelerated by
// squared extrapolation (Varadhan & Roland 2008, SQUAREM with step length S3) wherever that raises
// the likelihood, until the moments move by less than 1e-12 standard deviations. Not converged
// where they do not settle in 10,000 steps, or where a covariance matrix becomes singular.
SaturatedMoments EstimateSaturatedMoments(const MissingPatterns& patterns);

// The deviance above of any means and covariances; NaN where they are not positive definite.
double Deviance(const MissingPatterns& patterns, const Eigen::VectorXd& means,
                const Eigen::MatrixXd& covariance);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_SATURATED_MOMENTS_H_
