#include "velocity/shrinkage.h"

#include <gmock/gmock.h>

#include <cmath>

namespace trustsem {
namespace {

// With equal variances v the equation of Paule & Mandel has the solution s^2 - v, s^2 the variance
// of the values: 1, 3, 5, 9, 12 have mean 6 and s^2 = 20.
TEST(Shrinkage, EqualVariancesByHand) {
  const ShrunkenMeans shrunken = ShrinkMeans({1, 3, 5, 9, 12}, {4, 4, 4, 4, 4}, 0.95);
  EXPECT_NEAR(shrunken.mean, 6, 1e-12);
  EXPECT_NEAR(shrunken.between, 4, 1e-12);
  EXPECT_NEAR(shrunken.mean_error, 2, 1e-12);  // sqrt((16 + 4) / 5)
  // B = 4 / 20: 1 becomes 6 - 0.8 * 5; its variance 4 * 0.8 + 0.04 * 4 + 2 * 0.04 * 25 / 2.
  EXPECT_NEAR(shrunken.estimates[0].value, 2, 1e-12);
  EXPECT_NEAR(shrunken.estimates[0].error, std::sqrt(4.36), 1e-12);
  EXPECT_NEAR(shrunken.estimates[0].upper - shrunken.estimates[0].value,
              1.959963984540054 * std::sqrt(4.36), 1e-12);
}

// Values that differ less than their errors explain have one mean.
TEST(Shrinkage, NothingBetween) {
  const ShrunkenMeans shrunken = ShrinkMeans({5, 6, 7, 6}, {9, 9, 9, 9}, 0.95);
  EXPECT_EQ(shrunken.between, 0);
  for (const VelocityEstimate& estimate : shrunken.estimates) EXPECT_NEAR(estimate.value, 6, 1e-12);
}

// The weighted squares at the solution are their expectation, k - 1.
TEST(Shrinkage, UnequalVariancesSolveTheEquation) {
  const std::vector<double> values = {50, 61, 47, 70, 55}, variances = {1, 9, 4, 25, 16};
  const ShrunkenMeans shrunken = ShrinkMeans(values, variances, 0.95);
  double squares = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    squares += std::pow(values[i] - shrunken.mean, 2) /
               (variances[i] + shrunken.between * shrunken.between);
  }
  EXPECT_NEAR(squares, 4, 1e-10);
  // Who is known worst is drawn most.
  const auto pull = [&](size_t i) {
    return (values[i] - shrunken.estimates[i].value) / (values[i] - shrunken.mean);
  };
  EXPECT_GT(pull(3), pull(1));
  EXPECT_GT(pull(1), pull(0));
}

TEST(Shrinkage, ThreeValuesAreTooFew) {
  const ShrunkenMeans shrunken = ShrinkMeans({1, 2, 3}, {1, 1, 1}, 0.95);
  EXPECT_TRUE(std::isnan(shrunken.mean));
  EXPECT_TRUE(std::isnan(shrunken.estimates[0].value));
}

}  // namespace
}  // namespace trustsem
