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

void Add(const RatioPart& part, RatioPart* sum) {
  sum->numerator += part.numerator;
  sum->denominator += part.denominator;
}

struct Replicates {
  std::vector<double> first, second;
};

void Replicate(const std::vector<RatioParts>& parts, const RandomStream& random, size_t k,
               Replicates* replicates) {
  RatioParts sum;
  const size_t n = parts.size();
  for (size_t drawn = 0; drawn < n; drawn += 4) {
    const auto words = random.Words(uint32_t(drawn / 4));
    for (size_t w = 0; w < std::min<size_t>(4, n - drawn); ++w) {
      const RatioParts& part = parts[Pick(words[w], n)];
      Add(part.first, &sum.first);
      Add(part.second, &sum.second);
    }
  }
  replicates->first[k] = sum.first.numerator / sum.first.denominator;
  replicates->second[k] = sum.second.numerator / sum.second.denominator;
}

VelocityEstimate Summarise(const std::vector<RatioPart>& parts, std::vector<double> replicates,
                           double confidence) {
  RatioPart sum;
  for (const RatioPart& part : parts) Add(part, &sum);
  VelocityEstimate estimate;
  if (parts.empty()) return estimate;
  estimate.value = sum.numerator / sum.denominator;
  if (parts.size() < 2) return estimate;
  std::erase_if(replicates, [](double value) { return !std::isfinite(value); });
  if (replicates.size() < 2) return estimate;
  std::vector<double> jackknife;
  jackknife.reserve(parts.size());
  for (const RatioPart& part : parts) {
    const double rest = sum.denominator - part.denominator;
    if (rest > 0) jackknife.push_back((sum.numerator - part.numerator) / rest);
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

// The parts that are there.
std::vector<RatioPart> Known(const std::vector<RatioParts>& parts, RatioPart RatioParts::*which) {
  std::vector<RatioPart> known;
  for (const RatioParts& part : parts) {
    if ((part.*which).denominator > 0) known.push_back(part.*which);
  }
  return known;
}

}  // namespace

std::vector<RatioEstimates> EstimateRatios(const std::vector<std::vector<RatioParts>>& groups,
                                           const BootstrapOptions& options, uint32_t stream) {
  const int count = int(groups.size());
  const int blocks = (options.replicates + kBlock - 1) / kBlock;
  std::vector<Replicates> replicates(groups.size());
  for (size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].size() < 2) continue;
    replicates[g].first.resize(size_t(options.replicates));
    replicates[g].second.resize(size_t(options.replicates));
  }
  ParallelFor(count * blocks, options.threads, [&](int task) {
    const auto g = size_t(task / blocks);
    if (groups[g].size() < 2) return;
    const int first = task % blocks * kBlock;
    for (int k = first; k < std::min(first + kBlock, options.replicates); ++k) {
      // Streams are told apart by level, group and replicate: 8, 32 and 24 bits.
      const RandomStream random(options.seed,
                                uint64_t(stream) << 56 | uint64_t(g) << 24 | uint64_t(k));
      Replicate(groups[g], random, size_t(k), &replicates[g]);
    }
  });
  std::vector<RatioEstimates> estimates(groups.size());
  ParallelFor(count, options.threads, [&](int task) {
    const auto g = size_t(task);
    estimates[g].first = Summarise(Known(groups[g], &RatioParts::first),
                                   std::move(replicates[g].first), options.confidence);
    estimates[g].second = Summarise(Known(groups[g], &RatioParts::second),
                                    std::move(replicates[g].second), options.confidence);
  });
  return estimates;
}

}  // namespace trustsem
