#include "inference/bootstrap_intervals.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.h"
#include "moments/normal_distribution.h"

namespace trustsem {
namespace {

double Mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double StandardDeviation(const std::vector<double>& values, double mean) {
  double sum = 0;
  for (double value : values) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

// The probability whose quantile ends the interval in the place of `probability` (Efron 1987).
double CorrectedProbability(double probability, double bias, double acceleration) {
  const double z = bias + NormalQuantile(probability);
  return NormalCdf(bias + z / (1 - acceleration * z));
}

}  // namespace

BootstrapInterval FindBootstrapInterval(const std::string& name) {
  const std::string lower = ToLower(name);
  if (lower == "percentile") return BootstrapInterval::kPercentile;
  if (lower == "normal") return BootstrapInterval::kNormal;
  if (lower == "bca") return BootstrapInterval::kBca;
  throw Error(
      ErrorKind::kUsage, fmt::format("'{}' is no bootstrap interval", Excerpt(name)),
      DidYouMean(name, {"percentile", "normal", "bca"}, "choose percentile, normal or bca"));
}

double ReplicateQuantile(const std::vector<double>& sorted, double probability) {
  const double count = static_cast<double>(sorted.size());
  const double rank = (count + 1) * probability;
  const double whole = std::floor(rank);
  if (whole < 1) return sorted.front();
  if (whole >= count) return sorted.back();
  const auto k = static_cast<size_t>(whole);
  // A rank that is whole but for rounding is that replicate.
  if (rank - whole < 1e-10) return sorted[k - 1];
  const double below = NormalQuantile(whole / (count + 1));
  const double above = NormalQuantile((whole + 1) / (count + 1));
  const double share = (NormalQuantile(probability) - below) / (above - below);
  return sorted[k - 1] + share * (sorted[k] - sorted[k - 1]);
}

double Acceleration(const std::vector<double>& jackknife) {
  if (jackknife.empty()) return 0;
  const double mean = Mean(jackknife);
  double squares = 0, cubes = 0;
  for (double value : jackknife) {
    const double influence = mean - value;
    squares += influence * influence;
    cubes += influence * influence * influence;
  }
  return squares > 0 ? cubes / (6 * std::pow(squares, 1.5)) : 0;
}

BootstrapEstimate SummariseReplicates(std::vector<double> replicates, double estimate,
                                      BootstrapInterval interval,
                                      const std::vector<double>& jackknife, double confidence) {
  BootstrapEstimate result;
  std::erase_if(replicates, [](double value) { return std::isnan(value); });
  if (replicates.size() < 2) return result;
  const double outer_lower = (1 - confidence) / 2, outer_upper = (1 + confidence) / 2;
  const double mean = Mean(replicates);
  result.error = StandardDeviation(replicates, mean);
  if (interval == BootstrapInterval::kNormal) {
    const double centre = estimate - (mean - estimate);
    const double width = NormalQuantile(outer_upper) * result.error;
    result.lower = centre - width;
    result.upper = centre + width;
    return result;
  }
  std::sort(replicates.begin(), replicates.end());
  double lower = outer_lower, upper = outer_upper;
  if (interval == BootstrapInterval::kBca) {
    // Replicates that are the estimate but for rounding count half.
    const double tie = 1e-12 * std::abs(estimate);
    const auto below = std::lower_bound(replicates.begin(), replicates.end(), estimate - tie);
    const auto above = std::upper_bound(below, replicates.end(), estimate + tie);
    const double share =
        (static_cast<double>(below - replicates.begin()) + static_cast<double>(above - below) / 2) /
        static_cast<double>(replicates.size());
    if (!(share > 0 && share < 1)) return result;
    const double bias = NormalQuantile(share), acceleration = Acceleration(jackknife);
    lower = CorrectedProbability(outer_lower, bias, acceleration);
    upper = CorrectedProbability(outer_upper, bias, acceleration);
  }
  result.lower = ReplicateQuantile(replicates, lower);
  result.upper = ReplicateQuantile(replicates, upper);
  return result;
}

}  // namespace trustsem
