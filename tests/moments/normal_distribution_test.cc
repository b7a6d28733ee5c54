// Against numbers of 50 digits (normal_distribution_reference.py), and by properties.
#include "moments/normal_distribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

namespace trustsem {
namespace {

struct Univariate {
  double x, density, cdf;
};
struct Quantile {
  double p, x;
};
struct Interval {
  double lower, upper, probability;
};
struct Bivariate {
  double h, k, rho, cdf, density, density_slope, cdf_slope;
};
struct Rectangle {
  double a, b, c, d, rho, probability;
};

#include "normal_distribution_reference.inc"

void ExpectRelative(double value, double expected, double tolerance) {
  EXPECT_LE(std::abs(value - expected), tolerance * std::abs(expected))
      << value << " in place of " << expected << ", relative difference " << value / expected - 1;
}

TEST(NormalDistribution, DensityAndCdfAreRelativelyAccurateInTheTail) {
  for (const auto& reference : kUnivariate) {
    SCOPED_TRACE(reference.x);
    ExpectRelative(NormalDensity(reference.x), reference.density, 1e-15);
    ExpectRelative(NormalCdf(reference.x), reference.cdf, 2e-15);
  }
}

TEST(NormalDistribution, QuantileIsRelativelyAccurate) {
  for (const auto& reference : kQuantiles) {
    SCOPED_TRACE(reference.p);
    ExpectRelative(NormalQuantile(reference.p), reference.x, 1e-15);
  }
  EXPECT_EQ(NormalQuantile(0.5), 0);
  for (double x = -37; x < 5; x += 0.37) EXPECT_NEAR(NormalQuantile(NormalCdf(x)), x, 1e-9);
}

TEST(NormalDistribution, IntervalIsRelativelyAccurate) {
  for (const auto& reference : kIntervals) {
    SCOPED_TRACE(testing::Message() << reference.lower << " " << reference.upper);
    ExpectRelative(NormalInterval(reference.lower, reference.upper), reference.probability, 4e-15);
    ExpectRelative(NormalInterval(reference.upper, reference.lower), -reference.probability, 4e-15);
  }
}

TEST(NormalDistribution, InfiniteAndExtremeArguments) {
  const double inf = kInf;
  EXPECT_EQ(NormalDensity(inf), 0);
  EXPECT_EQ(NormalDensity(-inf), 0);
  EXPECT_EQ(NormalCdf(-inf), 0);
  EXPECT_EQ(NormalCdf(inf), 1);
  EXPECT_EQ(NormalCdf(-40), 0);
  EXPECT_EQ(NormalQuantile(0), -inf);
  EXPECT_EQ(NormalQuantile(1), inf);
  EXPECT_EQ(NormalInterval(-inf, inf), 1);
  EXPECT_EQ(NormalInterval(inf, inf), 0);
  EXPECT_EQ(NormalInterval(-inf, -1), NormalCdf(-1));
  EXPECT_EQ(NormalInterval(1, inf), NormalCdf(-1));
  const std::vector<double> extremes = {-inf, -1e300, -50, -37.5, -20, -1, 0, 1, 20, 37.5, 50, inf};
  for (const double rho : {-1.0, -0.99, -0.5, 0.0, 0.5, 0.99, 1.0}) {
    for (const double h : extremes) {
      EXPECT_NEAR(BivariateNormalCdf(h, inf, rho), NormalCdf(h), 1e-300);
      EXPECT_NEAR(BivariateNormalCdf(inf, h, rho), NormalCdf(h), 1e-300);
      EXPECT_EQ(BivariateNormalCdf(h, -inf, rho), 0);
      EXPECT_EQ(BivariateNormalCdf(-inf, h, rho), 0);
      EXPECT_EQ(BivariateNormalCdfSlope(h, inf, rho), NormalDensity(h));
      EXPECT_EQ(BivariateNormalCdfSlope(h, -inf, rho), 0);
      for (const double k : extremes) {
        SCOPED_TRACE(testing::Message() << h << " " << k << " " << rho);
        std::vector<double> results = {BivariateNormalCdf(h, k, rho),
                                       BivariateNormalCdfSlope(h, k, rho),
                                       BivariateNormalRectangle(h, h + 1, k, k + 1, rho),
                                       BivariateNormalRectangle(h, inf, -inf, k, rho)};
        if (std::abs(rho) < 1) {
          results.push_back(BivariateNormalDensity(h, k, rho));
          results.push_back(BivariateNormalDensitySlope(h, k, rho));
        }
        for (const double result : results) {
          EXPECT_TRUE(result == 0 || std::isnormal(result)) << result;
        }
        for (int i = 0; i < 4; ++i) EXPECT_TRUE(results[i] >= 0 && results[i] <= 1) << results[i];
      }
    }
  }
}

TEST(NormalDistribution, BivariateCdfAgreesWithReference) {
  for (const auto& r : kBivariate) {
    SCOPED_TRACE(testing::Message() << r.h << " " << r.k << " " << r.rho);
    EXPECT_NEAR(BivariateNormalCdf(r.h, r.k, r.rho), r.cdf, 1e-14);
    EXPECT_NEAR(BivariateNormalCdf(r.k, r.h, r.rho), r.cdf, 1e-14);
  }
}

TEST(NormalDistribution, BivariateDerivativesAgreeWithReference) {
  for (const auto& r : kBivariate) {
    SCOPED_TRACE(testing::Message() << r.h << " " << r.k << " " << r.rho);
    EXPECT_NEAR(BivariateNormalCdfSlope(r.h, r.k, r.rho), r.cdf_slope, 1e-15);
    const double s2 = (1 - r.rho) * (1 + r.rho);
    EXPECT_NEAR(BivariateNormalDensity(r.h, r.k, r.rho), r.density,
                1e-14 * std::max(1.0, r.density));
    // The slope is a difference of two terms, of which the smaller is about the density over s2.
    EXPECT_NEAR(BivariateNormalDensitySlope(r.h, r.k, r.rho), r.density_slope,
                1e-14 * std::max(1.0, std::abs(r.density_slope) + r.density / s2));
  }
}

TEST(NormalDistribution, BivariateCdfAtPerfectCorrelation) {
  for (const double h : {-2.0, -0.3, 0.0, 1.2}) {
    for (const double k : {-1.5, -0.3, 0.0, 0.3, 2.0}) {
      EXPECT_NEAR(BivariateNormalCdf(h, k, 1), NormalCdf(std::min(h, k)), 1e-15);
      EXPECT_NEAR(BivariateNormalCdf(h, k, -1), std::max(0.0, NormalInterval(-k, h)), 1e-15);
      EXPECT_NEAR(BivariateNormalCdf(h, k, 1 - 1e-15), NormalCdf(std::min(h, k)), 1e-7);
    }
  }
}

TEST(NormalDistribution, OrthantProbabilityHasItsClosedForm) {
  for (double rho = -0.999; rho < 1; rho += 0.0037) {
    EXPECT_NEAR(BivariateNormalCdf(0, 0, rho), 0.25 + std::asin(rho) / (2 * std::numbers::pi),
                1e-15)
        << rho;
  }
}

TEST(NormalDistribution, RectanglesAreRelativelyAccurate) {
  for (const auto& r : kRectangles) {
    SCOPED_TRACE(testing::Message()
                 << r.a << " " << r.b << " " << r.c << " " << r.d << " " << r.rho);
    const double tolerance = 1e-11;
    ExpectRelative(BivariateNormalRectangle(r.a, r.b, r.c, r.d, r.rho), r.probability, tolerance);
    ExpectRelative(BivariateNormalRectangle(r.c, r.d, r.a, r.b, r.rho), r.probability, tolerance);
    ExpectRelative(BivariateNormalRectangle(-r.b, -r.a, r.c, r.d, -r.rho), r.probability,
                   tolerance);
    ExpectRelative(BivariateNormalRectangle(-r.b, -r.a, -r.d, -r.c, r.rho), r.probability,
                   tolerance);
  }
}

TEST(NormalDistribution, RectangleOfSingularDistributionIsAnInterval) {
  ExpectRelative(BivariateNormalRectangle(4, 6, 5, 7, 1), NormalInterval(5, 6), 1e-15);
  ExpectRelative(BivariateNormalRectangle(4, 6, -7, -5, -1), NormalInterval(5, 6), 1e-15);
  EXPECT_EQ(BivariateNormalRectangle(4, 5, 6, 7, 1), 0);
  EXPECT_EQ(BivariateNormalRectangle(4, 5, 6, 7, -1), 0);
  EXPECT_EQ(BivariateNormalRectangle(1, 1, -1, 1, 0.5), 0);
  EXPECT_EQ(BivariateNormalRectangle(2, 1, -1, 1, 0.5), 0);
}

TEST(NormalDistribution, CellsAreTheRectanglesBetweenThresholds) {
  const Eigen::Vector4d rows(-1.5, -0.6, 0.2, 2.4);
  const Eigen::Vector2d columns(-0.1, 1.3);
  const std::vector<double> x = {-kInf, -1.5, -0.6, 0.2, 2.4, kInf};
  const std::vector<double> y = {-kInf, -0.1, 1.3, kInf};
  for (const double rho : {-1.0, -0.999, -0.96, -0.9, -0.4, 0.0, 0.2, 0.6, 0.8, 0.94, 0.98, 1.0}) {
    Eigen::MatrixXd cells;
    BivariateNormalCells(rows, columns, rho, &cells);
    ASSERT_EQ(cells.rows(), 5);
    ASSERT_EQ(cells.cols(), 3);
    EXPECT_NEAR(cells.sum(), 1, 1e-14);
    for (int i = 0; i < 5; ++i) {
      for (int j = 0; j < 3; ++j) {
        const double expected = BivariateNormalRectangle(x[i], x[i + 1], y[j], y[j + 1], rho);
        EXPECT_NEAR(cells(i, j), expected, 1e-14) << i << " " << j << " " << rho;
        EXPECT_GE(cells(i, j), 0);
      }
    }
  }
}

TEST(NormalDistribution, CellsWithoutThresholdsAreMarginal) {
  Eigen::MatrixXd cells;
  BivariateNormalCells(Eigen::VectorXd(), Eigen::VectorXd(), 0.5, &cells);
  ASSERT_EQ(cells.size(), 1);
  EXPECT_EQ(cells(0, 0), 1);
  BivariateNormalCells(Eigen::VectorXd::Constant(1, 0.7), Eigen::VectorXd(), 0.5, &cells);
  ASSERT_EQ(cells.rows(), 2);
  ASSERT_EQ(cells.cols(), 1);
  EXPECT_NEAR(cells(0, 0), NormalCdf(0.7), 1e-15);
}

TEST(NormalDistribution, DensityIsTheDerivativeOfTheCdfByTheCorrelation) {
  // Also across the borders between the numbers of nodes.
  std::mt19937 generator(7);
  std::normal_distribution<double> normal;
  for (double rho = -0.98; rho < 0.985; rho += 0.01) {
    const double h = normal(generator), k = normal(generator), step = 1e-5;
    const double slope =
        (BivariateNormalCdf(h, k, rho + step) - BivariateNormalCdf(h, k, rho - step)) / (2 * step);
    EXPECT_NEAR(slope, BivariateNormalDensity(h, k, rho), 1e-5) << h << " " << k << " " << rho;
  }
}

}  // namespace
}  // namespace trustsem
