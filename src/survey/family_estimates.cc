#include "survey/family_estimates.h"

#include <algorithm>
#include <cmath>

#include "survey/share_interval.h"
#include "survey/totals_covariance.h"

namespace trustsem {
FamilyBases CountBases(const SurveyDesign& design, const Family& family) {
  const auto k = static_cast<size_t>(family.columns);
  FamilyBases bases;
  bases.counts.resize(k);
  bases.weights.assign(k, 0.0);
  std::vector<double> squares(k, 0.0);
  std::vector<int64_t> clusters(k, 0), strata(k, 0);
  std::vector<int32_t> last_cluster(k, -1), last_stratum(k, -1);
  for (const uint32_t row : design.order) {
    const int16_t c = family.column_of_row[row];
    const double w = design.weights[row];
    if (c < 0 || !(w > 0)) continue;
    bases.counts[c].n += 1;
    bases.weights[c] += w;
    squares[c] += w * w;
    if (last_cluster[c] != design.clusters[row]) {
      last_cluster[c] = design.clusters[row];
      clusters[c] += 1;
    }
    if (last_stratum[c] != design.strata[row]) {
      last_stratum[c] = design.strata[row];
      strata[c] += 1;
    }
  }
  for (size_t c = 0; c < k; ++c) {
    BaseCount& count = bases.counts[c];
    const double sum = bases.weights[c];
    count.weighted = sum * design.weight_unit;
    if (count.n > 0) count.effective_n = sum * sum / squares[c];
    bases.degrees_of_freedom.push_back(static_cast<double>(clusters[c] - strata[c]));
  }
  return bases;
}

FamilyMeans EstimateMeans(const SurveyDesign& design, const Family& family,
                          const FamilyBases& bases, const std::vector<double>& values) {
  const auto k = static_cast<size_t>(family.columns);
  FamilyMeans result;
  result.means.assign(k, 0.0);
  result.variances.assign(k, 0.0);
  // In the order in which the weights were summed: a share of all is then one to the last bit.
  for (const uint32_t row : design.order) {
    const int16_t c = family.column_of_row[row];
    if (c >= 0 && design.weights[row] > 0) result.means[c] += design.weights[row] * values[row];
  }
  for (size_t c = 0; c < k; ++c) {
    result.means[c] = bases.counts[c].n > 0 ? result.means[c] / bases.weights[c] : kNotANumber;
  }
  TotalsCovariance covariance(design, family.columns);
  int32_t cluster = -1, stratum = -1;
  for (const uint32_t row : design.order) {
    if (design.clusters[row] != cluster) {
      if (cluster >= 0) covariance.EndCluster();
      cluster = design.clusters[row];
    }
    if (design.strata[row] != stratum) {
      if (stratum >= 0) covariance.EndStratum(stratum);
      stratum = design.strata[row];
    }
    const int16_t c = family.column_of_row[row];
    const double w = design.weights[row];
    if (c < 0 || !(w > 0)) continue;
    const double deviation = values[row] - result.means[c];
    result.variances[c] += w * deviation * deviation;
    covariance.Add(static_cast<size_t>(c), w * deviation / bases.weights[c]);
  }
  if (cluster >= 0) covariance.EndCluster();
  if (stratum >= 0) covariance.EndStratum(stratum);
  std::vector<uint8_t> is_constant(k, 0);
  for (size_t c = 0; c < k; ++c) {
    result.variances[c] /= bases.weights[c];
    is_constant[c] = IsConstant(result.means[c], result.variances[c]);
    result.variances[c] *= WithoutBias(bases.counts[c].n);
  }
  result.covariances = covariance.Take(is_constant);
  return result;
}

SurveyEstimate EstimateOfColumn(const FamilyBases& bases, const FamilyMeans& means, size_t c,
                                bool is_share, IntervalMethod method, double confidence) {
  SurveyEstimate estimate;
  estimate.base = bases.counts[c];
  estimate.degrees_of_freedom = bases.degrees_of_freedom[c];
  if (estimate.base.n == 0) return estimate;
  // A weighted sum of ones over the sum of the weights may miss one by its rounding.
  estimate.value = is_share ? std::clamp(means.means[c], 0.0, 1.0) : means.means[c];
  const double variance = means.Covariance(c, c);
  estimate.standard_error = std::sqrt(variance);
  const double simple = means.variances[c] / static_cast<double>(estimate.base.n);
  if (variance > 0 && simple > 0) estimate.design_effect = variance / simple;
  const Interval interval =
      is_share ? ShareInterval(estimate.value, variance, estimate.base, estimate.degrees_of_freedom,
                               method, confidence)
               : MeanInterval(estimate.value, variance, estimate.degrees_of_freedom, confidence);
  estimate.lower = interval.lower;
  estimate.upper = interval.upper;
  return estimate;
}

SurveyDifference DifferenceOfColumns(const FamilyMeans& means, size_t a, size_t b,
                                     double degrees_of_freedom) {
  SurveyDifference difference;
  difference.difference = means.means[a] - means.means[b];
  difference.degrees_of_freedom = degrees_of_freedom;
  const double variance =
      means.Covariance(a, a) + means.Covariance(b, b) - 2 * means.Covariance(a, b);
  const double size = means.Covariance(a, a) + means.Covariance(b, b);
  difference.standard_error = variance > kRounding * size ? std::sqrt(variance) : 0.0;
  if (difference.standard_error > 0) {
    difference.t = difference.difference / difference.standard_error;
    difference.p = StudentTwoSidedP(difference.t, degrees_of_freedom);
  }
  return difference;
}

}  // namespace trustsem
