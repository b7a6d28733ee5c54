#include "survey/estimates.h"

#include <algorithm>
#include <cmath>

#include "survey/family_estimates.h"
#include "survey/share_interval.h"

namespace trustsem {
namespace {

Family FamilyOf(const RowMask& domain) {
  Family family;
  family.columns = 1;
  family.column_of_row.reserve(domain.size());
  for (const uint8_t in : domain) family.column_of_row.push_back(in != 0 ? 0 : -1);
  return family;
}

// factor_a a + factor_b b.
std::vector<double> Combine(double factor_a, const std::vector<double>& a, double factor_b,
                            const std::vector<double>& b) {
  std::vector<double> sum(a.size());
  for (size_t i = 0; i < a.size(); ++i) sum[i] = factor_a * a[i] + factor_b * b[i];
  return sum;
}

}  // namespace

BaseCount CountBase(const SurveyDesign& design, const RowMask& domain) {
  return CountBases(design, FamilyOf(domain)).counts[0];
}

LinearisedEstimate EstimateMean(const SurveyDesign& design, const RowMask& domain,
                                const std::vector<double>& values, bool is_share,
                                IntervalMethod method, double confidence) {
  const Family family = FamilyOf(domain);
  const FamilyBases bases = CountBases(design, family);
  const FamilyMeans means = EstimateMeans(design, family, bases, values);
  LinearisedEstimate result;
  result.estimate = EstimateOfColumn(bases, means, 0, is_share, method, confidence);
  result.influence.assign(domain.size(), 0.0);
  if (result.estimate.base.n == 0) return result;
  for (size_t i = 0; i < domain.size(); ++i) {
    if (domain[i] == 0 || !(design.weights[i] > 0)) continue;
    result.influence[i] = (values[i] - means.means[0]) / bases.weights[0];
  }
  return result;
}

SurveyEstimate EstimateRatio(const SurveyDesign& design, const LinearisedEstimate& first,
                             const LinearisedEstimate& second, double confidence) {
  SurveyEstimate ratio;
  ratio.base = first.estimate.base;
  ratio.degrees_of_freedom =
      std::min(first.estimate.degrees_of_freedom, second.estimate.degrees_of_freedom);
  const double a = first.estimate.value, b = second.estimate.value;
  if (std::isnan(a) || std::isnan(b) || b == 0) return ratio;
  ratio.value = a / b;
  const std::vector<double> influence =
      Combine(1 / b, first.influence, -ratio.value / b, second.influence);
  ratio.standard_error = std::sqrt(VarianceOfTotal(design, influence));
  if (ratio.value <= 0) return ratio;
  const double half =
      StudentQuantile(confidence, ratio.degrees_of_freedom) * ratio.standard_error / ratio.value;
  ratio.lower = ratio.value * std::exp(-half);
  ratio.upper = ratio.value * std::exp(half);
  return ratio;
}

SurveyDifference EstimateDifference(const SurveyDesign& design, const LinearisedEstimate& first,
                                    const LinearisedEstimate& second, double degrees_of_freedom) {
  SurveyDifference difference;
  difference.difference = first.estimate.value - second.estimate.value;
  difference.degrees_of_freedom = degrees_of_freedom;
  const double variance =
      VarianceOfTotal(design, Combine(1, first.influence, -1, second.influence));
  difference.standard_error = std::sqrt(variance);
  if (difference.standard_error > 0) {
    difference.t = difference.difference / difference.standard_error;
    difference.p = StudentTwoSidedP(difference.t, degrees_of_freedom);
  }
  return difference;
}

}  // namespace trustsem
