// Respondents grouped by which variables they answered: the likelihood of incomplete answers needs
// no more of the data than each group's mean and covariances.
#ifndef TRUSTSEM_MOMENTS_MISSING_PATTERNS_H_
#define TRUSTSEM_MOMENTS_MISSING_PATTERNS_H_

#include <Eigen/Core>
#include <vector>

#include "data/sample.h"

namespace trustsem {

struct MissingPattern {
  std::vector<int> observed, missing;  // variables, ascending; together all of them
  double n = 0;                        // respondents
  Eigen::VectorXd means;               // of the observed ones
  Eigen::MatrixXd covariance;          // of them, divisor n
};

// One group's patterns; those with the most answers first, and by first appearance among them.
struct MissingPatterns {
  int variables = 0;
  double n = 0;  // respondents with at least one answer
  std::vector<MissingPattern> patterns;
};

// Of continuous variables. Respondents of `group` without any answer are left out.
MissingPatterns FindMissingPatterns(const Sample& sample, const SampleGroup& group);

// The patterns of some variables alone, by their places in `variables`; respondents who answered
// none of them are left out. Equal patterns are not put together.
MissingPatterns Restrict(const MissingPatterns& patterns, const std::vector<int>& variables);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_MISSING_PATTERNS_H_
