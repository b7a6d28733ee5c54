#include "inference/weighted_chi_square.h"

#include <gtest/gtest.h>

#include <cmath>

#include "inference/chi_square.h"

namespace trustsem {
namespace {

TEST(WeightedChiSquareTest, EqualWeightsAreOneChiSquare) {
  for (const int df : {1, 2, 5, 40, 400}) {
    for (const double share : {0.01, 0.3, 0.99, 1.0, 1.2, 4.0, 30.0}) {
      const double x = share * df;
      EXPECT_NEAR(WeightedChiSquareUpperTail(2.5 * x, Eigen::VectorXd::Constant(df, 2.5)),
                  ChiSquareUpperTail(x, df), 1e-12)
          << df << " " << x;
    }
  }
}

// Pairs of equal weights are exponential variables: of means 2a and 2b the tail of the sum is
// (a exp(-x / 2a) - b exp(-x / 2b)) / (a - b).
TEST(WeightedChiSquareTest, PairsAreExponential) {
  for (const double a : {1.0, 3.0, 1e3, 1e6}) {
    const double b = 0.4;
    const Eigen::Vector4d weights(a, a, b, b);
    for (const double x : {0.1, 1.0, 7.0, 2e3, 1e7}) {
      const double tail = (a * std::exp(-x / (2 * a)) - b * std::exp(-x / (2 * b))) / (a - b);
      EXPECT_NEAR(WeightedChiSquareUpperTail(x, weights), tail, 1e-12) << a << " " << x;
    }
  }
}

TEST(WeightedChiSquareTest, ZeroWeightsAddNothing) {
  const Eigen::Vector4d weights(2, 0, 1e-30, 0);
  EXPECT_NEAR(WeightedChiSquareUpperTail(3, weights), ChiSquareUpperTail(1.5, 1), 1e-12);
}

TEST(WeightedChiSquareTest, TailsThatDoNotExist) {
  EXPECT_EQ(WeightedChiSquareUpperTail(0, Eigen::Vector2d(1, 2)), 1);
  EXPECT_TRUE(std::isnan(WeightedChiSquareUpperTail(1, Eigen::VectorXd())));
  EXPECT_TRUE(std::isnan(WeightedChiSquareUpperTail(1, Eigen::Vector2d(0, 0))));
  EXPECT_TRUE(std::isnan(WeightedChiSquareUpperTail(std::nan(""), Eigen::Vector2d(1, 2))));
}

}  // namespace
}  // namespace trustsem
