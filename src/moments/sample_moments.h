// What estimation needs of the data, and no more.
#ifndef TRUSTSEM_MOMENTS_SAMPLE_MOMENTS_H_
#define TRUSTSEM_MOMENTS_SAMPLE_MOMENTS_H_

#include <Eigen/Core>
#include <string>
#include <vector>

#include "data/moment_file.h"
#include "data/sample.h"

namespace trustsem {

struct GroupMoments {
  std::string label;
  double n = 0;                // respondents
  Eigen::VectorXd means;       // p; zeros where the data have none
  Eigen::MatrixXd covariance;  // p x p, divisor n (maximum likelihood)
  // Asymptotic covariance of sqrt(n) (means, vech of covariance), q x q with q = p + p(p+1)/2,
  // distribution-free (Browne 1984, eq. 2.18), divisor n. Filled on request.
  Eigen::MatrixXd asymptotic_covariance;
  Eigen::VectorXd asymptotic_variances;  // its diagonal alone

  // Divisor n - 1, as least squares uses it.
  Eigen::MatrixXd UnbiasedCovariance() const { return covariance * (n / (n - 1)); }
};

struct SampleMoments {
  std::vector<std::string> observed;  // p names
  bool has_means = false;
  std::vector<GroupMoments> groups;

  double Respondents() const;
  int p() const { return static_cast<int>(observed.size()); }
};

// How much of the asymptotic covariance of the moments an estimator needs.
enum class FourthMoments { kNone, kDiagonal, kFull };

// One pass for the means, one for the products, in blocks of rows: nothing of the size of the
// sample is stored. Throws Error(kData) where a covariance matrix is not positive definite, naming
// the variables that are linearly dependent.
SampleMoments MakeSampleMoments(const Sample& sample, FourthMoments fourth = FourthMoments::kNone);

// From moment matrices with divisor n - 1 (lavaan's default reading); `nobs`: one number a group.
// `observed` picks and orders the variables. Throws Error(kData), Error(kUsage).
SampleMoments MakeSampleMoments(const MomentFile& file, const std::vector<double>& nobs,
                                const std::vector<std::string>& observed);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_SAMPLE_MOMENTS_H_
