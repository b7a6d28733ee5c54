#include "base/random_binomial.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace trustsem {
namespace {

double Probability(int n, double p, int k) {
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) +
                  k * std::log(p) + (n - k) * std::log1p(-p));
}

// Pearson's statistic of 200,000 draws against the distribution, by counts of at least 20 expected.
void ExpectBinomial(int n, double p) {
  constexpr int kDraws = 200000;
  BinomialDraws draws(RandomStream(5, static_cast<uint64_t>(n)));
  std::vector<double> seen(static_cast<size_t>(n) + 1);
  for (int i = 0; i < kDraws; ++i) {
    const int64_t count = draws.Draw(n, p);
    ASSERT_GE(count, 0);
    ASSERT_LE(count, n);
    ++seen[static_cast<size_t>(count)];
  }
  double statistic = 0, observed = 0, expected = 0;
  int bins = 0;
  for (int k = 0; k <= n; ++k) {
    observed += seen[static_cast<size_t>(k)];
    expected += kDraws * Probability(n, p, k);
    if (expected < 20 && k < n) continue;
    if (expected > 1) statistic += (observed - expected) * (observed - expected) / expected, ++bins;
    observed = expected = 0;
  }
  // Four standard deviations of a chi-square.
  EXPECT_LT(statistic, bins - 1 + 4 * std::sqrt(2.0 * bins)) << n << " " << p;
}

TEST(RandomBinomial, HasTheBinomialDistribution) {
  ExpectBinomial(1, 0.3);
  ExpectBinomial(20, 0.3);      // inversion
  ExpectBinomial(1000, 0.009);  // inversion, close to its end
  ExpectBinomial(25, 0.45);     // rejection, close to its beginning
  ExpectBinomial(200, 0.5);
  ExpectBinomial(5000, 0.05);
  ExpectBinomial(60, 0.9);  // by the failures
}

TEST(RandomBinomial, EndsAreExact) {
  BinomialDraws draws(RandomStream(1, 1));
  EXPECT_EQ(draws.Draw(50, 0), 0);
  EXPECT_EQ(draws.Draw(50, 1), 50);
  EXPECT_EQ(draws.Draw(0, 0.5), 0);
}

TEST(RandomBinomial, ResampledCountsKeepTheTotalAndHaveMultinomialMoments) {
  const std::vector<double> counts = {3, 0, 40, 1, 956};
  std::vector<double> sum(counts.size()), squares(counts.size());
  constexpr int kReplicates = 20000;
  for (int r = 0; r < kReplicates; ++r) {
    const std::vector<double> drawn = ResampleCounts(counts, RandomStream(9, r));
    ASSERT_EQ(std::accumulate(drawn.begin(), drawn.end(), 0.0), 1000);
    ASSERT_EQ(drawn[1], 0);
    for (size_t i = 0; i < counts.size(); ++i)
      sum[i] += drawn[i], squares[i] += drawn[i] * drawn[i];
  }
  for (size_t i = 0; i < counts.size(); ++i) {
    const double mean = sum[i] / kReplicates, variance = squares[i] / kReplicates - mean * mean;
    const double expected = counts[i] * (1 - counts[i] / 1000);
    EXPECT_NEAR(mean, counts[i], 4 * std::sqrt(expected / kReplicates));
    // The variance of a sample variance: kurtosis is largest with few expected, 3 + 1 / mean.
    const double error = expected * std::sqrt((2 + 1 / std::max(expected, 0.1)) / kReplicates);
    EXPECT_NEAR(variance, expected, 4 * error);
  }
}

TEST(RandomBinomial, DependsOnSeedAndStreamAlone) {
  const std::vector<double> counts = {10, 20, 300, 4};
  EXPECT_EQ(ResampleCounts(counts, RandomStream(1, 2)), ResampleCounts(counts, RandomStream(1, 2)));
  EXPECT_NE(ResampleCounts(counts, RandomStream(1, 2)), ResampleCounts(counts, RandomStream(1, 3)));
  EXPECT_NE(ResampleCounts(counts, RandomStream(1, 2)), ResampleCounts(counts, RandomStream(2, 2)));
}

}  // namespace
}  // namespace trustsem
