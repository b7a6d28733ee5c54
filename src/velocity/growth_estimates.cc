#include "velocity/growth_estimates.h"

#include <cmath>
#include <string>
#include <utility>

#include "inference/chi_square.h"
#include "moments/normal_distribution.h"
#include "survey/estimates.h"
#include "velocity/growth_model.h"

namespace trustsem {
namespace {

// A sum of parameters with their weights.
using Combination = std::vector<std::pair<double, const Parameter*>>;

const Parameter* Find(const FittedModel& fit, const std::string& lhs, Operator op,
                      const std::string& rhs, int g) {
  for (const Parameter& row : fit.table.rows) {
    if (row.op != op || row.group != g + 1) continue;
    if (row.lhs == lhs && row.rhs == rhs) return &row;
  }
  throw std::logic_error("no such parameter of growth: " + lhs + rhs);
}

// The parameters of growth in one group.
struct GrowthParameters {
  GrowthParameters(const FittedModel& fit, int g)
      : intercept_mean(Find(fit, kGrowthIntercept, Operator::kIntercept, "", g)),
        slope_mean(Find(fit, kGrowthSlope, Operator::kIntercept, "", g)),
        intercept_variance(Find(fit, kGrowthIntercept, Operator::kCovariance, kGrowthIntercept, g)),
        slope_variance(Find(fit, kGrowthSlope, Operator::kCovariance, kGrowthSlope, g)),
        covariance(Find(fit, kGrowthSlope, Operator::kCovariance, kGrowthIntercept, g)) {}

  const Parameter *intercept_mean, *slope_mean, *intercept_variance, *slope_variance, *covariance;
};

VelocityEstimate Estimate(const FittedModel& fit, const Combination& sum, double confidence) {
  VelocityEstimate estimate;
  estimate.value = 0;
  double variance = 0;
  for (const auto& [a, first] : sum) {
    estimate.value += a * fit.Value(*first);
    for (const auto& [b, second] : sum)
      variance += a * b * fit.covariance(first->free, second->free);
  }
  if (fit.information_singular || !(variance >= 0)) return estimate;
  estimate.error = std::sqrt(variance);
  const double half = NormalQuantile(0.5 + confidence / 2) * estimate.error;
  estimate.lower = estimate.value - half;
  estimate.upper = estimate.value + half;
  return estimate;
}

}  // namespace

GrowthBasis::GrowthBasis(GrowthShape shape, const std::vector<double>& times) {
  for (const double time : times) {
    basis_.push_back(shape == GrowthShape::kLogarithmic ? std::log1p(time) : time);
  }
  first_ = basis_.front();
  span_ = basis_.back() - first_;
  for (double& value : basis_) value = (value - first_) / span_;
}

GrowthGroup EstimateGrowth(const FittedModel& fit, const GrowthBasis& basis, int g,
                           double confidence) {
  const GrowthParameters of(fit, g);
  const double a = basis.intercept_share(), b = basis.slope_share();
  const auto estimate = [&](const Combination& sum) { return Estimate(fit, sum, confidence); };
  GrowthGroup group;
  group.intercept_mean = estimate({{1, of.intercept_mean}, {a, of.slope_mean}});
  group.slope_mean = estimate({{b, of.slope_mean}});
  group.intercept_variance =
      estimate({{1, of.intercept_variance}, {2 * a, of.covariance}, {a * a, of.slope_variance}});
  group.slope_variance = estimate({{b * b, of.slope_variance}});
  group.covariance = estimate({{b, of.covariance}, {a * b, of.slope_variance}});
  for (const double at : basis.basis()) {
    const VelocityEstimate mean = estimate({{1, of.intercept_mean}, {at, of.slope_mean}});
    group.trajectory.push_back(mean.value);
    group.trajectory_lower.push_back(mean.lower);
    group.trajectory_upper.push_back(mean.upper);
  }
  return group;
}

std::vector<GrowthDifference> CompareSlopes(const FittedModel& fit, const GrowthBasis& basis,
                                            double confidence) {
  std::vector<GrowthDifference> differences;
  std::vector<double> p;
  const double b = basis.slope_share();
  for (int first = 0; first < fit.table.groups; ++first) {
    for (int second = first + 1; second < fit.table.groups; ++second) {
      GrowthDifference& pair = differences.emplace_back();
      pair.first = first;
      pair.second = second;
      pair.difference = Estimate(fit,
                                 {{b, GrowthParameters(fit, first).slope_mean},
                                  {-b, GrowthParameters(fit, second).slope_mean}},
                                 confidence);
      pair.p = NormalTwoSidedP(pair.difference.value / pair.difference.error);
      p.push_back(pair.p);
    }
  }
  p = AdjustPValues(p, Correction::kHolm);
  for (size_t i = 0; i < p.size(); ++i) differences[i].adjusted_p = p[i];
  return differences;
}

bool IsProperGrowth(const FittedModel& fit, int g) {
  const GrowthParameters of(fit, g);
  const double intercept = fit.Value(*of.intercept_variance);
  const double slope = fit.Value(*of.slope_variance), both = fit.Value(*of.covariance);
  return intercept > 0 && slope > 0 && both * both < intercept * slope;
}

std::vector<std::string> NegativeVariances(const FittedModel& fit) {
  std::vector<std::string> names;
  for (const Parameter& row : fit.table.rows) {
    if (row.op != Operator::kCovariance || row.lhs != row.rhs || !(fit.Value(row) < 0)) continue;
    const std::string& group = fit.moments.groups[static_cast<size_t>(row.group) - 1].label;
    names.push_back(row.lhs + (group.empty() ? "" : " of " + group));
  }
  return names;
}

}  // namespace trustsem
