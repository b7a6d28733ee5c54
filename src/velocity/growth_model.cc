#include "velocity/growth_model.h"

#include <fmt/format.h>

#include <optional>

namespace trustsem {
namespace {

class TrustModelWriter {
 public:
  TrustModelWriter(const TrustItems& items, int groups, const TrustModelOptions& options,
                   const TrustStart& start)
      : items_(items), groups_(groups), options_(options), start_(start) {}

  Model Write() {
    Measure();
    Constrain('l', options_.equal_loadings, options_.segment_equal_loadings, "1");
    Constrain('n', options_.equal_intercepts, options_.segment_equal_intercepts, "0");
    if (!options_.basis.empty()) Grow();
    AddMoments(options_.basis.empty() ? items_.trust
                                      : std::vector<std::string>{kGrowthIntercept, kGrowthSlope});
    return std::move(model_);
  }

 private:
  Term& Add(const std::string& lhs, Operator op, const std::string& rhs) {
    Term& term = model_.terms.emplace_back();
    term.lhs = lhs;
    term.op = op;
    term.rhs = rhs;
    return term;
  }

  // Free means, variances and covariances.
  void AddMoments(const std::vector<std::string>& constructs) {
    const bool known = start_.means.size() > 0;
    for (size_t i = 0; i < constructs.size(); ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      Modifiers& mean = Add(constructs[i], Operator::kIntercept, "").modifiers;
      mean.fixed = {std::nullopt};
      if (known) mean.start = {start_.means[row]};
      for (size_t j = 0; j <= i; ++j) {
        Modifiers& covariance = Add(constructs[i], Operator::kCovariance, constructs[j]).modifiers;
        if (known) covariance.start = {start_.covariance(row, static_cast<Eigen::Index>(j))};
      }
    }
  }

  // One label a group, or one for all.
  std::vector<std::string> Labels(char kind, bool over_waves, bool over_segments, size_t wave,
                                  size_t component) const {
    std::vector<std::string> labels;
    for (int g = 0; g < (over_segments ? 1 : groups_); ++g) {
      labels.push_back(
          Label(kind, over_waves ? 0 : wave + 1, over_segments ? 0 : g + 1, component));
    }
    return labels;
  }

  static std::string Label(char kind, size_t wave, int group, size_t component) {
    return fmt::format("{}{}w{}g{}", kind, component + 1, wave, group);
  }

  void Measure() {
    for (size_t w = 0; w < items_.names.size(); ++w) {
      model_.constructs.push_back({items_.trust[w], {}, "", {}});
      for (size_t c = 0; c < items_.names[w].size(); ++c) {
        if (items_.names[w][c].empty()) continue;
        Modifiers& loading =
            Add(items_.trust[w], Operator::kMeasuredBy, items_.names[w][c]).modifiers;
        loading.fixed = {std::nullopt};
        if (start_.means.size() > 0) loading.start = {1};
        loading.labels =
            Labels('l', options_.equal_loadings, options_.segment_equal_loadings, w, c);
      }
    }
    for (size_t w = 0; w < items_.names.size(); ++w) {
      for (size_t c = 0; c < items_.names[w].size(); ++c) {
        const std::string& name = items_.names[w][c];
        if (name.empty()) continue;
        Modifiers& intercept = Add(name, Operator::kIntercept, "").modifiers;
        intercept.labels =
            Labels('n', options_.equal_intercepts, options_.segment_equal_intercepts, w, c);
        if (start_.means.size() > 0) intercept.start = {0};
        for (size_t v = w + 1; v < items_.names.size(); ++v) {
          if (!items_.names[v][c].empty()) Add(name, Operator::kCovariance, items_.names[v][c]);
        }
      }
    }
  }

  // Effects coding: the mean of each set of labels.
  void Constrain(char kind, bool over_waves, bool over_segments, const std::string& mean) {
    for (int g = 0; g < (over_segments ? 1 : groups_); ++g) {
      for (size_t w = 0; w < (over_waves ? 1 : items_.names.size()); ++w) {
        std::string sum;
        int count = 0;
        for (size_t c = 0; c < items_.names.front().size(); ++c) {
          if (!Measured(c, over_waves, w)) continue;
          sum += (count++ > 0 ? " + " : "") +
                 Label(kind, over_waves ? 0 : w + 1, over_segments ? 0 : g + 1, c);
        }
        model_.constraints.push_back(
            {fmt::format("({}) / {}", sum, count), Operator::kEqual, mean, {}});
      }
    }
  }

  bool Measured(size_t component, bool at_any, size_t wave) const {
    if (!at_any) return !items_.names[wave][component].empty();
    for (const std::vector<std::string>& names : items_.names) {
      if (!names[component].empty()) return true;
    }
    return false;
  }

  void Grow() {
    for (const char* factor : {kGrowthIntercept, kGrowthSlope}) {
      model_.constructs.push_back({factor, {}, "", {}});
      const bool slope = factor == kGrowthSlope;
      for (size_t w = 0; w < items_.trust.size(); ++w) {
        Add(factor, Operator::kMeasuredBy, items_.trust[w]).modifiers.fixed = {
            slope ? options_.basis[w] : 1.0};
      }
    }
    for (size_t w = 0; w < items_.trust.size(); ++w) {
      Modifiers& variance = Add(items_.trust[w], Operator::kCovariance, items_.trust[w]).modifiers;
      if (start_.disturbances.size() > 0) {
        variance.start = {start_.disturbances[static_cast<Eigen::Index>(w)]};
      }
    }
  }

  const TrustItems& items_;
  const int groups_;
  const TrustModelOptions& options_;
  const TrustStart& start_;
  Model model_;
};

}  // namespace

Model MakeTrustModel(const TrustItems& items, int groups, bool clustered,
                     const TrustModelOptions& options, const TrustStart& start) {
  Model model = TrustModelWriter(items, groups, options, start).Write();
  model.fit.missing = "fiml";
  model.fit.estimator = clustered ? "MLR" : "ML";
  if (clustered) model.data.cluster = kGrowthClusterColumn;
  if (groups > 1) model.data.group = kGrowthGroupColumn;
  return model;
}

}  // namespace trustsem
