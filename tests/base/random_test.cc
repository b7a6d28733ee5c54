#include "base/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

namespace trustsem {
namespace {

TEST(RandomStream, IsPhiloxOfDrawAndStream) {
  // Random123's known answers for Philox4x32-10: counter 0 and key 0 give 6627e8d5 e169c58d ....
  const uint64_t word = 0xe169c58d6627e8d5u;
  const double expected = static_cast<double>((word >> 12) * 2 + 1) * 0x1p-53;
  EXPECT_EQ(RandomStream(0, 0).Uniform(0), expected);
  EXPECT_NEAR(expected, static_cast<double>(word) * 0x1p-64, 1e-15);
}

TEST(RandomStream, KnownAnswerUsesEveryWordOfKeyAndStream) {
  // Changing any 32 bits of the seed or of the stream changes the draw.
  std::set<double> seen;
  const uint64_t high = uint64_t{1} << 32;
  for (uint64_t seed : {uint64_t{0}, uint64_t{1}, high}) {
    for (uint64_t stream : {uint64_t{0}, uint64_t{1}, high}) {
      for (uint32_t draw : {0u, 1u}) seen.insert(RandomStream(seed, stream).Uniform(draw));
    }
  }
  EXPECT_EQ(seen.size(), 18u);
}

TEST(RandomStream, DrawsDoNotDependOnOrder) {
  const RandomStream stream(42, 7);
  const double third = stream.Uniform(3);
  for (uint32_t draw = 0; draw < 3; ++draw) stream.Uniform(draw);
  EXPECT_EQ(stream.Uniform(3), third);
  EXPECT_EQ(RandomStream(42, 7).Normal(3), stream.Normal(3));
}

TEST(RandomStream, UniformHasUniformMoments) {
  const int draws = 200000;
  double sum = 0, squares = 0;
  for (int i = 0; i < draws; ++i) {
    const double u = RandomStream(1, static_cast<uint64_t>(i)).Uniform(5);
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
    sum += u;
    squares += u * u;
  }
  // Four standard errors: sqrt(1 / 12 / n) and sqrt(4 / 45 / n).
  EXPECT_NEAR(sum / draws, 0.5, 4 * std::sqrt(1.0 / 12 / draws));
  EXPECT_NEAR(squares / draws, 1.0 / 3, 4 * std::sqrt(4.0 / 45 / draws));
}

TEST(RandomStream, NormalInvertsTheNormalDistribution) {
  for (uint64_t i = 0; i < 20000; ++i) {
    const RandomStream stream(9, i);
    const double x = stream.Normal(0);
    const double u = stream.Uniform(0);
    // The normal distribution function from the C library, on the side where it is small.
    const double tail = std::min(u, 1 - u);
    const double back = std::erfc(std::abs(x) / std::sqrt(2.0)) / 2;
    ASSERT_NEAR(back / tail, 1, 1e-14 * std::max(1.0, x * x)) << "u = " << u;
    ASSERT_EQ(x < 0, u < 0.5);
  }
}

TEST(RandomStream, NormalHasNormalMoments) {
  const int draws = 200000;
  double moments[5] = {};
  for (int i = 0; i < draws; ++i) {
    const double x = RandomStream(3, 1).Normal(static_cast<uint32_t>(i));
    double power = 1;
    for (double& moment : moments) {
      moment += power / draws;
      power *= x;
    }
  }
  // Four standard errors; the variances of x^k are 1, 2, 15 and 96.
  EXPECT_NEAR(moments[1], 0, 4 * std::sqrt(1.0 / draws));
  EXPECT_NEAR(moments[2], 1, 4 * std::sqrt(2.0 / draws));
  EXPECT_NEAR(moments[3], 0, 4 * std::sqrt(15.0 / draws));
  EXPECT_NEAR(moments[4], 3, 4 * std::sqrt(96.0 / draws));
}

}  // namespace
}  // namespace trustsem
