// One group's sample statistics of ordered answers, in steps: each variable, each pair, then all
// together with their influence.
#ifndef TRUSTSEM_MOMENTS_GROUP_STATISTICS_H_
#define TRUSTSEM_MOMENTS_GROUP_STATISTICS_H_

#include <vector>

#include "moments/margin.h"
#include "moments/ordinal_answers.h"
#include "moments/ordinal_influence.h"
#include "moments/ordinal_moments.h"
#include "moments/variable_pair.h"

namespace trustsem {

class GroupStatistics {
 public:
  // `covariates`: indices of the sample's variables.
  GroupStatistics(const Sample& sample, const SampleGroup& group,
                  const std::vector<int>& covariates, const OrdinalOptions& options,
                  std::vector<Note>* notes);

  GroupMoments Estimate();

 private:
  struct Pair {
    int row, column;  // row > column, as in the sample's order
    PairFit fit;
  };

  bool IsCovariate(int variable) const;
  void FitMargins();
  void FitPairs();
  void RequirePairs() const;  // throws where nobody answered both
  void FillMatrices();
  void FillStatistics();
  void AddInfluence();
  Eigen::VectorXd CovarianceInfluence(Pair* pair, double scale) const;
  void NoteBoundaries() const;

  const Sample& sample_;
  const OrdinalOptions& options_;
  std::vector<Note>* notes_;
  GroupAnswers answers_;
  std::vector<int> outcomes_;    // the variables that are not covariates
  std::vector<Margin> margins_;  // of all variables; those of covariates are empty
  std::vector<Pair> pairs_;      // of outcomes, column by column
  GroupMoments moments_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_GROUP_STATISTICS_H_
