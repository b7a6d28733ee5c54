#include "study/check_data.h"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/text.h"

namespace trustsem {
namespace {

constexpr double kManyMissing = 0.20;        // share of the answers
constexpr double kNearlyConstant = 0.95;     // share of one answer
constexpr size_t kFewValues = 7;             // of integers: categories rather than a scale
constexpr int64_t kSparseRespondents = 5;    // a category with fewer is sparse,
constexpr double kSparseShare = 0.01;        // or with a smaller share
constexpr double kCollinear = 0.95;          // correlation
constexpr double kCollinearMultiple = 0.99;  // multiple correlation

// Each different answer and how many gave it, in ascending order.
using Counts = std::vector<std::pair<double, int64_t>>;

Counts CountAnswers(const SampleVariable& variable, int64_t rows) {
  std::vector<double> answers;
  for (int64_t row = 0; row < rows; ++row) {
    const double value = variable.At(row);
    if (!std::isnan(value)) answers.push_back(value);
  }
  std::sort(answers.begin(), answers.end());
  Counts counts;
  for (double answer : answers) {
    if (counts.empty() || counts.back().first != answer) counts.emplace_back(answer, 0);
    ++counts.back().second;
  }
  return counts;
}

void Summarise(const Counts& counts, int64_t rows, VariableSummary* summary) {
  double n = 0, sum = 0, squares = 0;
  for (const auto& [value, count] : counts) {
    n += static_cast<double>(count);
    sum += value * static_cast<double>(count);
  }
  summary->answers = n;
  summary->missing = static_cast<double>(rows) - n;
  summary->distinct = static_cast<double>(counts.size());
  if (counts.empty()) return;
  summary->minimum = counts.front().first;
  summary->maximum = counts.back().first;
  summary->mean = sum / n;
  for (const auto& [value, count] : counts) {
    const double distance = value - summary->mean;
    squares += distance * distance * static_cast<double>(count);
  }
  if (n > 1) summary->sd = std::sqrt(squares / (n - 1));
}

bool FewIntegers(const Counts& counts) {
  return counts.size() <= kFewValues &&
         std::all_of(counts.begin(), counts.end(),
                     [](const auto& entry) { return entry.first == std::floor(entry.first); });
}

std::string SparseCategories(const Counts& counts, double answers) {
  std::string sparse;
  for (const auto& [value, count] : counts) {
    if (count >= kSparseRespondents && static_cast<double>(count) >= kSparseShare * answers) {
      continue;
    }
    sparse += fmt::format("{}{} ({})", sparse.empty() ? "" : ", ", value, count);
  }
  return sparse;
}

// What was found of single variables: each kind becomes one note.
struct Findings {
  std::vector<std::string> missing, constant, few_integers, sparse;

  void Add(const Counts& counts, const VariableSummary& summary) {
    const double rows = summary.answers + summary.missing;
    if (summary.missing > kManyMissing * rows) {
      missing.push_back(fmt::format("{} ({:.0f}%)", summary.name, 100 * summary.missing / rows));
    }
    for (const auto& [value, count] : counts) {
      const double share = static_cast<double>(count) / summary.answers;
      if (share < kNearlyConstant) continue;
      constant.push_back(fmt::format("{} ({:.1f}% answer {})", summary.name, 100 * share, value));
    }
    const bool few = FewIntegers(counts);
    if (few && !summary.ordered) few_integers.push_back(summary.name);
    if (!few && !summary.ordered) return;
    const std::string categories = SparseCategories(counts, summary.answers);
    if (!categories.empty()) sparse.push_back(summary.name + ": " + categories);
  }

  void Tell(std::vector<Note>* notes) const {
    const auto tell = [&](const char* code, const std::vector<std::string>& names,
                          const std::string& message, const std::string& hint) {
      if (!names.empty()) notes->push_back({code, message + JoinNames(names, 30), hint});
    };
    tell("many_missing", missing, "more than a fifth of the answers are missing: ",
         "ask whether those who did not answer differ, or leave the item out");
    tell("nearly_constant", constant,
         "nearly all respondents give one answer: ", "such an item says little; leave it out");
    tell("few_integer_values", few_integers,
         fmt::format("integers of at most {} values: ", kFewValues),
         "treat them as ordered categories (--ordered)");
    tell("sparse_categories", sparse,
         fmt::format("categories with fewer than {} respondents or less than {:.0f}% of them: ",
                     kSparseRespondents, 100 * kSparseShare),
         "merge each with its neighbour before treating the item as ordered");
  }
};

// Pooled within groups.
Eigen::MatrixXd PooledCovariance(const SampleMoments& moments) {
  Eigen::MatrixXd pooled = Eigen::MatrixXd::Zero(moments.p(), moments.p());
  for (const GroupMoments& group : moments.groups) pooled += group.n * group.covariance;
  return pooled / moments.Respondents();
}

void CheckCollinear(const SampleMoments& moments, const Eigen::MatrixXd& covariance,
                    CheckReport* report) {
  const Eigen::VectorXd scale = covariance.diagonal().cwiseSqrt().cwiseInverse();
  const Eigen::MatrixXd correlation = scale.asDiagonal() * covariance * scale.asDiagonal();
  std::vector<bool> told(moments.observed.size(), false);
  for (int i = 0; i < moments.p(); ++i) {
    for (int j = i + 1; j < moments.p(); ++j) {
      if (std::abs(correlation(i, j)) <= kCollinear) continue;
      told[i] = told[j] = true;
      report->notes.push_back(
          {"collinear",
           fmt::format("{} and {} correlate {:.3f}: nearly the same variable", moments.observed[i],
                       moments.observed[j], correlation(i, j)),
           "leave one of them out"});
    }
  }
  const Eigen::VectorXd precision = correlation.inverse().diagonal();
  for (int i = 0; i < moments.p(); ++i) {
    const double multiple = std::sqrt(std::max(0.0, 1 - 1 / precision[i]));
    if (told[i] || !(multiple > kCollinearMultiple)) continue;
    report->notes.push_back(
        {"collinear",
         fmt::format("{} is nearly a linear combination of the others (multiple correlation "
                     "{:.4f})",
                     moments.observed[i], multiple),
         "leave it out, or leave out one of those that it is made of"});
  }
}

// The correlation of an item with the sum of the construct's other items.
double ItemRestCorrelation(const Eigen::MatrixXd& covariance, const std::vector<int>& items,
                           int item) {
  double with_rest = 0, rest = 0;
  for (int i : items) {
    if (i == item) continue;
    with_rest += covariance(item, i);
    for (int j : items) {
      if (j != item) rest += covariance(i, j);
    }
  }
  return with_rest / std::sqrt(covariance(item, item) * rest);
}

std::string ReversalHint(const Model& model, const VariableSummary& item) {
  for (const Variable& variable : model.variables) {
    if (variable.name == item.name && variable.reversed) {
      return "it is declared reversed already: check whether it should be";
    }
  }
  if (std::isnan(item.minimum)) return "check its wording: it is probably reversed";
  return fmt::format(
      "check its wording: it is probably reversed; if so, write 'reversed: [{}, {}]' "
      "(the ends of its scale) under items",
      item.minimum, item.maximum);
}

void CheckReversed(const Model& model, const SampleMoments& moments,
                   const Eigen::MatrixXd& covariance, CheckReport* report) {
  for (const ConstructSummary& construct : report->constructs) {
    std::vector<int> items;
    for (const std::string& name : construct.items) {
      const auto found = std::find(moments.observed.begin(), moments.observed.end(), name);
      if (found != moments.observed.end()) {
        items.push_back(static_cast<int>(found - moments.observed.begin()));
      }
    }
    if (items.size() < 2) continue;
    // The worst first; what it pulls down is looked at again without it. Of two items that
    // contradict each other, the second is named.
    while (items.size() >= 2) {
      double worst = 0;
      int worst_item = -1;
      for (int item : items) {
        const double correlation = ItemRestCorrelation(covariance, items, item);
        if (correlation < 0 && correlation <= worst) {
          worst = correlation;
          worst_item = item;
        }
      }
      if (worst_item < 0) break;
      report->notes.push_back(
          {"probably_reversed",
           fmt::format("{} correlates negatively ({:.2f}) with the other item{} of {}",
                       moments.observed[worst_item], worst, items.size() > 2 ? "s" : "",
                       construct.name),
           ReversalHint(model, report->variables[worst_item])});
      items.erase(std::find(items.begin(), items.end(), worst_item));
    }
  }
}

}  // namespace

void DescribeVariables(const Sample& sample, CheckReport* report) {
  Findings findings;
  const int64_t rows = sample.frame->rows;
  for (size_t i = 0; i < report->variables.size(); ++i) {
    const Counts counts = CountAnswers(sample.variables[i], rows);
    Summarise(counts, rows, &report->variables[i]);
    findings.Add(counts, report->variables[i]);
  }
  findings.Tell(&report->notes);
}

void DescribeVariables(const SampleMoments& moments, CheckReport* report) {
  const GroupMoments& group = moments.groups.front();
  const Eigen::VectorXd variances = group.UnbiasedCovariance().diagonal();
  for (size_t i = 0; i < report->variables.size(); ++i) {
    VariableSummary& variable = report->variables[i];
    const auto k = static_cast<Eigen::Index>(i);
    if (moments.has_means) variable.mean = group.means[k];
    variable.sd = std::sqrt(variances[k]);
  }
}

void CheckCorrelations(const Model& model, const SampleMoments& moments, CheckReport* report) {
  const Eigen::MatrixXd covariance = PooledCovariance(moments);
  CheckCollinear(moments, covariance, report);
  CheckReversed(model, moments, covariance, report);
}

}  // namespace trustsem
