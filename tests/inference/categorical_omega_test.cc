#include "inference/categorical_omega.h"

#include <gmock/gmock.h>

#include <cmath>

namespace trustsem {
namespace {

struct OneFactor {
  explicit OneFactor(const Eigen::VectorXd& loadings) : common(loadings * loadings.transpose()) {
    total = common;
    total.diagonal().setOnes();
  }
  Eigen::MatrixXd common, total;
};

TEST(CategoricalOmegaTest, MedianSplitsHaveArcsineCovariances) {
  // Phi2(0, 0; r) - 1/4 = asin(r) / 2 pi (Sheppard 1899).
  const OneFactor model(Eigen::Vector3d(0.5, 0.7, 0.9));
  const std::vector<Eigen::VectorXd> medians(3, Eigen::VectorXd::Zero(1));
  const double expected = model.common.array().asin().sum() / model.total.array().asin().sum();
  EXPECT_NEAR(CategoricalOmega(medians, model.common, model.total), expected, 1e-14);
}

TEST(CategoricalOmegaTest, ManyCategoriesComeNearTheLatentResponses) {
  const OneFactor model(Eigen::Vector3d(0.6, 0.7, 0.8));
  // Cut at equal distances the answers are the latent responses but for rounding, whose variance is
  // a twelfth of the squared distance (Sheppard's correction).
  constexpr double kDistance = 0.1;
  const std::vector<Eigen::VectorXd> cuts(3, Eigen::VectorXd::LinSpaced(101, -5, 5));
  const double expected = model.common.sum() / (model.total.sum() + 3 * kDistance * kDistance / 12);
  EXPECT_NEAR(CategoricalOmega(cuts, model.common, model.total), expected, 1e-5);  // tails beyond 5
}

TEST(CategoricalOmegaTest, ACategoryThatIsNeverUsedIsAStepOfTwo) {
  const OneFactor model(Eigen::Vector2d(0.6, 0.8));
  const Eigen::VectorXd once = Eigen::VectorXd::Constant(1, 0.3);
  const Eigen::VectorXd twice = Eigen::VectorXd::Constant(2, 0.3);
  // All items scored 1 and 3 in place of 1 and 2: another unit, the same reliability.
  EXPECT_NEAR(CategoricalOmega({twice, twice}, model.common, model.total),
              CategoricalOmega({once, once}, model.common, model.total), 1e-14);
  EXPECT_GT(std::abs(CategoricalOmega({twice, once}, model.common, model.total) -
                     CategoricalOmega({once, once}, model.common, model.total)),
            1e-3);
}

TEST(CategoricalOmegaTest, CorrelationsBeyondOneHaveNone) {
  OneFactor model(Eigen::Vector2d(1.1, 0.8));
  const std::vector<Eigen::VectorXd> medians(2, Eigen::VectorXd::Zero(1));
  EXPECT_TRUE(std::isnan(CategoricalOmega(medians, model.common, model.total)));
}

}  // namespace
}  // namespace trustsem
