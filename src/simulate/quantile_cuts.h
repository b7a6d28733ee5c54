// Cut points at the weighted quantiles of a sample: shares met as closely as one respondent's
// weight allows.
#ifndef TRUSTSEM_SIMULATE_QUANTILE_CUTS_H_
#define TRUSTSEM_SIMULATE_QUANTILE_CUTS_H_

#include <vector>

namespace trustsem {

struct WeightedScore {
  double score, weight;
};

// For k shares that sum to one, k - 1 increasing cut points between the scores: the category of a
// score is the number of cut points that do not exceed it. Each cumulated weight is as near to its
// share as equal scores, which stay together, allow. Without scores the cut points are infinite.
std::vector<double> QuantileCuts(std::vector<WeightedScore> scores,
                                 const std::vector<double>& shares);

// The category of a score.
int CategoryOf(double score, const std::vector<double>& cuts);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_QUANTILE_CUTS_H_
