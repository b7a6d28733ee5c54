#include "inference/probit_interval.h"

#include <gmock/gmock.h>

#include "tests/support/numerical.h"

namespace trustsem {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Expected values are mpmath's, with 1500 digits: the logarithm of the difference of two erfc, and
// its numerical derivatives.
TEST(ProbitIntervalTest, AgreesWithManyDigits) {
  struct Case {
    double lower, upper, log_probability, slope, curvature;
  };
  const Case cases[] = {
      {-1, 2, -0.20016629432446258, 0.22963717909132897, -0.48023746078846606},
      {29, 40, -424.78741990973016, 29.034401237736326, -0.99881933951123252},
      {31, kInfinity, -484.85396362717929, 31.032191276777725, -0.99896585841004661},
      {60, kInfinity, -1805.0135606805671, 60.016657420241125, -0.99972268411658523},
      {35, 35.5, -616.97510128377039, 35.028524959681497, -0.99918765028434758},
      {40, 40.0009765625, -807.86987816872035, 40.000485102377752, -0.9999999205332059},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.lower);
    const double tolerance = 1e-15 * std::max(10.0, c.lower * c.lower);
    const ProbitInterval upper = EvaluateProbitInterval(c.lower, c.upper);
    ExpectRelative(upper.log_probability, c.log_probability, 1e-14);
    ExpectRelative(upper.slope, c.slope, 1e-13);
    EXPECT_NEAR(upper.curvature, c.curvature, tolerance);
    const ProbitInterval lower = EvaluateProbitInterval(-c.upper, -c.lower);
    ExpectRelative(lower.log_probability, c.log_probability, 1e-14);
    ExpectRelative(lower.slope, -c.slope, 1e-13);
    EXPECT_NEAR(lower.curvature, c.curvature, tolerance);
  }
}

TEST(ProbitIntervalTest, DerivativesAreThoseOfTheLogarithm) {
  for (const double lower : {-kInfinity, -3.0, -0.2, 5.0}) {
    for (const double upper : {5.5, 7.0, kInfinity}) {
      const auto at = [&](double t) { return EvaluateProbitInterval(lower - t, upper - t); };
      constexpr double kStep = 1e-5;
      const ProbitInterval before = at(-kStep), here = at(0), after = at(kStep);
      EXPECT_NEAR(here.slope, (after.log_probability - before.log_probability) / (2 * kStep), 1e-8);
      EXPECT_NEAR(here.curvature, (after.slope - before.slope) / (2 * kStep), 1e-8);
    }
  }
}

TEST(ProbitIntervalTest, WholeLineTellsNothing) {
  const ProbitInterval all = EvaluateProbitInterval(-kInfinity, kInfinity);
  EXPECT_EQ(all.log_probability, 0);
  EXPECT_EQ(all.slope, 0);
  EXPECT_EQ(all.curvature, 0);
}

TEST(ProbitIntervalTest, EmptyIntervalsHaveNoLikelihood) {
  EXPECT_TRUE(std::isnan(EvaluateProbitInterval(1, 1).log_probability));
  EXPECT_TRUE(std::isnan(EvaluateProbitInterval(2, 1).log_probability));
  EXPECT_TRUE(std::isnan(EvaluateProbitInterval(2, 1).slope));
}

}  // namespace
}  // namespace trustsem
