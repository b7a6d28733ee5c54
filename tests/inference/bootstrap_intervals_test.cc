#include "inference/bootstrap_intervals.h"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

namespace trustsem {
namespace {

using Json = nlohmann::json;

// Made by tests/study/bootstrap_reference.R.
Json Reference() {
  std::ifstream file(std::string(TRUSTSEM_SOURCE_DIR) + "/tests/study/bootstrap_reference.json");
  return Json::parse(file);
}

// lavaan's own replicates, and what lavaan makes of them. Its standard errors have the divisor R,
// those in its normal intervals too.
void ExpectLavaan(const char* type, BootstrapInterval interval) {
  const Json reference = Reference();
  const Json& expected = reference[type];
  for (size_t i = 0; i < reference["replicates"].size(); ++i) {
    const std::vector<double> replicates = reference["replicates"][i];
    const double count = static_cast<double>(replicates.size());
    const BootstrapEstimate summary =
        SummariseReplicates(replicates, reference["estimates"][i], interval);
    const double expected_error = expected["se"][i];
    // The reference is printed with 15 digits.
    EXPECT_NEAR(summary.error * std::sqrt((count - 1) / count), expected_error,
                1e-12 * expected_error);
    const double width =
        interval == BootstrapInterval::kNormal ? summary.error - expected_error : 0;
    const double lower = expected["lower"][i].get<double>() - 1.959963984540054 * width;
    const double upper = expected["upper"][i].get<double>() + 1.959963984540054 * width;
    EXPECT_NEAR(summary.lower, lower, 1e-12 * std::abs(lower) + 1e-14);
    EXPECT_NEAR(summary.upper, upper, 1e-12 * std::abs(upper) + 1e-14);
  }
}

TEST(BootstrapIntervalsTest, PercentilesAreLavaans) {
  ExpectLavaan("perc", BootstrapInterval::kPercentile);
}

TEST(BootstrapIntervalsTest, NormalOnesAreLavaans) {
  ExpectLavaan("norm", BootstrapInterval::kNormal);
}

TEST(BootstrapIntervalsTest, BcaIsThatOfTheBootPackage) {
  const Json reference = Reference()["bca"];
  const BootstrapEstimate summary =
      SummariseReplicates(reference["replicates"], reference["estimate"], BootstrapInterval::kBca,
                          reference["left_out"].get<std::vector<double>>());
  EXPECT_NEAR(summary.lower, reference["ci"][0].get<double>(), 1e-9);
  EXPECT_NEAR(summary.upper, reference["ci"][1].get<double>(), 1e-9);
}

// Mean 3, standard deviation sqrt(2.5), bias 0.5.
TEST(BootstrapIntervalsTest, NormalIntervalIsCorrectedForBias) {
  const BootstrapEstimate summary =
      SummariseReplicates({1, 2, 3, 4, 5}, 2.5, BootstrapInterval::kNormal);
  EXPECT_NEAR(summary.error, std::sqrt(2.5), 1e-15);
  EXPECT_NEAR(summary.lower, 2 - 1.959963984540054 * std::sqrt(2.5), 1e-14);
  EXPECT_NEAR(summary.upper, 2 + 1.959963984540054 * std::sqrt(2.5), 1e-14);
}

TEST(BootstrapIntervalsTest, QuantilesAreOrderStatisticsWhereTheRankIsWhole) {
  std::vector<double> sorted;
  for (int i = 1; i <= 999; ++i) sorted.push_back(i);
  EXPECT_EQ(ReplicateQuantile(sorted, 0.025), 25);
  EXPECT_EQ(ReplicateQuantile(sorted, 0.975), 975);
  EXPECT_EQ(ReplicateQuantile(sorted, 0.0001), 1);
  EXPECT_EQ(ReplicateQuantile(sorted, 0.9999), 999);
}

// Symmetric replicates about the estimate, no acceleration: BCa is the percentile interval.
TEST(BootstrapIntervalsTest, BcaCorrectsNothingWhereNothingIsSkewed) {
  std::vector<double> replicates;
  for (int i = 1; i <= 500; ++i) {
    replicates.push_back(i * i);
    replicates.push_back(-i * i);
  }
  const auto percentile = SummariseReplicates(replicates, 0, BootstrapInterval::kPercentile);
  const auto bca = SummariseReplicates(replicates, 0, BootstrapInterval::kBca, {1, -1, 2, -2});
  EXPECT_NEAR(bca.lower, percentile.lower, 1e-8 * 250000);
  EXPECT_NEAR(bca.upper, percentile.upper, 1e-8 * 250000);
}

// L = (-3, -2, -1, 0, 6) about the mean 4: sum of cubes 180, of squares 50.
TEST(BootstrapIntervalsTest, AccelerationOfAFewValues) {
  EXPECT_NEAR(Acceleration({7, 6, 5, 4, -2}), 180 / (6 * std::pow(50, 1.5)), 1e-16);
  EXPECT_EQ(Acceleration({2, 2, 2}), 0);
}

TEST(BootstrapIntervalsTest, ReplicatesWithoutANumberAreLeftOut) {
  const auto with = SummariseReplicates({1, kMissing, 3, 8}, 2, BootstrapInterval::kPercentile);
  const auto without = SummariseReplicates({1, 3, 8}, 2, BootstrapInterval::kPercentile);
  EXPECT_EQ(with.error, without.error);
  EXPECT_EQ(with.upper, without.upper);
  const auto one = SummariseReplicates({1, kMissing}, 2, BootstrapInterval::kPercentile);
  EXPECT_TRUE(std::isnan(one.error) && std::isnan(one.lower) && std::isnan(one.upper));
}

TEST(BootstrapIntervalsTest, UnknownIntervalsAreRefused) {
  EXPECT_EQ(FindBootstrapInterval("BCa"), BootstrapInterval::kBca);
  try {
    FindBootstrapInterval("percentil");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_THAT(error.what(), ::testing::HasSubstr("did you mean 'percentile'?"));
  }
}

}  // namespace
}  // namespace trustsem
