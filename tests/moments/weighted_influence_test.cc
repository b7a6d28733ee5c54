// Influence of weighted and clustered respondents, of combinations and given covariates.
#include <gmock/gmock.h>

#include <map>
#include <memory>

#include "base/random.h"
#include "moments/combined_influence.h"
#include "moments/design_influence.h"
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

struct Drawn {
  std::shared_ptr<const ProductInfluence> base;
  GroupDesign design;
};

// Weighted respondents in 13 clusters.
Drawn DrawClusters(int n) {
  const VectorXd weights = SomeWeights(n);
  const MatrixXd x = Centre(Skewed(n, 2, 3), weights);
  Drawn drawn;
  drawn.base = std::make_shared<ProductInfluence>(
      x, x.transpose() * weights.asDiagonal() * x / weights.sum(), weights);
  for (int i = 0; i < n; ++i) drawn.design.clusters.push_back((i * 7) % 13);
  return drawn;
}

TEST(DesignInfluenceTest, SumsOverClusters) {
  const int n = 700;
  const auto [base, design] = DrawClusters(n);
  const MatrixXd z = All(*base);
  MatrixXd sums = MatrixXd::Zero(13, z.cols());
  for (int i = 0; i < n; ++i) sums.row(design.clusters[static_cast<size_t>(i)]) += z.row(i);
  const DesignInfluence clustered(base, design);
  EXPECT_EQ(clustered.respondents(), 13);
  EXPECT_EQ(clustered.strata(), 1);
  EXPECT_TRUE(Gamma(clustered).isApprox(13.0 / 12 * sums.transpose() * sums / n, 1e-12));
  EXPECT_NEAR(clustered.Masses().sum() / base->Masses().sum(), 13 / std::sqrt(12.0 * n), 1e-12);
}

TEST(DesignInfluenceTest, ClustersOfOneAreRespondents) {
  const int n = 40;
  const MatrixXd x = Centre(Skewed(n, 2, 4), VectorXd::Ones(n));
  const auto base = std::make_shared<ProductInfluence>(x, x.transpose() * x / n);
  GroupDesign design;
  for (int i = 0; i < n; ++i) design.clusters.push_back(n - i);
  EXPECT_TRUE(Gamma(DesignInfluence(base, design)).isApprox(Gamma(*base) * (n / (n - 1.0)), 1e-12));
}

// Of all clusters in strata with sampling fractions, Gamma as the formula says; `left` scales
// the strata's parts; a stratum of one cluster has none.
void ExpectGammaOfStrata(const Drawn& drawn, const DesignInfluence& influence,
                         const std::vector<double>& left) {
  const MatrixXd z = All(*drawn.base);
  const Eigen::Index n = z.rows();
  const VectorXd masses = drawn.base->Masses();
  MatrixXd expected = MatrixXd::Zero(z.cols(), z.cols());
  double masses_expected = 0;
  for (size_t h = 0; h < left.size(); ++h) {
    std::map<int32_t, VectorXd> sums;
    std::map<int32_t, double> mass;
    for (Eigen::Index i = 0; i < n; ++i) {
      if (drawn.design.strata[static_cast<size_t>(i)] != static_cast<int32_t>(h)) continue;
      const int32_t c =
          drawn.design.clusters.empty() ? static_cast<int32_t>(i) : drawn.design.clusters[i];
      if (sums.count(c) == 0) sums[c] = VectorXd::Zero(z.cols());
      sums[c] += z.row(i).transpose();
      mass[c] += masses[i];
    }
    const double size = static_cast<double>(sums.size());
    if (size < 2) continue;
    VectorXd mean = VectorXd::Zero(z.cols());
    double mean_mass = 0;
    for (const auto& [c, sum] : sums) mean += sum / size, mean_mass += mass[c] / size;
    const double factor = left[h] * size / (size - 1) / static_cast<double>(n);
    for (const auto& [c, sum] : sums) {
      expected += factor * (sum - mean) * (sum - mean).transpose();
      masses_expected += factor * (mass[c] - mean_mass) * (mass[c] - mean_mass);
    }
  }
  EXPECT_TRUE(Gamma(influence).isApprox(expected, 1e-12));
  EXPECT_TRUE(influence.Variances().isApprox(expected.diagonal(), 1e-12));
  const double units = static_cast<double>(influence.respondents());
  EXPECT_NEAR(influence.Masses().squaredNorm() / units / masses_expected, 1, 1e-11);
}

TEST(DesignInfluenceTest, CentresWithinStrata) {
  Drawn drawn = DrawClusters(700);
  for (int32_t cluster : drawn.design.clusters) {
    drawn.design.strata.push_back(cluster < 3 ? 0 : cluster < 8 ? 1 : 2);
  }
  ExpectGammaOfStrata(drawn, DesignInfluence(drawn.base, drawn.design), {1, 1, 1});
  for (int32_t stratum : drawn.design.strata) {
    drawn.design.fractions.push_back(stratum == 0 ? 0.75 : stratum == 1 ? 1 : 0.1);
  }
  const DesignInfluence finite(drawn.base, drawn.design);
  EXPECT_EQ(finite.strata(), 3);
  ExpectGammaOfStrata(drawn, finite, {0.25, 0, 0.9});
  // Without clusters, in more than one block of rows.
  drawn.design.clusters.clear();
  ExpectGammaOfStrata(drawn, DesignInfluence(drawn.base, drawn.design), {0.25, 0, 0.9});
}

TEST(DesignInfluenceTest, AStratumWithOneCluster) {
  Drawn drawn = DrawClusters(300);
  for (int32_t cluster : drawn.design.clusters) {
    drawn.design.strata.push_back(cluster == 12 ? 2 : cluster < 6 ? 0 : 1);
  }
  drawn.design.single_cluster = SingleCluster::kCertainty;
  ExpectGammaOfStrata(drawn, DesignInfluence(drawn.base, drawn.design), {1, 1, 1});
  drawn.design.single_cluster = SingleCluster::kAverage;
  ExpectGammaOfStrata(drawn, DesignInfluence(drawn.base, drawn.design), {1.5, 1.5, 1.5});
  // Drawn whole, it is not one to be averaged for.
  for (int32_t stratum : drawn.design.strata) drawn.design.fractions.push_back(stratum == 2);
  ExpectGammaOfStrata(drawn, DesignInfluence(drawn.base, drawn.design), {1, 1, 0});
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
