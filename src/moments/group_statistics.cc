#include "moments/group_statistics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <utility>

#include "base/parallel.h"
#include "base/text.h"

namespace trustsem {
namespace {

constexpr int kPairsAtATime = 16;

}  // namespace

GroupStatistics::GroupStatistics(const Sample& sample, const SampleGroup& group,
                                 const std::vector<int>& covariates, const OrdinalOptions& options,
                                 std::vector<Note>* notes)
    : sample_(sample),
      options_(options),
      notes_(notes),
      answers_(GatherAnswers(sample, group, covariates, notes)) {
  moments_.label = group.label;
  moments_.n = moments_.rows = answers_.respondents;
  moments_.weighted = !answers_.weights.empty();
  // Of several weighted groups each counts as many respondents as its weights sum to.
  if (!answers_.weights.empty() && sample.groups.size() > 1) {
    moments_.n = std::accumulate(answers_.weights.begin(), answers_.weights.end(), 0.0);
  }
  for (int j = 0; j < static_cast<int>(answers_.variables.size()); ++j) {
    if (!IsCovariate(j)) outcomes_.push_back(j);
  }
}

GroupMoments GroupStatistics::Estimate() {
  FitMargins();
  FitPairs();
  RequirePairs();
  for (Margin& margin : margins_) {
    if (margin.parameters() > 0) RestoreCovariates(answers_.covariates, &margin);
  }
  NoteBoundaries();
  FillMatrices();
  FillStatistics();
  if (options_.influence) AddInfluence();
  return std::move(moments_);
}

bool GroupStatistics::IsCovariate(int variable) const {
  const std::vector<int>& covariates = answers_.covariates.variables;
  return std::find(covariates.begin(), covariates.end(), variable) != covariates.end();
}

void GroupStatistics::FitMargins() {
  const bool conditional = answers_.covariates.count() > 0;
  const bool mixed = std::any_of(outcomes_.begin(), outcomes_.end(),
                                 [&](int j) { return !answers_.variables[j].ordered; });
  margins_.resize(answers_.variables.size());
  const int count = static_cast<int>(outcomes_.size());
  ParallelFor(count, conditional ? options_.threads : 1, [&](int k) {
    const int j = outcomes_[k];
    const VariableAnswers& answers = answers_.variables[j];
    if (!answers.ordered) {
      margins_[j] = FitContinuousMargin(answers, answers_.covariates, answers_.weights);
    } else if (conditional) {
      margins_[j] = FitProbitMargin(answers, answers_.covariates, answers_.weights,
                                    sample_.variables[j].name);
    } else {
      margins_[j] = FitOrderedMargin(answers, answers_.weights, mixed);
    }
  });
}

void GroupStatistics::FitPairs() {
  for (size_t c = 0; c < outcomes_.size(); ++c) {
    for (size_t r = c + 1; r < outcomes_.size(); ++r) {
      pairs_.push_back({outcomes_[r], outcomes_[c], {}});
    }
  }
  const int count = static_cast<int>(pairs_.size());
  const int chunks = (count + kPairsAtATime - 1) / kPairsAtATime;
  ParallelFor(chunks, options_.threads, [&](int chunk) {
    const int end = std::min(count, (chunk + 1) * kPairsAtATime);
    for (int k = chunk * kPairsAtATime; k < end; ++k) {
      Pair& pair = pairs_[k];
      const PairMember row{answers_.variables[pair.row], margins_[pair.row]};
      const PairMember column{answers_.variables[pair.column], margins_[pair.column]};
      if (row.margin.by_category && column.margin.by_category) {
        pair.fit =
            FitOrderedPair(row, column, answers_.weights, options_.empty_cell, options_.influence);
      } else {
        pair.fit =
            FitCasewisePair(row, column, answers_.covariates, answers_.weights, options_.influence);
      }
    }
  });
}

void GroupStatistics::RequirePairs() const {
  std::vector<Fault> faults;
  for (const Pair& pair : pairs_) {
    if (pair.fit.determined) continue;
    faults.push_back(
        {{},
         fmt::format("nobody{} answered both '{}' and '{}', so that their correlation "
                     "is unknown",
                     moments_.label.empty() ? "" : fmt::format(" in group '{}'", moments_.label),
                     sample_.variables[pair.column].name, sample_.variables[pair.row].name),
         "leave one of the two out"});
  }
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
}

void GroupStatistics::FillMatrices() {
  const int p = static_cast<int>(margins_.size());
  const CovariateAnswers& covariates = answers_.covariates;
  const int q = covariates.count();
  moments_.means.setZero(p);
  moments_.covariance.setIdentity(p, p);
  moments_.slopes.setZero(p, q);
  for (int j : outcomes_) {
    moments_.means[j] = margins_[j].intercept;
    moments_.covariance(j, j) = margins_[j].variance;
    if (q > 0) moments_.slopes.row(j) = margins_[j].slopes;
    moments_.thresholds.resize(p);
    moments_.thresholds[j] = answers_.variables[j].thresholds;
  }
  for (int k = 0; k < q; ++k) {
    moments_.means[covariates.variables[k]] = covariates.means[k];
    for (int l = 0; l < q; ++l) {
      moments_.covariance(covariates.variables[k], covariates.variables[l]) =
          covariates.covariance(k, l);
    }
  }
  for (const Pair& pair : pairs_) {
    const double covariance = pair.fit.correlation * std::sqrt(margins_[pair.row].variance *
                                                               margins_[pair.column].variance);
    moments_.covariance(pair.row, pair.column) = covariance;
    moments_.covariance(pair.column, pair.row) = covariance;
  }
}

void GroupStatistics::FillStatistics() {
  std::vector<double> statistics;
  const auto add = [&](MomentKind kind, int first, int second, double value) {
    moments_.layout.push_back({kind, first, second});
    statistics.push_back(value);
  };
  for (int j : outcomes_) {
    const Margin& margin = margins_[j];
    for (int t = 0; t < margin.thresholds.size(); ++t) {
      // By its number, which a category that the group does not use leaves out.
      const int number = answers_.variables[j].thresholds[static_cast<size_t>(t)];
      add(MomentKind::kThreshold, j, number - 1, margin.thresholds[t]);
    }
    if (!margin.ordered) add(MomentKind::kMean, j, 0, margin.intercept);
  }
  for (int j : outcomes_) {
    for (int k = 0; k < moments_.slopes.cols(); ++k) {
      add(MomentKind::kSlope, j, k, moments_.slopes(j, k));
    }
  }
  for (size_t c = 0; c < outcomes_.size(); ++c) {
    for (size_t r = c; r < outcomes_.size(); ++r) {
      const int row = outcomes_[r], column = outcomes_[c];
      if (r == c && margins_[column].ordered) continue;
      add(MomentKind::kCovariance, row, column, moments_.covariance(row, column));
    }
  }
  moments_.statistics = Eigen::Map<const Eigen::VectorXd>(
      statistics.data(), static_cast<Eigen::Index>(statistics.size()));
}

void GroupStatistics::AddInfluence() {
  // Gamma = W A^-1 B A^-T, W the sum of the weights: rows times this give it as Z' Z / n.
  const double scale = std::sqrt(answers_.respondents * moments_.n);
  const bool weighted = !answers_.weights.empty();
  const auto influence = std::make_shared<OrdinalInfluence>(std::move(answers_));
  const auto add = [&](int j, Eigen::Index parameter) {
    const Margin& margin = margins_[j];
    const Eigen::VectorXd column = scale * margin.influence.col(parameter);
    margin.by_category ? influence->AddLookup(j, column) : influence->AddStored(column);
  };
  std::vector<Eigen::Index> next(margins_.size(), 0);  // threshold of each variable
  for (const Moment& moment : moments_.layout) {
    const Margin& margin = margins_[moment.first];
    const Eigen::Index intercepts = margin.ordered ? margin.thresholds.size() : 1;
    if (moment.kind == MomentKind::kThreshold) add(moment.first, next[moment.first]++);
    if (moment.kind == MomentKind::kMean) add(moment.first, 0);
    if (moment.kind == MomentKind::kSlope) add(moment.first, intercepts + moment.second);
  }
  auto pair = pairs_.begin();
  for (const Moment& moment : moments_.layout) {
    if (moment.kind != MomentKind::kCovariance) continue;
    if (moment.first == moment.second) {
      add(moment.first, margins_[moment.first].parameters() - 1);
      continue;
    }
    if (pair->fit.lookup.size() > 0) {
      influence->AddLookup(
          pair->row, pair->column, scale * pair->fit.lookup,
          weighted && pair->fit.informative ? -1 : scale * scale * pair->fit.square_sum);
    } else {
      influence->AddStored(CovarianceInfluence(&*pair, scale));
    }
    ++pair;
  }
  moments_.asymptotic_variances = influence->Variances();
  moments_.influence = influence;
}

// That of correlation times both standard deviations, by the delta method.
Eigen::VectorXd GroupStatistics::CovarianceInfluence(Pair* pair, double scale) const {
  const Margin& row = margins_[pair->row];
  const Margin& column = margins_[pair->column];
  const double deviations = std::sqrt(row.variance * column.variance);
  Eigen::VectorXd influence = std::move(pair->fit.casewise);
  influence *= scale * deviations;
  for (const Margin* margin : {&row, &column}) {
    if (margin->ordered) continue;
    const double by_variance = 0.5 * pair->fit.correlation * deviations / margin->variance;
    influence += (scale * by_variance) * margin->influence.col(margin->parameters() - 1);
  }
  return influence;
}

void GroupStatistics::NoteBoundaries() const {
  std::vector<std::string> names;
  for (const Pair& pair : pairs_) {
    if (!pair.fit.at_boundary) continue;
    names.push_back(fmt::format("'{}' with '{}' ({})", sample_.variables[pair.column].name,
                                sample_.variables[pair.row].name, pair.fit.correlation));
  }
  if (names.empty()) return;
  notes_->push_back(
      {"correlation_at_boundary",
       fmt::format("{}{} as strongly as is possible: the likelihood of the answers rises up to the "
                   "bound, where the correlation was left",
                   moments_.label.empty() ? "these variables are correlated"
                                          : fmt::format("in group '{}' these variables are "
                                                        "correlated",
                                                        moments_.label),
                   ": " + JoinNames(names) + ","),
       "leave out one of each two such items, or join sparse categories"});
}

}  // namespace trustsem
