// Influence of weighted and clustered respondents, of combinations and given covariates.
#include <gmock/gmock.h>

#include "base/random.h"
#include "moments/clustered_influence.h"
#include "moments/combined_influence.h"
#include "moments/product_influence.h"
#include "moments/vech.h"

namespace trustsem {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

MatrixXd Skewed(int rows, int columns, uint64_t seed) {
  MatrixXd matrix(rows, columns);
  for (int k = 0; k < matrix.size(); ++k) {
    const RandomStream random(seed, static_cast<uint64_t>(k));
    matrix.data()[k] = random.Normal(0) + 0.5 * random.Normal(1) * random.Normal(1);
  }
  return matrix;
}

VectorXd SomeWeights(int n) {
  VectorXd weights(n);
  for (int i = 0; i < n; ++i) weights[i] = 0.5 + i % 4;
  return weights;
}

MatrixXd Centre(MatrixXd x, const VectorXd& weights) {
  x.rowwise() -= (weights.transpose() * x / weights.sum()).eval();
  return x;
}

MatrixXd All(const CasewiseInfluence& influence) {
  MatrixXd rows;
  influence.Rows(0, influence.respondents(), &rows);
  return rows;
}

MatrixXd Gamma(const CasewiseInfluence& influence) {
  return influence.ScaledCovariance(VectorXd::Ones(influence.moments()), 1);
}

TEST(WeightedInfluenceTest, GammaHasSquaredWeights) {
  const int n = 600;
  const VectorXd weights = SomeWeights(n);
  const MatrixXd x = Centre(Skewed(n, 3, 1), weights);
  const MatrixXd covariance = x.transpose() * weights.asDiagonal() * x / weights.sum();
  const ProductInfluence plain(x, covariance), weighted(x, covariance, weights);
  const MatrixXd z = All(plain);
  const MatrixXd expected = z.transpose() * weights.cwiseAbs2().asDiagonal() * z / weights.sum();
  EXPECT_TRUE(Gamma(weighted).isApprox(expected, 1e-12));
  EXPECT_TRUE(weighted.Variances().isApprox(expected.diagonal(), 1e-12));
  // Rows sum to zero, since the moments are weighted.
  EXPECT_LT(All(weighted).colwise().sum().cwiseAbs().maxCoeff(), 1e-9);
}

TEST(WeightedInfluenceTest, EqualWeightsAreNone) {
  const int n = 50;
  const MatrixXd x = Centre(Skewed(n, 3, 2), VectorXd::Ones(n));
  const MatrixXd covariance = x.transpose() * x / n;
  EXPECT_TRUE(All(ProductInfluence(x, covariance, VectorXd::Ones(n)))
                  .isApprox(All(ProductInfluence(x, covariance)), 1e-13));
}

TEST(ClusteredInfluenceTest, SumsOverClusters) {
  const int n = 700;
  const VectorXd weights = SomeWeights(n);
  const MatrixXd x = Centre(Skewed(n, 2, 3), weights);
  const ProductInfluence base(x, x.transpose() * weights.asDiagonal() * x / weights.sum(), weights);
  std::vector<int32_t> clusters;
  for (int i = 0; i < n; ++i) clusters.push_back((i * 7) % 13);
  const MatrixXd z = All(base);
  MatrixXd sums = MatrixXd::Zero(13, z.cols());
  for (int i = 0; i < n; ++i) sums.row(clusters[static_cast<size_t>(i)]) += z.row(i);
  const ClusteredInfluence clustered(base, clusters);
  EXPECT_EQ(clustered.respondents(), 13);
  EXPECT_TRUE(Gamma(clustered).isApprox(13.0 / 12 * sums.transpose() * sums / n, 1e-12));
  EXPECT_NEAR(clustered.Masses().sum() / base.Masses().sum(), 13 / std::sqrt(12.0 * n), 1e-12);
}

TEST(ClusteredInfluenceTest, ClustersOfOneAreRespondents) {
  const int n = 40;
  const MatrixXd x = Centre(Skewed(n, 2, 4), VectorXd::Ones(n));
  const ProductInfluence base(x, x.transpose() * x / n);
  std::vector<int32_t> clusters;
  for (int i = 0; i < n; ++i) clusters.push_back(n - i);
  EXPECT_TRUE(
      Gamma(ClusteredInfluence(base, clusters)).isApprox(Gamma(base) * (n / (n - 1.0)), 1e-12));
}

TEST(CombinedInfluenceTest, IsTheInfluenceOfTheCombinations) {
  const int n = 1100, p = 4;
  const MatrixXd x = Centre(Skewed(n, p, 5), VectorXd::Ones(n));
  const MatrixXd A = Skewed(p, p, 6), y = x * A;
  const ProductInfluence base(x, x.transpose() * x / n), expected(y, y.transpose() * y / n);
  const CombinedInfluence combined(base, A);
  EXPECT_TRUE(All(combined).isApprox(All(expected), 1e-11));
  EXPECT_TRUE(combined.Variances().isApprox(expected.Variances(), 1e-11));
}

// Given covariates: products less their regression's, the covariates' own moments known.
TEST(ConditionalInfluenceTest, ProductsLessThoseOfTheRegression) {
  const int n = 300, p = 4;
  const MatrixXd x = Centre(Skewed(n, p, 7), VectorXd::Ones(n));
  const MatrixXd S = x.transpose() * x / n;
  ProductInfluence influence(x, S);
  const std::vector<int> covariates = {2, 0}, others = {1, 3};
  influence.Condition(covariates);
  MatrixXd h = x;
  h(Eigen::all, others) =
      x(Eigen::all, covariates) * S(covariates, covariates).inverse() * S(covariates, others);
  const MatrixXd z = All(ProductInfluence(x, MatrixXd::Zero(p, p))) -
                     All(ProductInfluence(h, MatrixXd::Zero(p, p)));
  const MatrixXd centred = z.rowwise() - z.colwise().mean().eval();
  EXPECT_TRUE(All(influence).isApprox(centred, 1e-11));
  EXPECT_TRUE(
      influence.Variances().isApprox((centred.transpose() * centred / n).diagonal(), 1e-11));
  EXPECT_EQ(influence.Variances()[p + VechIndex(2, 0, p)], 0);
}

}  // namespace
}  // namespace trustsem
