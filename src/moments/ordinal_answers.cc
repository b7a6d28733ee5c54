#include "moments/ordinal_answers.h"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "base/text.h"

namespace trustsem {
namespace {

constexpr int kMostCategories = 255;

// Finds the number of a category from the number that the data file holds.
class CategoryFinder {
 public:
  explicit CategoryFinder(const SampleVariable& variable)
      : count_(static_cast<int>(variable.categories.size())) {
    for (int c = 0; c < count_; ++c) {
      const double answer = variable.categories[c];
      raw_.emplace_back(variable.reversed ? variable.reversal_sum - answer : answer, c);
    }
    std::sort(raw_.begin(), raw_.end());
    first_ = raw_.front().first;
    const double span = raw_.back().first - first_;
    bool whole = span < kWidest;
    for (const auto& [raw, c] : raw_) whole = whole && raw == std::floor(raw);
    if (!whole) return;
    by_distance_.assign(static_cast<size_t>(span) + 1, count_);
    for (const auto& [raw, c] : raw_) by_distance_[static_cast<size_t>(raw - first_)] = c;
  }

  // The category's number, or the number of categories where the answer is missing.
  int operator()(double raw) const {
    if (!by_distance_.empty()) {
      const double distance = raw - first_;
      if (!(distance >= 0 && distance < static_cast<double>(by_distance_.size()))) return count_;
      const auto position = static_cast<size_t>(distance);
      return static_cast<double>(position) == distance ? by_distance_[position] : count_;
    }
    const auto found = std::lower_bound(raw_.begin(), raw_.end(), std::make_pair(raw, 0));
    return found != raw_.end() && found->first == raw ? found->second : count_;
  }

 private:
  static constexpr double kWidest = 4096;

  int count_;
  double first_ = 0;
  std::vector<std::pair<double, int>> raw_;  // the file's number, the category
  std::vector<int> by_distance_;             // from the smallest; empty: not whole numbers
};

std::string InGroup(const SampleGroup& group) {
  return group.label.empty() ? "" : fmt::format(" in group '{}'", group.label);
}

// Numbers the categories in use without gaps and keeps the thresholds that they determine.
void DropUnused(const SampleVariable& variable, const SampleGroup& group,
                const std::vector<int>& used, VariableAnswers* answers, std::vector<Note>* notes) {
  const int all = static_cast<int>(variable.categories.size());
  std::vector<int> number(all + 1, 0);
  std::vector<std::string> unused;
  std::vector<bool> kept(all, true);  // of thresholds 1 ... all - 1
  for (int c = 0; c < all; ++c) {
    number[c] = answers->categories;
    if (used[c] > 0) {
      ++answers->categories;
    } else {
      unused.push_back(fmt::format("{}", variable.categories[c]));
      // The threshold above goes; where the last categories are unused, the ones below them.
      if (c + 1 < all) kept[c + 1] = false;
    }
  }
  number[all] = answers->categories;
  // With the last category unused no threshold lies above it: the highest one left goes instead.
  if (used[all - 1] == 0) {
    for (int k = all - 1; k > 0; --k) {
      if (!kept[k]) continue;
      kept[k] = false;
      break;
    }
  }
  for (int k = 1; k < all; ++k) {
    if (kept[k]) answers->thresholds.push_back(k);
  }
  if (unused.empty()) return;
  for (uint8_t& code : answers->codes) code = static_cast<uint8_t>(number[code]);
  notes->push_back(
      {"unused_category",
       fmt::format("nobody{} answered {} to '{}', which other groups did: its thresholds there are "
                   "those of the categories in use",
                   InGroup(group), JoinNames(unused), variable.name),
       "join sparse categories, or compare the groups with care"});
}

void GatherOrdered(const SampleVariable& variable, const SampleGroup& group,
                   const std::vector<double>* weights, VariableAnswers* answers,
                   std::vector<Fault>* faults, std::vector<Note>* notes) {
  const int all = static_cast<int>(variable.categories.size());
  if (all > kMostCategories) {
    faults->push_back(
        {{},
         fmt::format("ordered variable '{}' has {} different answers", variable.name, all),
         fmt::format("treat it as continuous, or join its answers into at most {} "
                     "categories",
                     kMostCategories)});
    return;
  }
  answers->codes.resize(group.rows.size());
  std::vector<int> used(all + 1, 0);
  if (all > 0) {
    const CategoryFinder find(variable);
    const double* numbers = variable.numbers->data();
    for (size_t i = 0; i < group.rows.size(); ++i) {
      const int code = find(numbers[group.rows[i]]);
      answers->codes[i] = static_cast<uint8_t>(code);
      // Who weighs nothing determines no threshold.
      used[code] += weights == nullptr || (*weights)[group.rows[i]] > 0;
    }
  }
  int in_use = 0, single = 0;
  for (int c = 0; c < all; ++c) {
    if (used[c] == 0) continue;
    ++in_use;
    single = c;
  }
  if (in_use > 1) {
    DropUnused(variable, group, used, answers, notes);
  } else if (in_use == 1) {
    faults->push_back({{},
                       fmt::format("everybody{} gave the same answer ({}) to ordered variable '{}'",
                                   InGroup(group), variable.categories[single], variable.name),
                       "leave the variable out, or join this group with another one"});
  } else {
    faults->push_back(
        {{},
         fmt::format("nobody{} answered ordered variable '{}'", InGroup(group), variable.name),
         "leave the variable out"});
  }
}

void CheckContinuous(const SampleVariable& variable, const SampleGroup& group,
                     const VariableAnswers& answers, std::vector<Fault>* faults) {
  double first = std::numeric_limits<double>::quiet_NaN();
  for (double value : answers.values) {
    if (std::isnan(value)) continue;
    if (std::isnan(first)) first = value;
    if (value != first) return;
  }
  faults->push_back({{},
                     std::isnan(first)
                         ? fmt::format("nobody{} answered '{}'", InGroup(group), variable.name)
                         : fmt::format("everybody{} gave the same answer ({}) to '{}'",
                                       InGroup(group), first, variable.name),
                     "leave the variable out"});
}

// Makes the weights of all groups together sum to the number of respondents.
double WeightScale(const Sample& sample) {
  double sum = 0;
  size_t count = 0;
  for (const SampleGroup& group : sample.groups) {
    for (uint32_t row : group.rows) sum += (*sample.weights)[row];
    count += group.rows.size();
  }
  return static_cast<double>(count) / sum;
}

void NumberPatterns(CovariateAnswers* covariates) {
  const Eigen::MatrixXd& x = covariates->standard;
  std::vector<Eigen::Index> order(static_cast<size_t>(x.rows()));
  std::iota(order.begin(), order.end(), 0);
  const auto less = [&](Eigen::Index a, Eigen::Index b) {
    for (Eigen::Index k = 0; k < x.cols(); ++k) {
      if (x(a, k) != x(b, k)) return x(a, k) < x(b, k);
    }
    return false;
  };
  std::sort(order.begin(), order.end(), less);
  covariates->pattern.resize(order.size());
  covariates->patterns = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || less(order[i - 1], order[i])) ++covariates->patterns;
    covariates->pattern[order[i]] = covariates->patterns - 1;
  }
}

// Throws where the covariates are not what a regression can use.
void GatherCovariates(const Sample& sample, const SampleGroup& group,
                      const std::vector<int>& variables, GroupAnswers* answers) {
  CovariateAnswers& out = answers->covariates;
  out.variables = variables;
  const int q = out.count();
  const Eigen::Index n = answers->respondents;
  Eigen::VectorXd weights = Eigen::VectorXd::Ones(n);
  if (!answers->weights.empty()) {
    weights = Eigen::Map<const Eigen::VectorXd>(answers->weights.data(), n);
  }
  const double total = weights.sum();
  out.means.resize(q);
  out.standard.resize(n, q);
  std::vector<Fault> faults;
  std::vector<std::string> names;
  for (int k = 0; k < q; ++k) {
    const SampleVariable& variable = sample.variables[variables[k]];
    names.push_back(variable.name);
    for (Eigen::Index i = 0; i < n; ++i) out.standard(i, k) = variable.At(group.rows[i]);
    if (out.standard.col(k).hasNaN()) {
      faults.push_back(
          {{},
           fmt::format("covariate '{}' has missing answers{}", variable.name, InGroup(group)),
           "leave out the respondents without it"});
      continue;
    }
    const double origin = out.standard(0, k);
    out.standard.col(k).array() -= origin;
    const double mean = weights.dot(out.standard.col(k)) / total;
    out.standard.col(k).array() -= mean;
    out.means[k] = origin + mean;
  }
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
  out.covariance = out.standard.transpose() * weights.asDiagonal() * out.standard / total;
  out.deviations = out.covariance.diagonal().cwiseSqrt();
  const Eigen::VectorXd inverse = out.deviations.cwiseInverse();
  const Eigen::MatrixXd correlations = inverse.asDiagonal() * out.covariance * inverse.asDiagonal();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(correlations);
  if (!(out.deviations.minCoeff() > 0) || !(eigen.eigenvalues()[0] > 1e-10)) {
    throw Error(ErrorKind::kData,
                fmt::format("the covariates {} depend linearly on each other, or do not vary{}",
                            JoinNames(names), InGroup(group)),
                "leave one of them out");
  }
  out.standard *= inverse.asDiagonal();
  NumberPatterns(&out);
}

}  // namespace

GroupAnswers GatherAnswers(const Sample& sample, const SampleGroup& group,
                           const std::vector<int>& covariates, std::vector<Note>* notes) {
  GroupAnswers answers;
  answers.respondents = static_cast<int>(group.rows.size());
  answers.variables.resize(sample.variables.size());
  if (sample.weights != nullptr) {
    answers.weights.reserve(group.rows.size());
    const double scale = WeightScale(sample);
    for (uint32_t row : group.rows) answers.weights.push_back(scale * (*sample.weights)[row]);
  }
  std::vector<Fault> faults;
  for (size_t j = 0; j < sample.variables.size(); ++j) {
    const SampleVariable& variable = sample.variables[j];
    VariableAnswers& out = answers.variables[j];
    if (std::count(covariates.begin(), covariates.end(), static_cast<int>(j)) > 0) continue;
    out.ordered = variable.ordered;
    if (variable.ordered) {
      GatherOrdered(variable, group, sample.weights, &out, &faults, notes);
    } else {
      out.values.reserve(group.rows.size());
      for (uint32_t row : group.rows) out.values.push_back(variable.At(row));
      CheckContinuous(variable, group, out, &faults);
    }
  }
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
  if (!covariates.empty()) GatherCovariates(sample, group, covariates, &answers);
  return answers;
}

}  // namespace trustsem
