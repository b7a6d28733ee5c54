#include "simulate/quantile_cuts.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "base/random.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;

TEST(QuantileCuts, LieBetweenTheScores) {
  EXPECT_THAT(QuantileCuts({{4, 1}, {1, 1}, {3, 1}, {2, 1}}, {0.25, 0.5, 0.25}),
              ElementsAre(1.5, 3.5));
}

TEST(QuantileCuts, WeightsCount) {
  // The first respondent stands for half of all.
  EXPECT_THAT(QuantileCuts({{1, 3}, {2, 1}, {3, 1}, {4, 1}}, {0.5, 0.5}), ElementsAre(1.5));
}

TEST(QuantileCuts, TakesTheNearerSide) {
  // Cumulated weights .25, .5, ...: .3 is nearer to the first, .4 to the second.
  EXPECT_THAT(QuantileCuts({{1, 1}, {2, 1}, {3, 1}, {4, 1}}, {0.3, 0.7}), ElementsAre(1.5));
  EXPECT_THAT(QuantileCuts({{1, 1}, {2, 1}, {3, 1}, {4, 1}}, {0.4, 0.6}), ElementsAre(2.5));
}

TEST(QuantileCuts, EqualScoresStayTogether) {
  EXPECT_THAT(QuantileCuts({{1, 1}, {2, 1}, {2, 1}, {2, 1}, {3, 1}}, {0.5, 0.5}),
              ElementsAre(::testing::AnyOf(1.5, 2.5)));
}

TEST(QuantileCuts, SharesOfZeroGetNobody) {
  const std::vector<double> cuts = QuantileCuts({{1, 1}, {2, 1}}, {0, 0.5, 0, 0.5, 0});
  ASSERT_EQ(cuts.size(), 4u);
  EXPECT_EQ(CategoryOf(1, cuts), 1);
  EXPECT_EQ(CategoryOf(2, cuts), 3);
}

TEST(QuantileCuts, NobodyAtAll) { EXPECT_EQ(QuantileCuts({}, {0.5, 0.5}).size(), 1u); }

// Every cumulated share is met to half the weight of one respondent.
TEST(QuantileCuts, MeetSharesOfManyUnevenWeights) {
  const std::vector<double> shares = {0.03, 0.17, 0.4, 0.3, 0.1};
  std::vector<WeightedScore> scores;
  double total = 0, heaviest = 0;
  for (uint32_t i = 0; i < 1600; ++i) {
    const RandomStream stream(3, i + 1);
    scores.push_back({stream.Normal(0), std::exp(0.4 * stream.Normal(1))});
    total += scores.back().weight;
    heaviest = std::max(heaviest, scores.back().weight);
  }
  const std::vector<double> cuts = QuantileCuts(scores, shares);
  std::vector<double> found(shares.size(), 0);
  for (const WeightedScore& one : scores) found[CategoryOf(one.score, cuts)] += one.weight / total;
  double cumulated = 0, share = 0;
  for (size_t k = 0; k < shares.size(); ++k) {
    cumulated += found[k];
    share += shares[k];
    EXPECT_NEAR(cumulated, share, heaviest / total / 2 + 1e-12);
  }
}

}  // namespace
}  // namespace trustsem
