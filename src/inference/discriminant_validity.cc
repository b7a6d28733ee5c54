#include "inference/discriminant_validity.h"

#include <algorithm>
#include <cmath>

#include "moments/total_covariance.h"

namespace trustsem {
namespace {

// Mean absolute correlation of different items of `first` with those of `second`.
double MeanCorrelation(const Eigen::MatrixXd& correlations, const std::vector<int>& first,
                       const std::vector<int>& second) {
  double sum = 0;
  int pairs = 0;
  for (const int i : first) {
    for (const int j : second) {
      if (i == j) continue;
      sum += std::abs(correlations(i, j));
      ++pairs;
    }
  }
  return sum / pairs;
}

std::vector<int> ItemsAlone(const FittedModel& fit, const Reliability& row,
                            const Reliability& other) {
  std::vector<int> items;
  for (const std::string& item : row.items) {
    if (std::find(other.items.begin(), other.items.end(), item) != other.items.end()) continue;
    items.push_back(fit.structure->ObservedIndex(item));
  }
  return items;
}

DiscriminantValidity Compare(const FittedModel& fit, const Eigen::MatrixXd& correlations,
                             const Reliability& first, const Reliability& second) {
  DiscriminantValidity row;
  row.first = first.construct;
  row.second = second.construct;
  row.group = first.group;
  const Eigen::MatrixXd& covariance =
      fit.unconditional[static_cast<size_t>(first.group - 1)].factor_covariance;
  const int i = fit.structure->FactorIndex(first.construct);
  const int j = fit.structure->FactorIndex(second.construct);
  if (covariance(i, i) > 0 && covariance(j, j) > 0) {
    row.correlation = covariance(i, j) / std::sqrt(covariance(i, i) * covariance(j, j));
  }
  row.htmt = HeterotraitMonotraitRatio(correlations, ItemsAlone(fit, first, second),
                                       ItemsAlone(fit, second, first));
  row.fornell_larcker = MeetsFornellLarcker(first.average_variance_extracted,
                                            second.average_variance_extracted, row.correlation);
  return row;
}

}  // namespace

double HeterotraitMonotraitRatio(const Eigen::MatrixXd& correlations, const std::vector<int>& first,
                                 const std::vector<int>& second) {
  if (first.size() < 2 || second.size() < 2) return kMissing;
  const double within =
      MeanCorrelation(correlations, first, first) * MeanCorrelation(correlations, second, second);
  if (!(within > 0)) return kMissing;
  return MeanCorrelation(correlations, first, second) / std::sqrt(within);
}

std::optional<bool> MeetsFornellLarcker(double first_extracted, double second_extracted,
                                        double correlation) {
  if (std::isnan(first_extracted + second_extracted + correlation)) return std::nullopt;
  return std::min(first_extracted, second_extracted) > correlation * correlation;
}

std::vector<DiscriminantValidity> ComputeDiscriminantValidity(
    const FittedModel& fit, const std::vector<Reliability>& reliability) {
  std::vector<DiscriminantValidity> rows;
  for (int g = 0; g < fit.table.groups; ++g) {
    Eigen::MatrixXd correlations =
        TotalCovariance(fit.moments.groups[static_cast<size_t>(g)], fit.moments.covariates);
    const Eigen::VectorXd inverse = correlations.diagonal().cwiseSqrt().cwiseInverse();
    correlations = inverse.asDiagonal() * correlations * inverse.asDiagonal();
    std::vector<const Reliability*> constructs;
    for (const Reliability& row : reliability) {
      if (row.group == g + 1 && !row.higher_order) constructs.push_back(&row);
    }
    for (size_t i = 0; i < constructs.size(); ++i) {
      for (size_t j = i + 1; j < constructs.size(); ++j) {
        rows.push_back(Compare(fit, correlations, *constructs[i], *constructs[j]));
      }
    }
  }
  return rows;
}

}  // namespace trustsem
