#include "study/made_up_moments.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "implied/structural_model.h"
#include "spec/check_model.h"
#include "study/analysis.h"
#include "study/auxiliary.h"

namespace trustsem {
namespace {

constexpr int kThresholds = 4;

// How many groups the specification speaks of: its lists of modifiers have one entry a group.
int GroupsSpokenOf(const Model& model) {
  size_t groups = 1;
  for (const Term& term : model.terms) {
    const Modifiers& m = term.modifiers;
    groups = std::max(
        {groups, m.fixed.size(), m.labels.size(), m.start.size(), m.lower.size(), m.upper.size()});
  }
  if (groups == 1 && !(model.data.group.empty() && model.fit.equal.empty())) groups = 2;
  return static_cast<int>(groups);
}

SampleMoments ContinuousMoments(const std::vector<std::string>& observed, int groups) {
  const int p = static_cast<int>(observed.size());
  SampleMoments moments;
  moments.observed = observed;
  moments.has_means = true;
  // The norm of the random part stays well below 1 - 0.3, whatever the number of variables.
  const double spread = 0.25 / std::sqrt(p + 25.0);
  for (int g = 0; g < groups; ++g) {
    const RandomStream random(1, static_cast<uint64_t>(g));
    GroupMoments group;
    group.label = groups > 1 ? fmt::format("{}", g + 1) : "";
    group.n = 1000;
    group.means.resize(p);
    group.covariance.setIdentity(p, p);
    uint32_t draw = 0;
    for (int i = 0; i < p; ++i) {
      group.means[i] = random.Uniform(draw++);
      for (int j = 0; j < i; ++j) {
        group.covariance(i, j) = 0.3 + spread * (2 * random.Uniform(draw++) - 1);
        group.covariance(j, i) = group.covariance(i, j);
      }
    }
    moments.groups.push_back(std::move(group));
  }
  return moments;
}

// Thresholds about zero, slopes on covariates, and the correlations of the rest.
void MakeOrdinal(const Model& model, SampleMoments* moments) {
  const OrderedChoice choice = ChooseOrdered(model);
  const auto is = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  const int p = moments->p();
  std::vector<bool> covariate;
  for (int i = 0; i < p; ++i) {
    const std::string& name = moments->observed[static_cast<size_t>(i)];
    moments->ordered.push_back(is(choice.ordered, name));
    covariate.push_back(model.fit.fixed_x.value_or(true) && is(choice.exogenous, name));
    if (covariate.back()) moments->covariates.push_back(i);
  }
  const int x = static_cast<int>(moments->covariates.size());
  for (GroupMoments& group : moments->groups) {
    group.slopes.setZero(p, x);
    std::vector<double> values;
    const auto add = [&](MomentKind kind, int first, int second, double value) {
      group.layout.push_back({kind, first, second});
      values.push_back(value);
    };
    for (int i = 0; i < p; ++i) {
      const size_t at = static_cast<size_t>(i);
      group.thresholds.emplace_back();
      if (moments->ordered[at]) {
        int count = kThresholds;
        for (const Term& term : model.terms) {
          if (term.op != Operator::kThreshold || term.lhs != moments->observed[at]) continue;
          count = std::max(count, ThresholdNumber(term.rhs));
        }
        group.means[i] = 0;
        for (int k = 0; k < count; ++k) {
          group.thresholds.back().push_back(k + 1);
          add(MomentKind::kThreshold, i, k, 0.7 * (k - 0.5 * (count - 1)) + 0.01 * i);
        }
      } else if (!covariate[at]) {
        add(MomentKind::kMean, i, 0, group.means[i]);
      }
    }
    for (int j = 0; j < x; ++j) {
      for (int i = 0; i < p; ++i) {
        if (covariate[static_cast<size_t>(i)]) continue;
        group.slopes(i, j) = group.covariance(i, moments->covariates[static_cast<size_t>(j)]);
        add(MomentKind::kSlope, i, j, group.slopes(i, j));
      }
    }
    for (int j = 0; j < p; ++j) {
      for (int i = j; i < p; ++i) {
        const bool first = covariate[static_cast<size_t>(i)];
        const bool second = covariate[static_cast<size_t>(j)];
        if (first != second) group.covariance(i, j) = group.covariance(j, i) = 0;
        if (first || second || (i == j && moments->ordered[static_cast<size_t>(i)])) continue;
        add(MomentKind::kCovariance, i, j, group.covariance(i, j));
      }
    }
    group.statistics =
        Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
  }
}

}  // namespace

SampleMoments MadeUpMoments(const Model& model, std::vector<Note>* notes) {
  const int groups = GroupsSpokenOf(model);
  if (groups > 1) {
    notes->push_back({"groups_assumed", fmt::format("without data, {} groups are assumed", groups),
                      "give --data to check with the groups that there are"});
  }
  SampleMoments moments = ContinuousMoments(AnalysedVariables(model), groups);
  if (HasOrdered(model)) {
    notes->push_back({"categories_assumed",
                      fmt::format("without data, ordered variables are assumed to have {} "
                                  "categories",
                                  kThresholds + 1),
                      "give --data to check with the categories that there are"});
    MakeOrdinal(model, &moments);
  }
  return moments;
}

}  // namespace trustsem
