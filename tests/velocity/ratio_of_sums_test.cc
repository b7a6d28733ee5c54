#include "velocity/ratio_of_sums.h"

#include <gmock/gmock.h>

#include <cmath>

#include "base/random.h"

namespace trustsem {
namespace {

std::vector<RatioPart> RandomParts(int accounts, uint64_t seed) {
  std::vector<RatioPart> parts;
  const RandomStream random(seed, 0);
  for (int a = 0; a < accounts; ++a) {
    const double time = 1 + 9 * random.Uniform(uint32_t(2 * a));
    parts.push_back({200 + 40 * random.Normal(uint32_t(2 * a + 1)) + 5 * time, time});
  }
  return parts;
}

// Of one ratio.
std::vector<VelocityEstimate> Estimate(const std::vector<std::vector<RatioPart>>& groups,
                                       const BootstrapOptions& options, uint32_t stream) {
  std::vector<std::vector<RatioParts>> parts(groups.size());
  for (size_t g = 0; g < groups.size(); ++g) {
    for (const RatioPart& part : groups[g]) parts[g].push_back({part, {}});
  }
  std::vector<VelocityEstimate> estimates;
  for (const RatioEstimates& estimate : EstimateRatios(parts, options, stream)) {
    estimates.push_back(estimate.first);
    EXPECT_TRUE(std::isnan(estimate.second.value));
  }
  return estimates;
}

TEST(RatioOfSums, IsNoMeanOfRatios) {
  // 300 / 3 and 200 / 10: the mean of ratios would be 60.
  const auto estimates = Estimate({{{300, 3}, {200, 10}}}, {}, 0);
  EXPECT_DOUBLE_EQ(estimates[0].value, 500.0 / 13);
}

TEST(RatioOfSums, OneAccountHasNoInterval) {
  const auto estimates = Estimate({{{300, 3}}, {}}, {}, 0);
  EXPECT_DOUBLE_EQ(estimates[0].value, 100);
  EXPECT_TRUE(std::isnan(estimates[0].error));
  EXPECT_TRUE(std::isnan(estimates[0].lower));
  EXPECT_TRUE(std::isnan(estimates[1].value));
}

TEST(RatioOfSums, EqualRatiosLeaveNoDoubt) {
  const auto estimates = Estimate({{{20, 2}, {50, 5}, {10, 1}}}, {}, 0);
  EXPECT_DOUBLE_EQ(estimates[0].value, 10);
  EXPECT_NEAR(estimates[0].lower, 10, 1e-12);
  EXPECT_NEAR(estimates[0].upper, 10, 1e-12);
}

// The linearised error, sqrt(A / (A - 1) sum (y - r x)^2) / sum x, is the limit of the bootstrap's;
// with 20,000 replicates its own error is half a percent.
TEST(RatioOfSums, ErrorIsTheLinearisedOne) {
  const std::vector<RatioPart> parts = RandomParts(400, 3);
  BootstrapOptions options;
  options.replicates = 20000;
  const VelocityEstimate estimate = Estimate({parts}, options, 0)[0];
  double squares = 0, time = 0;
  for (const RatioPart& part : parts) {
    squares += std::pow(part.numerator - estimate.value * part.denominator, 2);
    time += part.denominator;
  }
  const double error = std::sqrt(squares) / time;
  EXPECT_NEAR(estimate.error, error, 0.02 * error);
  EXPECT_NEAR(estimate.upper - estimate.lower, 2 * 1.96 * error, 0.04 * error * 2 * 1.96);
  EXPECT_LT(estimate.lower, estimate.value);
  EXPECT_GT(estimate.upper, estimate.value);
}

TEST(RatioOfSums, ThreadsChangeNothing) {
  const std::vector<std::vector<RatioPart>> groups = {RandomParts(50, 1), RandomParts(7, 2)};
  BootstrapOptions one, three;
  three.threads = 3;
  const auto a = Estimate(groups, one, 4), b = Estimate(groups, three, 4);
  for (size_t g = 0; g < groups.size(); ++g) {
    EXPECT_EQ(a[g].error, b[g].error);
    EXPECT_EQ(a[g].lower, b[g].lower);
    EXPECT_EQ(a[g].upper, b[g].upper);
  }
}

TEST(RatioOfSums, SeedAndStreamTellDrawsApart) {
  const std::vector<std::vector<RatioPart>> groups = {RandomParts(50, 1)};
  BootstrapOptions one, other;
  other.seed = 2;
  const double error = Estimate(groups, one, 4)[0].error;
  EXPECT_NE(error, Estimate(groups, other, 4)[0].error);
  EXPECT_NE(error, Estimate(groups, one, 5)[0].error);
}

TEST(RatioOfSums, AWiderConfidenceWidensTheInterval) {
  const std::vector<std::vector<RatioPart>> groups = {RandomParts(60, 1)};
  BootstrapOptions usual, wide;
  wide.confidence = 0.99;
  const auto a = Estimate(groups, usual, 0)[0], b = Estimate(groups, wide, 0)[0];
  EXPECT_LT(b.lower, a.lower);
  EXPECT_GT(b.upper, a.upper);
}

// Accounts without a part in a ratio count in the draws, not in the ratio.
TEST(RatioOfSums, TheSecondRatioIsOfItsAccountsAlone) {
  std::vector<RatioParts> parts;
  for (const RatioPart& part : RandomParts(40, 6)) parts.push_back({part, {}});
  for (size_t i = 0; i < 40; i += 2) parts[i].second = {3.0 + double(i % 7), 2};
  const RatioEstimates estimates = EstimateRatios({parts}, {}, 0)[0];
  double sum = 0;
  for (const RatioParts& part : parts) sum += part.second.numerator;
  EXPECT_DOUBLE_EQ(estimates.second.value, sum / 40);
  EXPECT_LT(estimates.second.lower, estimates.second.value);
  EXPECT_GT(estimates.second.upper, estimates.second.value);
  for (size_t i = 2; i < 40; i += 2) parts[i].second = {};
  const RatioEstimates one = EstimateRatios({parts}, {}, 0)[0];
  EXPECT_DOUBLE_EQ(one.second.value, 1.5);
  EXPECT_TRUE(std::isnan(one.second.lower));
  EXPECT_EQ(one.first.lower, estimates.first.lower);
}

}  // namespace
}  // namespace trustsem
