#include "velocity/ratio_of_sums.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "base/random.h"
#include "inference/bootstrap_intervals.h"

namespace trustsem {
namespace {

constexpr int kBlock = 50;  // replicates that one thread takes at once

// Picks one of n by 32 random bits; n is far below 2^32, so that none is preferred by more than
// one part in 2^32 / n.
size_t Pick(uint32_t word, size_t n) { return size_t(uint64_t(word) * n >> 32); }

double Replicate(const std::vector<RatioPart>& parts, const RandomStream& random) {
  double numerator = 0, denominator = 0;
  const size_t n = parts.size();
  for (size_t drawn = 0; drawn < n; drawn += 4) {
    const auto words = random.Words(uint32_t(drawn / 4));
    for (size_t k = 0; k < std::min<size_t>(4, n - drawn); ++k) {
      const RatioPart& part = parts[Pick(words[k], n)];
      numerator += part.numerator;
      denominator += part.denominator;
    }
  }
  return numerator / denominator;
}

VelocityEstimate Summarise(const std::vector<RatioPart>& parts, std::vector<double> replicates,
                           double confidence) {
  double numerator = 0, denominator = 0;
  for (const RatioPart& part : parts) {
    numerator += part.numerator;
    denominator += part.denominator;
  }
  VelocityEstimate estimate;
  estimate.value = numerator / denominator;
  if (parts.size() < 2) return estimate;
  std::erase_if(replicates, [](double value) { return !std::isfinite(value); });
  if (replicates.size() < 2) return estimate;
  std::vector<double> jackknife;
  jackknife.reserve(parts.size());
  for (const RatioPart& part : parts) {
    const double rest = denominator - part.denominator;
    if (rest > 0) jackknife.push_back((numerator - part.numerator) / rest);
  }
  BootstrapEstimate summary = SummariseReplicates(replicates, estimate.value,
                                                  BootstrapInterval::kBca, jackknife, confidence);
  if (!(summary.lower == summary.lower)) {
    summary = SummariseReplicates(std::move(replicates), estimate.value,
                                  BootstrapInterval::kPercentile, {}, confidence);
  }
  estimate.error = summary.error;
  estimate.lower = summary.lower;
  estimate.upper = summary.upper;
  return estimate;
}

}  // namespace

std::vector<VelocityEstimate> EstimateRatios(const std::vector<std::vector<RatioPart>>& groups,
                                             const BootstrapOptions& options, uint32_t stream) {
  const int count = int(groups.size());
  const int blocks = (options.replicates + kBlock - 1) / kBlock;
  std::vector<std::vector<double>> replicates(groups.size());
  for (size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].size() > 1) replicates[g].resize(size_t(options.replicates));
  }
  ParallelFor(count * blocks, options.threads, [&](int task) {
    const auto g = size_t(task / blocks);
    if (replicates[g].empty()) return;
    const int first = task % blocks * kBlock;
    for (int k = first; k < std::min(first + kBlock, options.replicates); ++k) {
      // Streams are told apart by level, group and replicate: 8, 32 and 24 bits.
      const RandomStream random(options.seed,
                                uint64_t(stream) << 56 | uint64_t(g) << 24 | uint64_t(k));
      replicates[g][size_t(k)] = Replicate(groups[g], random);
    }
  });
  std::vector<VelocityEstimate> estimates(groups.size());
  ParallelFor(count, options.threads, [&](int g) {
    if (groups[size_t(g)].empty()) return;
    estimates[size_t(g)] =
        Summarise(groups[size_t(g)], std::move(replicates[size_t(g)]), options.confidence);
  });
  return estimates;
}

}  // namespace trustsem
