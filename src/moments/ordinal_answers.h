// The answers of one group as the sample statistics of ordered variables need them: ordered ones
// as category numbers in a byte each, the others as numbers.
#ifndef TRUSTSEM_MOMENTS_ORDINAL_ANSWERS_H_
#define TRUSTSEM_MOMENTS_ORDINAL_ANSWERS_H_

#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "data/sample.h"

namespace trustsem {

struct VariableAnswers {
  bool ordered = false;
  // Ordered: the categories that the group uses, K, numbered from 0 without gaps; `codes` holds
  // one a respondent, K where the answer is missing. `thresholds` are the K - 1 threshold numbers
  // of GroupMoments::thresholds.
  int categories = 0;
  std::vector<uint8_t> codes;
  std::vector<int> thresholds;
  // Not ordered: one number a respondent, NaN where it is missing.
  std::vector<double> values;
};

// Exogenous variables that statistics are conditional on, in deviations from their means, of unit
// variance: probit and regression lose no digits to their origin and scale.
struct CovariateAnswers {
  std::vector<int> variables;  // their indices in the sample
  Eigen::MatrixXd standard;    // respondents x covariates
  Eigen::VectorXd means, deviations;
  Eigen::MatrixXd covariance;  // (weighted), divisor n
  std::vector<int> pattern;    // of each respondent, which distinct values the covariates have
  int patterns = 0;

  int count() const { return static_cast<int>(variables.size()); }
};

struct GroupAnswers {
  int respondents = 0;
  std::vector<VariableAnswers> variables;
  // One a respondent, such that those of all groups together sum to the number of respondents;
  // empty: all 1.
  std::vector<double> weights;
  CovariateAnswers covariates;
};

// `covariates`: indices of the sample's variables. Throws Error(kData): a missing covariate,
// covariates that depend linearly on each other; ordered variables that the group answered with one
// category alone, or with more categories than a byte numbers (255). Notes which categories the
// group leaves out.
GroupAnswers GatherAnswers(const Sample& sample, const SampleGroup& group,
                           const std::vector<int>& covariates, std::vector<Note>* notes);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_ORDINAL_ANSWERS_H_
