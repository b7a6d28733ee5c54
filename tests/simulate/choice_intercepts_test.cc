#include "simulate/choice_intercepts.h"

#include <gmock/gmock.h>

#include <cmath>

#include "base/random.h"

namespace trustsem {
namespace {

const std::vector<double> kShares = {0.57, 0.33, 0.24, 0.30, 0.41, 0.33, 0.14, 0.15, 0.26, 0.27};

Eigen::MatrixXd Utilities(int items, int respondents, uint64_t seed) {
  Eigen::MatrixXd utilities(items, respondents);
  for (int i = 0; i < respondents; ++i) {
    const RandomStream stream(seed, static_cast<uint64_t>(i) + 1);
    for (int j = 0; j < items; ++j) {
      // Neighbours are correlated.
      utilities(j, i) = 0.8 * stream.Normal(static_cast<uint32_t>(j)) +
                        0.6 * stream.Normal(static_cast<uint32_t>(j + 1));
    }
  }
  return utilities;
}

std::vector<double> SharesOf(const Eigen::MatrixXd& utilities, const std::vector<double>& weights,
                             const std::vector<double>& intercepts, int choose) {
  std::vector<double> shares(intercepts.size(), 0);
  double total = 0;
  for (Eigen::Index i = 0; i < utilities.cols(); ++i) {
    Eigen::VectorXd u = utilities.col(i);
    for (size_t j = 0; j < shares.size(); ++j) u[static_cast<Eigen::Index>(j)] += intercepts[j];
    int chosen = 0;
    for (size_t j = 0; j < shares.size(); ++j) {
      if (!IsChosen(u, static_cast<int>(j), choose)) continue;
      shares[j] += weights[static_cast<size_t>(i)];
      ++chosen;
    }
    EXPECT_EQ(chosen, choose);
    total += weights[static_cast<size_t>(i)];
  }
  for (double& share : shares) share /= total;
  return shares;
}

TEST(ChoiceIntercepts, MeetTheSharesOfWeightedRespondents) {
  const Eigen::MatrixXd utilities = Utilities(10, 1600, 5);
  std::vector<double> weights;
  for (uint32_t i = 0; i < 1600; ++i) {
    weights.push_back(std::exp(0.3 * RandomStream(9, i + 1).Normal(0)));
  }
  const std::vector<double> intercepts = ChoiceIntercepts(utilities, weights, kShares, 3);
  const std::vector<double> found = SharesOf(utilities, weights, intercepts, 3);
  for (size_t j = 0; j < found.size(); ++j) EXPECT_NEAR(found[j], kShares[j], 0.0015) << j;
}

// One of two is chosen where the difference of two independent normals exceeds that of the
// intercepts: a_0 - a_1 = sqrt(2) times the normal quantile of the share.
TEST(ChoiceIntercepts, OfTheModelMatchAClosedForm) {
  const std::vector<double> a =
      ChoiceIntercepts(Eigen::Vector2d(0.2, -0.1), Eigen::Matrix2d::Identity(), {0.7, 0.3}, 1);
  EXPECT_NEAR(a[0] - a[1], std::sqrt(2.0) * 0.5244005127080407 - 0.3, 2e-3);
  EXPECT_NEAR(a[0] + a[1], 0, 1e-12);
}

TEST(ChoiceIntercepts, OfTheModelHoldInALargeSample) {
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Identity(10, 10);
  for (int j = 0; j < 9; ++j) covariance(j, j + 1) = covariance(j + 1, j) = 0.48;
  const std::vector<double> intercepts =
      ChoiceIntercepts(Eigen::VectorXd::Zero(10), covariance, kShares, 3);
  const int n = 100000;
  const std::vector<double> found =
      SharesOf(Utilities(10, n, 77), std::vector<double>(n, 1), intercepts, 3);
  // Five standard errors of a share of 100,000.
  for (size_t j = 0; j < found.size(); ++j) EXPECT_NEAR(found[j], kShares[j], 0.008) << j;
}

}  // namespace
}  // namespace trustsem
