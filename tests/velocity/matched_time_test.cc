#include "velocity/matched_time.h"

#include <gmock/gmock.h>

#include <cmath>

#include "base/random.h"
#include "inference/student_t.h"
#include "velocity/level_results.h"

namespace trustsem {
namespace {

constexpr VelocityLevel kLevel = VelocityLevel::kSegment;

VelocityResponse Response(int account, int group, double time, double score) {
  VelocityResponse response;
  response.member[size_t(VelocityLevel::kAccount)] = account;
  response.member[size_t(kLevel)] = group;
  response.time = time;
  response.score = score;
  response.index = 4 * score / time;
  return response;
}

MatchedScores Match(const std::vector<VelocityResponse>& responses, size_t accounts,
                    size_t groups) {
  return MatchScores(responses, SortByAccount(responses, accounts), MakeTimeStrata(responses),
                     kLevel, groups, 0.95);
}

TEST(TimeStrata, FewTimesAreTheirOwn) {
  const TimeStrata strata = MakeTimeStrata(
      {Response(0, 0, 5, 1), Response(1, 0, 2, 1), Response(2, 0, 5, 1), Response(3, 0, 9, 1)});
  EXPECT_THAT(strata.upper, ::testing::ElementsAre(2, 5, 9));
  EXPECT_THAT(strata.of_response, ::testing::ElementsAre(1, 0, 1, 2));
  EXPECT_EQ(strata.median, 5);
}

TEST(TimeStrata, ManyTimesArePartedAtDeciles) {
  std::vector<VelocityResponse> responses;
  for (int i = 1; i <= 200; ++i) responses.push_back(Response(i - 1, 0, i, 50));
  const TimeStrata strata = MakeTimeStrata(responses);
  EXPECT_EQ(strata.count(), 10);
  EXPECT_EQ(strata.upper.front(), 20);
  EXPECT_EQ(strata.upper.back(), 200);
  EXPECT_EQ(strata.of_response[19], 0);
  EXPECT_EQ(strata.of_response[20], 1);
  EXPECT_EQ(strata.median, 100.5);
}

TEST(TimeStrata, RowsWithoutAnIndexHaveNone) {
  VelocityResponse without = Response(0, 0, 0, 50);
  without.index = std::nan("");
  const TimeStrata strata = MakeTimeStrata({without, Response(1, 0, 2, 50)});
  EXPECT_THAT(strata.of_response, ::testing::ElementsAre(-1, 0));
}

// score = 10 group + 3 stratum exactly: the groups differ by 10 at equal T, whatever T they have.
TEST(MatchedScores, FindsTheDifferenceAtEqualTime) {
  std::vector<VelocityResponse> responses;
  int account = 0;
  for (int k = 0; k < 4; ++k) {
    for (int i = 0; i < 1 + 3 * k; ++i)
      responses.push_back(Response(account++, 0, k + 1, 40 + 3 * k));
    for (int i = 0; i < 8 - 2 * k; ++i)
      responses.push_back(Response(account++, 1, k + 1, 50 + 3 * k));
  }
  const MatchedScores matched = Match(responses, size_t(account), 2);
  EXPECT_NEAR(matched.scores[1].value - matched.scores[0].value, 10, 1e-10);
  // At the pooled distribution of T: strata of 9, 10, 11 and 12 responses of 42.
  EXPECT_NEAR(matched.scores[0].value, 40 + 3.0 * (0 * 9 + 1 * 10 + 2 * 11 + 3 * 12) / 42, 1e-10);
  EXPECT_EQ(matched.share_matched[0], 1);
}

// Constant trust: the literal index halves with T, the score at equal T does not.
TEST(MatchedScores, ConstantTrustIsEqual) {
  std::vector<VelocityResponse> responses;
  for (int i = 0; i < 20; ++i) {
    responses.push_back(Response(2 * i, 0, 1 + i % 5, 70));
    responses.push_back(Response(2 * i + 1, 1, 3 + i % 5, 70));
  }
  const MatchedScores matched = Match(responses, 40, 2);
  EXPECT_NEAR(matched.scores[0].value, 70, 1e-10);
  EXPECT_NEAR(matched.scores[1].value, 70, 1e-10);
  EXPECT_NEAR(matched.share_matched[0], 0.6, 1e-12);  // T of 3, 4 and 5
}

// One stratum: the group's mean and its error over accounts.
TEST(MatchedScores, OneStratumIsThePlainMean) {
  const std::vector<VelocityResponse> responses = {Response(0, 0, 2, 50), Response(0, 0, 2, 60),
                                                   Response(1, 0, 2, 40), Response(2, 0, 2, 80),
                                                   Response(3, 1, 2, 30), Response(4, 1, 2, 50)};
  const MatchedScores matched = Match(responses, 5, 2);
  const VelocityEstimate mean = MeanOfAccounts({{110, 2}, {40, 1}, {80, 1}}, 0.95);
  EXPECT_NEAR(matched.scores[0].value, 57.5, 1e-12);
  EXPECT_NEAR(matched.scores[0].error, mean.error, 1e-12);
  EXPECT_NEAR(matched.scores[0].lower, mean.lower, 1e-10);
  EXPECT_NEAR(matched.covariance(0, 0), mean.error * mean.error, 1e-10);
  EXPECT_NEAR(matched.covariance(0, 1), 0, 1e-12);
}

// The variance is that of a regression on dummies with errors clustered by account, times
// A / (A - 1) of the group, computed here with dense matrices.
TEST(MatchedScores, ErrorIsTheClusteredOne) {
  const RandomStream random(5, 0);
  std::vector<VelocityResponse> responses;
  const int accounts = 60, groups = 3, strata = 4;
  uint32_t draw = 0;
  for (int a = 0; a < accounts; ++a) {
    const double own = 5 * random.Normal(draw++);
    for (int i = 0; i < 1 + a % 4; ++i) {
      const double u = random.Uniform(draw++);
      const int time = 1 + int(strata * u);
      responses.push_back(Response(
          a, a % groups, time, 50 + 4 * (a % groups) + 2 * time + own + 8 * random.Normal(draw++)));
    }
  }
  const MatchedScores matched = Match(responses, size_t(accounts), groups);
  const auto n = Eigen::Index(responses.size());
  Eigen::MatrixXd X = Eigen::MatrixXd::Zero(n, groups + strata - 1);
  Eigen::VectorXd y(n), shares = Eigen::VectorXd::Zero(strata);
  for (Eigen::Index i = 0; i < n; ++i) {
    const VelocityResponse& response = responses[size_t(i)];
    X(i, response.member[size_t(kLevel)]) = 1;
    const int k = int(response.time) - 1;
    if (k > 0) X(i, groups + k - 1) = 1;
    shares(k) += 1.0 / double(n);
    y(i) = response.score;
  }
  const Eigen::MatrixXd inverse = (X.transpose() * X).inverse();
  const Eigen::VectorXd beta = inverse * X.transpose() * y, e = y - X * beta;
  Eigen::MatrixXd meat = Eigen::MatrixXd::Zero(X.cols(), X.cols());
  for (int a = 0; a < accounts; ++a) {
    Eigen::VectorXd u = Eigen::VectorXd::Zero(X.cols());
    for (Eigen::Index i = 0; i < n; ++i) {
      if (responses[size_t(i)].member[size_t(VelocityLevel::kAccount)] == a) {
        u += X.row(i).transpose() * e(i);
      }
    }
    meat += u * u.transpose();
  }
  const Eigen::MatrixXd V = inverse * meat * inverse;
  for (int g = 0; g < groups; ++g) {
    Eigen::VectorXd c = Eigen::VectorXd::Zero(X.cols());
    c(g) = 1;
    c.tail(strata - 1) = shares.tail(strata - 1);
    EXPECT_NEAR(matched.scores[size_t(g)].value, c.dot(beta), 1e-9);
    EXPECT_NEAR(matched.variance[size_t(g)], c.dot(V * c) * 20 / 19, 1e-9);
    EXPECT_NEAR(matched.scores[size_t(g)].upper - matched.scores[size_t(g)].value,
                StudentQuantile(0.95, 19) * std::sqrt(c.dot(V * c) * 20 / 19), 1e-9);
    Eigen::VectorXd d = Eigen::VectorXd::Zero(X.cols());
    d((g + 1) % groups) = 1;
    d.tail(strata - 1) = shares.tail(strata - 1);
    EXPECT_NEAR(matched.covariance(g, (g + 1) % groups), c.dot(V * d) * 20 / 19, 1e-9);
  }
}

// Groups that no T ties together cannot be compared; the larger set is kept.
TEST(MatchedScores, WithoutCommonTimesThereIsNoComparison) {
  std::vector<VelocityResponse> responses;
  for (int i = 0; i < 6; ++i) responses.push_back(Response(i, 0, 1, 50 + i));
  for (int i = 6; i < 10; ++i) responses.push_back(Response(i, 1, 8, 60 + i));
  const MatchedScores matched = Match(responses, 10, 2);
  EXPECT_NEAR(matched.scores[0].value, 52.5, 1e-12);
  EXPECT_TRUE(std::isnan(matched.scores[1].value));
  EXPECT_TRUE(std::isnan(matched.variance[1]));
}

TEST(MatchedScores, OrderChangesNothing) {
  std::vector<VelocityResponse> responses;
  const RandomStream random(8, 0);
  for (int i = 0; i < 30; ++i) {
    responses.push_back(Response(i / 2, i / 2 % 2, 1 + i % 3, 50 + 9 * random.Normal(uint32_t(i))));
  }
  const MatchedScores forth = Match(responses, 15, 2);
  std::reverse(responses.begin(), responses.end());
  const MatchedScores back = Match(responses, 15, 2);
  for (size_t g = 0; g < 2; ++g) {
    EXPECT_NEAR(forth.scores[g].value, back.scores[g].value, 1e-11);
    EXPECT_NEAR(forth.variance[g], back.variance[g], 1e-11);
  }
}

}  // namespace
}  // namespace trustsem
