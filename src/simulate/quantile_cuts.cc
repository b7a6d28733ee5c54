#include "simulate/quantile_cuts.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace trustsem {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Where the scores before position `i`, sorted, end.
double Between(const std::vector<WeightedScore>& scores, size_t i) {
  if (i == 0) return -kInfinity;
  if (i == scores.size()) return kInfinity;
  return scores[i - 1].score + (scores[i].score - scores[i - 1].score) / 2;
}

}  // namespace

std::vector<double> QuantileCuts(std::vector<WeightedScore> scores,
                                 const std::vector<double>& shares) {
  std::sort(scores.begin(), scores.end(), [](const WeightedScore& a, const WeightedScore& b) {
    return a.score != b.score ? a.score < b.score : a.weight < b.weight;
  });
  double total = 0;
  for (const WeightedScore& one : scores) total += one.weight;
  std::vector<double> cuts;
  double share = 0, weight = 0;  // cumulated
  size_t i = 0;
  for (size_t k = 0; k + 1 < shares.size(); ++k) {
    const double target = (share += shares[k]) * total;
    while (i < scores.size()) {
      size_t next = i;
      double group = 0;
      for (; next < scores.size() && scores[next].score == scores[i].score; ++next) {
        group += scores[next].weight;
      }
      if (std::abs(weight + group - target) >= std::abs(weight - target)) break;
      weight += group;
      i = next;
    }
    cuts.push_back(Between(scores, i));
  }
  return cuts;
}

int CategoryOf(double score, const std::vector<double>& cuts) {
  return static_cast<int>(std::upper_bound(cuts.begin(), cuts.end(), score) - cuts.begin());
}

}  // namespace trustsem
