// Means and covariances of respondents who count several times or not at all, for complete
// continuous answers: the answers are gathered once, and each replicate is one weighted product.
#ifndef TRUSTSEM_MOMENTS_RESAMPLED_MOMENTS_H_
#define TRUSTSEM_MOMENTS_RESAMPLED_MOMENTS_H_

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "data/sample.h"
#include "moments/sample_moments.h"

namespace trustsem {

// How often each respondent of each group counts, in the order of SampleGroup::rows.
using ResampleCounts = std::vector<std::vector<uint32_t>>;

// The same sample with each respondent as often as `counts` says: a view, which shares the frame.
Sample Resampled(const Sample& sample, const ResampleCounts& counts);

class ResampledMoments {
 public:
  // `sample`: no ordered variable, no missing answer.
  explicit ResampledMoments(const Sample& sample);

  // What MakeSampleMoments makes of Resampled(sample, counts), without fourth moments. `buffer` is
  // the caller's, one a thread. Throws Error(kData) where a covariance matrix is not positive
  // definite, or a group has no respondent with a weight.
  SampleMoments Moments(const ResampleCounts& counts, Eigen::MatrixXd* buffer) const;

 private:
  struct Group {
    std::string label;
    Eigen::VectorXd means;    // p, the origin of `centred`
    Eigen::MatrixXd centred;  // respondents x p
    Eigen::VectorXd weights;  // of the respondents; empty: all one
  };

  std::vector<std::string> observed_;
  std::vector<Group> groups_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_RESAMPLED_MOMENTS_H_
