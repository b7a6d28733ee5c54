#include "velocity/growth_model.h"

#include <fmt/format.h>

#include <optional>

namespace trustsem {
namespace {

class TrustModelWriter {
 public:
  TrustModelWriter(const TrustItems& items, int groups, const TrustModelOptions& options)
      : items_(items), groups_(groups), options_(options) {}

  Model Write() {
    Measure();
    Constrain('l', options_.equal_loadings, options_.segment_equal_loadings, "1");
    Constrain('n', options_.equal_intercepts, options_.segment_equal_intercepts, "0");
    if (options_.basis.empty()) {
      for (const std::string& trust : items_.trust) AddMean(trust);
    } else {
      Grow();
    }
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

  void AddMean(const std::string& construct) {
    Add(construct, Operator::kIntercept, "").modifiers.fixed = {std::nullopt};
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
        loading.labels =
            Labels('l', options_.equal_loadings, options_.segment_equal_loadings, w, c);
      }
    }
    for (size_t w = 0; w < items_.names.size(); ++w) {
      for (size_t c = 0; c < items_.names[w].size(); ++c) {
        const std::string& name = items_.names[w][c];
        if (name.empty()) continue;
        Add(name, Operator::kIntercept, "").modifiers.labels =
            Labels('n', options_.equal_intercepts, options_.segment_equal_intercepts, w, c);
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
      AddMean(factor);
    }
    Add(kGrowthIntercept, Operator::kCovariance, kGrowthSlope);
  }

  const TrustItems& items_;
  const int groups_;
  const TrustModelOptions& options_;
  Model model_;
};

}  // namespace

Model MakeTrustModel(const TrustItems& items, int groups, bool clustered,
                     const TrustModelOptions& options) {
  Model model = TrustModelWriter(items, groups, options).Write();
  model.fit.missing = "fiml";
  model.fit.estimator = clustered ? "MLR" : "ML";
  if (clustered) model.data.cluster = kGrowthClusterColumn;
  if (groups > 1) model.data.group = kGrowthGroupColumn;
  return model;
}

}  // namespace trustsem
