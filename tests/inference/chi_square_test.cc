#include "inference/chi_square.h"

#include <gmock/gmock.h>

#include "tests/support/numerical.h"

namespace trustsem {
namespace {

// Expected values are R's, by the call beside each.
TEST(ChiSquareTest, UpperTail) {
  // pchisq(x, df, lower.tail = FALSE)
  ExpectRelative(ChiSquareUpperTail(85.305521788, 24), 8.502553107189501e-09, 1e-12);
  ExpectRelative(ChiSquareUpperTail(500, 3), 4.771672031912758e-108, 1e-11);
  ExpectRelative(ChiSquareUpperTail(3.841458820694124, 1), 0.05, 1e-13);
  ExpectRelative(ChiSquareUpperTail(0.5, 40), 1, 1e-15);
  // Closed form with two degrees of freedom.
  ExpectRelative(ChiSquareUpperTail(7, 2), std::exp(-3.5), 1e-14);
  EXPECT_EQ(ChiSquareUpperTail(0, 5), 1);
  EXPECT_EQ(ChiSquareUpperTail(-1e-9, 5), 1);
  EXPECT_TRUE(std::isnan(ChiSquareUpperTail(3, 0)));
  EXPECT_TRUE(std::isnan(ChiSquareUpperTail(kNan, 3)));
}

TEST(ChiSquareTest, Quantile) {
  ExpectRelative(ChiSquareQuantile(0.95, 24), 36.41502850180731, 1e-13);   // qchisq(.95, 24)
  ExpectRelative(ChiSquareQuantile(0.99, 1), 6.634896601021213, 1e-13);    // qchisq(.99, 1)
  ExpectRelative(ChiSquareQuantile(0.05, 100), 77.92946516501726, 1e-13);  // qchisq(.05, 100)
}

TEST(ChiSquareTest, Noncentral) {
  // pchisq(x, df, ncp); R's sums stop at a relative error near 1e-12.
  ExpectRelative(NoncentralChiSquareCdf(85.3, 24, 18.06), 0.9993380004957174, 1e-11);
  ExpectRelative(NoncentralChiSquareCdf(10, 5, 2), 0.79227110543391, 1e-11);
  ExpectRelative(NoncentralChiSquareCdf(300, 200, 50), 0.9746192819036585, 1e-11);
  ExpectRelative(NoncentralChiSquareCdf(1, 1, 0.3), 0.6136208834954608, 1e-11);
  // pchisq(x, df, ncp, lower.tail = FALSE)
  ExpectRelative(NoncentralChiSquareUpperTail(85.3, 24, 46.2), 0.1599835185049582, 1e-10);
  ExpectRelative(NoncentralChiSquareUpperTail(10, 5, 2), 0.2077288945660901, 1e-10);
  // With one degree of freedom, of a squared normal with mean sqrt(ncp).
  const auto phi = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
  ExpectRelative(NoncentralChiSquareCdf(4, 1, 2.25), phi(2 - 1.5) - phi(-2 - 1.5), 1e-12);
  // Without noncentrality, the central one.
  EXPECT_EQ(NoncentralChiSquareUpperTail(12, 7, 0), ChiSquareUpperTail(12, 7));
  EXPECT_EQ(NoncentralChiSquareCdf(0, 3, 1), 0);
  EXPECT_EQ(NoncentralChiSquareUpperTail(0, 3, 1), 1);
}

TEST(ChiSquareTest, NoncentralityAt) {
  // uniroot(function(l) pchisq(85.3, 24, ncp = l) - p, ..., tol = 1e-14)$root
  ExpectRelative(NoncentralityAt(85.3, 24, 0.95), 36.84228349962159, 1e-10);
  ExpectRelative(NoncentralityAt(85.3, 24, 0.05), 93.34695023877222, 1e-10);
  EXPECT_EQ(NoncentralityAt(20, 24, 0.95), 0);
  for (double x : {30.0, 500.0, 2e4}) {
    ExpectRelative(NoncentralChiSquareCdf(x, 20, NoncentralityAt(x, 20, 0.05)), 0.05, 1e-9);
  }
}

TEST(ChiSquareTest, NormalTwoSided) {
  ExpectRelative(NormalTwoSidedP(1.959963984540054), 0.05, 1e-14);    // 2 * pnorm(-z)
  ExpectRelative(NormalTwoSidedP(-8), 1.244192114854357e-15, 1e-13);  // 2 * pnorm(-8)
  ExpectRelative(NormalTwoSidedP(0.1), 0.920344325445942, 1e-14);     // 2 * pnorm(-0.1)
  EXPECT_EQ(NormalTwoSidedP(0), 1);
}

// Where the series would take minutes: against the normal limit, and against the series where the
// two meet.
TEST(ChiSquareTest, LargeNoncentralities) {
  const double ncp = 4e6, df = 20;
  const double sd = std::sqrt(2 * (df + 2 * ncp));
  EXPECT_NEAR(NoncentralChiSquareCdf(df + ncp + sd, df, ncp), 0.8413447461, 1e-3);
  EXPECT_NEAR(NoncentralChiSquareUpperTail(df + ncp + sd, df, ncp), 0.1586552539, 1e-3);
  const double x = 1e6 + df + 1500;
  EXPECT_NEAR(NoncentralChiSquareCdf(x, df, 1e6 * (1 - 1e-9)),
              NoncentralChiSquareCdf(x, df, 1e6 * (1 + 1e-9)), 1e-6);
  EXPECT_GT(NoncentralityAt(1e13, 3, 0.05), 0.99e13);
}

}  // namespace
}  // namespace trustsem
