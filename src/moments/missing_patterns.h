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
  double n = 0;                        // respondents, or the sum of their weights
  Eigen::VectorXd means;               // of the observed ones
  // Their covariance (divisor n) as a sum of outer products of these columns, p x no more than the
  // respondents and the observed variables; zeros for the missing ones.
  Eigen::MatrixXd spread;

  // p x (1 + columns of `spread`), first the means' deviations from `centre` (p): the sum of the
  // columns' outer products is the second moment about it.
  Eigen::MatrixXd Deviations(const Eigen::VectorXd& centre) const;
};

// One group's patterns; those with the most answers first, and by first appearance among them.
struct MissingPatterns {
  int variables = 0;
  double n = 0;  // respondents with at least one answer, or the sum of their weights
  std::vector<MissingPattern> patterns;
};

// The same respondents one by one.
struct IncompleteAnswers {
  static constexpr size_t kNoPattern = static_cast<size_t>(-1);

  Eigen::MatrixXd answers;      // p x respondents; NaN where one is missing
  std::vector<size_t> pattern;  // of each respondent, its place in MissingPatterns::patterns, or
                                // kNoPattern without any answer or with weight zero
  Eigen::VectorXd weights;      // empty: all one
};

// Of continuous variables. Respondents of `group` without any answer or with weight zero are left
// out. `weights`, one a respondent, may be empty: all one. `answers` may be null.
MissingPatterns FindMissingPatterns(const Sample& sample, const SampleGroup& group,
                                    const Eigen::VectorXd& weights = {},
                                    IncompleteAnswers* answers = nullptr);

// The patterns of some variables alone, by their places in `variables`; respondents who answered
// none of them are left out. Equal patterns are not put together.
MissingPatterns Restrict(const MissingPatterns& patterns, const std::vector<int>& variables);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_MISSING_PATTERNS_H_
