// Sample statistics of ordered variables that belong to no data, for tests of formulas.
#ifndef TRUSTSEM_TESTS_SUPPORT_ORDINAL_H_
#define TRUSTSEM_TESTS_SUPPORT_ORDINAL_H_

#include <string>
#include <vector>

#include "base/random.h"
#include "moments/sample_moments.h"
#include "tests/support/numerical.h"

namespace trustsem {

// Every variable but `continuous` and `covariates` is ordered, with `thresholds` thresholds at
// about equal distances.
inline SampleMoments OrdinalMomentsOf(const std::vector<std::string>& names,
                                      const std::vector<std::string>& continuous,
                                      const std::vector<std::string>& covariates, int thresholds,
                                      int groups, uint64_t seed) {
  const auto is = [](const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
  };
  SampleMoments moments;
  moments.observed = names;
  moments.has_means = true;
  const int p = static_cast<int>(names.size());
  for (int i = 0; i < p; ++i) {
    if (is(covariates, names[i])) moments.covariates.push_back(i);
    moments.ordered.push_back(!is(covariates, names[i]) && !is(continuous, names[i]));
  }
  const int x = static_cast<int>(moments.covariates.size());
  for (int g = 0; g < groups; ++g) {
    const RandomStream random(seed, static_cast<uint64_t>(g));
    uint32_t draw = 0;
    GroupMoments group;
    group.label = std::to_string(g + 1);
    group.n = 200 + 30 * g;
    Eigen::MatrixXd S =
        RandomCovariance(p, seed + 17 * static_cast<uint64_t>(g)) + Eigen::MatrixXd::Identity(p, p);
    for (int i = 0; i < p; ++i) {
      if (!moments.ordered[i]) continue;
      const double sd = std::sqrt(S(i, i));
      S.row(i) /= sd;
      S.col(i) /= sd;
    }
    for (int i : moments.covariates) {
      for (int j = 0; j < p; ++j) {
        if (!is(covariates, names[j])) S(i, j) = S(j, i) = 0;
      }
    }
    group.covariance = S;
    group.means.setZero(p);
    group.slopes.setZero(p, x);
    std::vector<double> values;
    const auto add = [&](MomentKind kind, int first, int second, double value) {
      group.layout.push_back({kind, first, second});
      values.push_back(value);
    };
    for (int i = 0; i < p; ++i) {
      group.thresholds.emplace_back();
      if (is(covariates, names[i])) {
        group.means[i] = 0.3;
      } else if (moments.ordered[i]) {
        for (int k = 0; k < thresholds; ++k) {
          group.thresholds[i].push_back(k + 1);
          add(MomentKind::kThreshold, i, k,
              k - 0.5 * (thresholds - 1) + 0.2 * random.Normal(draw++));
        }
      } else {
        group.means[i] = random.Normal(draw++);
        add(MomentKind::kMean, i, 0, group.means[i]);
      }
    }
    for (int i = 0; i < p; ++i) {
      for (int j = 0; j < x && !is(covariates, names[i]); ++j) {
        group.slopes(i, j) = 0.3 * random.Normal(draw++);
        add(MomentKind::kSlope, i, j, group.slopes(i, j));
      }
    }
    for (int j = 0; j < p; ++j) {
      for (int i = j; i < p; ++i) {
        if (is(covariates, names[i]) || is(covariates, names[j])) continue;
        if (i == j && moments.ordered[i]) continue;
        add(MomentKind::kCovariance, i, j, S(i, j));
      }
    }
    group.statistics =
        Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
    group.asymptotic_variances =
        Eigen::VectorXd::Constant(group.statistics.size(), 1).array() +
        RandomMatrix(static_cast<int>(values.size()), 1, seed + 3).array().square();
    moments.groups.push_back(std::move(group));
  }
  return moments;
}

// The options that a table of such moments needs.
inline TableOptions OrdinalTable(const SampleMoments& moments, bool theta) {
  TableOptions options;
  options.groups = static_cast<int>(moments.groups.size());
  options.mean_structure = true;
  options.theta_parameterization = theta;
  for (int i = 0; i < moments.p(); ++i) {
    if (!moments.ordered[i]) continue;
    OrderedVariable variable{moments.observed[i], {}};
    for (const GroupMoments& group : moments.groups) {
      variable.thresholds.push_back(group.thresholds[i]);
    }
    options.ordered.push_back(std::move(variable));
  }
  return options;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_SUPPORT_ORDINAL_H_
