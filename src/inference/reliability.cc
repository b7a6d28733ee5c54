#include "inference/reliability.h"

#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "inference/categorical_omega.h"
#include "inference/measured_items.h"
#include "moments/total_covariance.h"

namespace trustsem {
namespace {

Eigen::MatrixXd Correlations(const Eigen::MatrixXd& covariance) {
  const Eigen::VectorXd inverse = covariance.diagonal().cwiseSqrt().cwiseInverse();
  return inverse.asDiagonal() * covariance * inverse.asDiagonal();
}

// Whether the model's variances are such that shares of them mean something.
bool IsProper(const FittedModel& fit, int g, const std::vector<int>& items, double variance,
              const Eigen::MatrixXd& sigma) {
  if (!(variance >= 0 && sigma.diagonal().minCoeff() > 0 && sigma.sum() > 0)) return false;
  for (const int item : items) {
    const std::string& name = fit.structure->observed()[static_cast<size_t>(item)];
    Cell cell;
    if (!fit.structure->Locate(name, Operator::kCovariance, name, &cell)) continue;
    if (CellValue(cell, fit.implied[static_cast<size_t>(g)]) < 0) return false;
  }
  return true;
}

// The thresholds of an item's latent response with mean zero and unit variance. One that the
// group's answers do not determine stands where the next one stands: its category is never used.
Eigen::VectorXd UnitThresholds(const FittedModel& fit, int g, int item) {
  const std::string& name = fit.structure->observed()[static_cast<size_t>(item)];
  std::vector<double> values;
  for (const Parameter& row : fit.table.rows) {
    if (row.op != Operator::kThreshold || row.lhs != name) continue;
    const size_t number = static_cast<size_t>(ThresholdNumber(row.rhs));
    if (values.size() < number) values.resize(number, kMissing);
    if (row.group == g + 1) values[number - 1] = fit.Value(row);
  }
  for (size_t k = values.size(); k-- > 1;) {
    if (std::isnan(values[k - 1])) values[k - 1] = values[k];
  }
  for (size_t k = 1; k < values.size(); ++k) {
    if (std::isnan(values[k])) values[k] = values[k - 1];
  }
  const ImpliedMoments& moments = fit.unconditional[static_cast<size_t>(g)];
  const auto thresholds = Eigen::Map<Eigen::ArrayXd>(values.data(), values.size());
  return (thresholds - moments.mu[item]) / std::sqrt(moments.sigma(item, item));
}

// `common`: what the construct accounts for of the items' correlations.
double OmegaOfOrdered(const FittedModel& fit, int g, const std::vector<int>& items,
                      const Eigen::MatrixXd& common, const Eigen::MatrixXd& correlations) {
  std::vector<Eigen::VectorXd> thresholds;
  for (const int item : items) thresholds.push_back(UnitThresholds(fit, g, item));
  return CategoricalOmega(thresholds, common, correlations);
}

void NoteMixedSigns(const FittedModel& fit, const MeasuredItems& measured, Reliability* row,
                    std::vector<Note>* notes) {
  const auto negative = (measured.loadings.array() < 0).count();
  if (negative == 0 || negative == measured.loadings.size()) return;
  const bool fewer_negative = 2 * negative <= measured.loadings.size();
  std::vector<std::string> names;
  for (size_t i = 0; i < measured.items.size(); ++i) {
    if ((measured.loadings[static_cast<Eigen::Index>(i)] < 0) != fewer_negative) continue;
    names.push_back(row->items[i]);
  }
  const std::string where =
      fit.table.groups == 1
          ? ""
          : fmt::format(" in group '{}'",
                        fit.moments.groups[static_cast<size_t>(row->group - 1)].label);
  notes->push_back(
      {"items_point_apart",
       fmt::format("loadings of {} have another sign than most{}: {}", row->construct, where,
                   JoinNames(names)),
       "its alpha and omega are those of the sum of the items as coded; reverse these items "
       "(reversed) where a scale is to be made of them"});
}

Reliability Compute(const FittedModel& fit, int g, const std::string& construct,
                    const Eigen::MatrixXd& sample, std::vector<Note>* notes) {
  const MeasuredItems measured = FindMeasuredItems(fit, g, construct);
  const std::vector<int>& items = measured.items;
  Reliability row;
  row.construct = construct;
  row.group = g + 1;
  row.higher_order = measured.higher_order;
  bool all_ordered = true;
  for (const int item : items) {
    row.items.push_back(fit.structure->observed()[static_cast<size_t>(item)]);
    const bool ordered = fit.table.IsOrdered(row.items.back());
    row.ordered |= ordered;
    all_ordered &= ordered;
  }
  if (items.size() < 2) return row;
  NoteMixedSigns(fit, measured, &row, notes);
  if (!row.higher_order) {
    const Eigen::MatrixXd covariance = sample(items, items);
    row.alpha = CronbachAlpha(row.ordered ? Correlations(covariance) : covariance);
  }
  const ImpliedMoments& moments = fit.unconditional[static_cast<size_t>(g)];
  const int f = fit.structure->FactorIndex(construct);
  const double variance = moments.factor_covariance(f, f);
  const Eigen::MatrixXd sigma = moments.sigma(items, items);
  if (!IsProper(fit, g, items, variance, sigma)) return row;
  const Eigen::VectorXd standardised =
      (measured.loadings.array() * std::sqrt(variance) / sigma.diagonal().array().sqrt()).matrix();
  const Eigen::MatrixXd correlations = Correlations(sigma);
  const double sum = measured.loadings.sum(), standardised_sum = standardised.sum();
  if (all_ordered) {
    row.omega =
        OmegaOfOrdered(fit, g, items, standardised * standardised.transpose(), correlations);
  } else if (!row.ordered) {
    row.omega = sum * sum * variance / sigma.sum();
  }
  if (correlations.sum() > 0) {
    row.composite_reliability = standardised_sum * standardised_sum / correlations.sum();
  }
  if (!row.higher_order) row.average_variance_extracted = standardised.array().square().mean();
  return row;
}

}  // namespace

double CronbachAlpha(const Eigen::MatrixXd& covariance) {
  const double n = static_cast<double>(covariance.rows()), sum = covariance.sum();
  if (n < 2 || !(sum > 0)) return kMissing;
  return n / (n - 1) * (1 - covariance.trace() / sum);
}

std::vector<Reliability> ComputeReliability(const FittedModel& fit, std::vector<Note>* notes) {
  std::vector<Reliability> rows;
  for (int g = 0; g < fit.table.groups; ++g) {
    const Eigen::MatrixXd sample =
        TotalCovariance(fit.moments.groups[static_cast<size_t>(g)], fit.moments.covariates);
    for (const std::string& construct : fit.table.constructs) {
      Reliability row = Compute(fit, g, construct, sample, notes);
      if (!row.items.empty()) rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace trustsem
