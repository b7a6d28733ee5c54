#include "inference/rubin_rules.h"

#include <gtest/gtest.h>

#include <cmath>

#include "inference/student_t.h"

namespace trustsem {
namespace {

// R: mitools::MIcombine(list(1, 2, 3), list(.25, .25, .25)).
TEST(PoolEstimates, FollowsRubin) {
  const PooledEstimate pooled = PoolEstimates({1, 2, 3}, {0.5, 0.5, 0.5});
  EXPECT_DOUBLE_EQ(pooled.estimate, 2);
  EXPECT_NEAR(pooled.error * pooled.error, 1.583333333333, 1e-11);
  EXPECT_NEAR(pooled.df, 2.8203125, 1e-12);
  EXPECT_NEAR(pooled.missing_information, 0.896361709643, 1e-11);
}

TEST(PoolEstimates, SetsThatAgreeSayWhatOneSays) {
  const PooledEstimate pooled = PoolEstimates({2, 2, 2}, {0.3, 0.3, 0.3});
  EXPECT_DOUBLE_EQ(pooled.estimate, 2);
  EXPECT_NEAR(pooled.error, 0.3, 1e-15);
  EXPECT_TRUE(std::isinf(pooled.df));
  EXPECT_EQ(pooled.missing_information, 0);
}

TEST(PoolEstimates, FixedParametersHaveNoError) {
  const PooledEstimate fixed = PoolEstimates({1, 1}, {0, 0});
  EXPECT_EQ(fixed.estimate, 1);
  EXPECT_EQ(fixed.error, 0);
  EXPECT_TRUE(std::isnan(fixed.df));
  EXPECT_TRUE(std::isnan(PoolEstimates({1, 2}, {0.5, std::nan("")}).error));
}

// R, from the formulas of Li, Meng, Raghunathan & Rubin (1991):
//   r <- (1 + 1/3) * var(sqrt(c(10, 12, 15))); D2 <- (mean(c(10, 12, 15)) / 4 - 2 * r) / (1 + r)
//   v <- 4^(-3/3) * 2 * (1 + 1/r)^2; c(r, 4 * D2, v, pf(D2, 4, v, lower = FALSE))
TEST(PoolStatistics, FollowsD2) {
  const PooledStatistic pooled = PoolStatistics({10, 12, 15}, 4);
  EXPECT_NEAR(pooled.relative_increase, 0.1696410093254, 1e-12);
  EXPECT_NEAR(pooled.chisq, 9.3842513824490, 1e-11);
  EXPECT_NEAR(pooled.denominator_df, 23.7691407638421, 1e-10);
  EXPECT_NEAR(pooled.pvalue, 0.0836356607386, 1e-12);
}

TEST(PoolStatistics, EqualOnesAreTheirChiSquare) {
  const PooledStatistic pooled = PoolStatistics({12, 12, 12, 12}, 5);
  EXPECT_NEAR(pooled.chisq, 12, 1e-12);
  EXPECT_NEAR(pooled.pvalue, 0.03478778, 1e-8);  // R: pchisq(12, 5, lower = FALSE)
}

TEST(PoolStatistics, IsNeverNegative) {
  const PooledStatistic pooled = PoolStatistics({0.1, 30, 0.2}, 6);
  EXPECT_EQ(pooled.chisq, 0);
  EXPECT_EQ(pooled.pvalue, 1);
}

TEST(PoolStatistics, WithoutDegreesOfFreedomThereIsNoTest) {
  const PooledStatistic pooled = PoolStatistics({0, 0}, 0);
  EXPECT_EQ(pooled.chisq, 0);
  EXPECT_TRUE(std::isnan(pooled.pvalue));
}

// R: 2 * pt(-2.5, 7.3), qt(.975, 7.3).
TEST(Student, HasFewDegreesOfFreedomOrInfinite) {
  EXPECT_NEAR(StudentTwoSidedP(-2.5, 7.3), 0.0396502346656, 1e-12);
  EXPECT_NEAR(StudentQuantile(0.95, 7.3), 2.34506673655, 1e-11);
  EXPECT_NEAR(StudentTwoSidedP(1.959963984540054, INFINITY), 0.05, 1e-14);
  EXPECT_NEAR(StudentQuantile(0.95, INFINITY), 1.959963984540054, 1e-14);
}

}  // namespace
}  // namespace trustsem
