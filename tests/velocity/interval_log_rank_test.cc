#include "velocity/interval_log_rank.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "tests/velocity/turnbull_reference.h"

namespace trustsem {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

IntervalLogRank TestOf(const nlohmann::json& of_case, int groups) {
  return TestEqualCurves(ReferenceTimes(of_case), of_case["group"].get<std::vector<int>>(), groups);
}

// With exact and right-censored times: observed less expected of survdiff(), the permutation test
// of coin's logrank_test().
TEST(IntervalLogRank, IsTheLogRankTestForRightCensoredTimes) {
  for (const nlohmann::json& of_case : TurnbullReference()["tests"]) {
    const std::string name = of_case["name"];
    const auto expected = of_case["observed_less_expected"].get<std::vector<double>>();
    const IntervalLogRank test = TestOf(of_case, static_cast<int>(expected.size()));
    for (size_t g = 0; g < expected.size(); ++g) {
      EXPECT_NEAR(test.observed_less_expected[g], expected[g], 1e-9) << name;
    }
    EXPECT_NEAR(test.chi_square, of_case["chi_square"].get<double>(), 1e-8) << name;
    EXPECT_NEAR(test.p, of_case["p"].get<double>(), 1e-9) << name;
    EXPECT_EQ(test.degrees_of_freedom, static_cast<int>(expected.size()) - 1) << name;
  }
  const nlohmann::json ties = TurnbullReference()["ties"];
  const IntervalLogRank test = TestOf(ties, 2);
  for (size_t g = 0; g < 2; ++g) {
    EXPECT_NEAR(test.observed_less_expected[g], ties["observed_less_expected"][g].get<double>(),
                1e-9);
  }
}

// The breast retraction times of Beadle et al. (1984), with and without chemotherapy: the scores
// written down in R from npsurv's masses.
TEST(IntervalLogRank, AgreesWithSunsScoresForIntervalCensoredTimes) {
  const nlohmann::json reference = TurnbullReference();
  const nlohmann::json& expected = reference["cosmesis"];
  const IntervalLogRank test = TestEqualCurves(ReferenceTimes(reference["curves"].back()),
                                               expected["group"].get<std::vector<int>>(), 2);
  for (size_t g = 0; g < 2; ++g) {
    EXPECT_NEAR(test.observed_less_expected[g], expected["observed_less_expected"][g].get<double>(),
                1e-8);
  }
  EXPECT_NEAR(test.chi_square, expected["chi_square"].get<double>(), 1e-8);
  EXPECT_NEAR(test.p, expected["p"].get<double>(), 1e-9);
}

TEST(IntervalLogRank, DoesNotDependOnTheOrderOrTheScaleOfTime) {
  const nlohmann::json of_case = TurnbullReference()["curves"][1];
  std::vector<CensoredTime> times = ReferenceTimes(of_case);
  std::vector<int> groups(times.size());
  for (size_t i = 0; i < groups.size(); ++i) groups[i] = static_cast<int>(i % 3);
  const IntervalLogRank test = TestEqualCurves(times, groups, 3);
  EXPECT_GT(test.chi_square, 0);
  std::vector<CensoredTime> other;
  std::vector<int> renamed;
  for (size_t i = times.size(); i-- > 0;) {
    other.push_back({std::log1p(times[i].left), std::log1p(times[i].right), 1});
    renamed.push_back(2 - groups[i]);
  }
  EXPECT_NEAR(TestEqualCurves(other, renamed, 3).chi_square, test.chi_square, 1e-9);
  // Those without a group and groups without times do not count.
  other.push_back({1, 2, 1});
  renamed.push_back(-1);
  const IntervalLogRank same = TestEqualCurves(other, renamed, 5);
  EXPECT_NEAR(same.chi_square, test.chi_square, 1e-9);
  EXPECT_EQ(same.degrees_of_freedom, 2);
}

TEST(IntervalLogRank, RejectsAsOftenAsItSays) {
  std::mt19937_64 random(8);
  std::exponential_distribution<double> time(0.2);
  int rejected = 0;
  constexpr int kSamples = 1000;
  for (int sample = 0; sample < kSamples; ++sample) {
    std::vector<CensoredTime> times;
    std::vector<int> groups;
    for (int i = 0; i < 60; ++i) {
      const double at = std::ceil(time(random)), seen = static_cast<double>(1 + random() % 12);
      times.push_back(at <= seen ? CensoredTime{std::floor(at / 3), at, 1}
                                 : CensoredTime{seen, kInfinity, 1});
      groups.push_back(i % 2);
    }
    rejected += TestEqualCurves(times, groups, 2).p < 0.05;
  }
  // 50 expected, with four standard errors of 6.9.
  EXPECT_NEAR(rejected, 50, 28);
}

TEST(IntervalLogRank, WithoutAnythingToCompareThereIsNoTest) {
  const std::vector<CensoredTime> times = {{0, 1, 1}, {1, 2, 1}, {2, kInfinity, 1}};
  EXPECT_TRUE(std::isnan(TestEqualCurves(times, {0, 0, 0}, 1).p));
  EXPECT_TRUE(std::isnan(TestEqualCurves(times, {-1, -1, -1}, 2).p));
  EXPECT_TRUE(std::isnan(TestEqualCurves({}, {}, 2).p));
  // All may have come at 1: any difference is one of when they were asked.
  EXPECT_TRUE(std::isnan(TestEqualCurves({{0, 1, 1}, {0, 5, 1}}, {0, 1}, 2).p));
}

}  // namespace
}  // namespace trustsem
