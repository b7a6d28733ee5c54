#include "inference/little_test.h"

#include <cmath>

#include "data/sample.h"
#include "data/sample_columns.h"
#include "inference/chi_square.h"
#include "moments/missing_patterns.h"
#include "moments/pattern_precision.h"
#include "moments/sample_moments.h"
#include "moments/saturated_moments.h"

namespace trustsem {
namespace {

struct Statistic {
  double chisq = 0, df = 0;

  // One group's part. False where the covariance is not positive definite.
  bool Add(const MissingPatterns& patterns, const Eigen::VectorXd& means,
           const Eigen::MatrixXd& covariance) {
    PatternPrecision precision;
    if (!precision.SetSigma(covariance)) return false;
    df -= static_cast<double>(means.size());
    for (const MissingPattern& pattern : patterns.patterns) {
      precision.Choose(pattern);
      const Eigen::VectorXd d = pattern.Deviations(means).col(0);
      chisq += pattern.n * d.dot(precision.Times(d).col(0));
      df += static_cast<double>(pattern.observed.size());
    }
    return true;
  }

  LittleTest Test() const {
    if (!(df > 0) || !std::isfinite(chisq)) return {};
    return {chisq, df, ChiSquareUpperTail(chisq, df)};
  }
};

// The sample with all rows of the frame in its groups that have an answer.
Sample WithIncompleteRows(const Sample& sample) {
  std::vector<Fault> faults;  // the sample has found the column before
  const Grouping grouping =
      MakeGrouping(sample.group_column.empty() ? nullptr
                                               : FindColumn(*sample.frame, sample.group_column,
                                                            "the group column", &faults));
  Sample all = sample;
  for (SampleGroup& group : all.groups) group.rows.clear();
  for (int64_t row = 0; row < sample.frame->rows; ++row) {
    const int32_t group =
        grouping.group_of_row.empty() ? 0 : grouping.group_of_row[static_cast<size_t>(row)];
    if (group < 0) continue;
    all.groups[static_cast<size_t>(group)].rows.push_back(static_cast<uint32_t>(row));
  }
  return all;
}

}  // namespace

LittleTest TestMissingCompletelyAtRandom(const SampleMoments& moments) {
  if (!moments.IsIncomplete()) return {};
  Statistic statistic;
  for (const GroupMoments& group : moments.groups) {
    if (group.weighted || group.clusters > 0 || group.strata > 0) return {};
    if (!statistic.Add(*group.patterns, group.means, group.covariance)) return {};
  }
  return statistic.Test();
}

LittleTest TestMissingCompletelyAtRandom(const Sample& sample) {
  if (sample.weights != nullptr || !sample.clusters.empty() || !sample.strata.empty()) return {};
  const Sample all = WithIncompleteRows(sample);
  Statistic statistic;
  for (const SampleGroup& group : all.groups) {
    const MissingPatterns patterns = FindMissingPatterns(all, group);
    const SaturatedMoments saturated = EstimateSaturatedMoments(patterns);
    if (!saturated.converged) return {};
    if (!statistic.Add(patterns, saturated.means, saturated.covariance)) return {};
  }
  return statistic.Test();
}

}  // namespace trustsem
