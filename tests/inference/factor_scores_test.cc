#include "inference/factor_scores.h"

#include <gmock/gmock.h>

#include "tests/support/score_model.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;

// Two constructs, five items, one of them of both; the first two residuals covary.
ScoreModel FiveItems() {
  Eigen::MatrixXd lambda(5, 2), psi(2, 2);
  lambda << 1, 0, 0.8, 0, 1.2, 0.3, 0, 1, 0, 0.7;
  psi << 0.9, 0.4, 0.4, 1.1;
  Eigen::VectorXd residual(5), nu(5);
  residual << 0.5, 0.6, 0.7, 0.4, 0.8;
  nu << 1, 2, 3, 4, 5;
  Eigen::MatrixXd theta = residual.asDiagonal();
  theta(0, 1) = theta(1, 0) = 0.2;
  return ItemModel(lambda, psi, theta, nu, Eigen::Vector2d(0.3, -0.2));
}

Eigen::MatrixXd Respondents(int count) {
  return RandomMatrix(5, count, 3).colwise() + Eigen::VectorXd::LinSpaced(5, 1, 5);
}

TEST(FactorScoresTest, RegressionIsTheConditionalMean) {
  const ScoreModel model = FiveItems();
  const ImpliedMoments& m = model.moments;
  const Eigen::MatrixXd y = Respondents(4);
  const Scored scored = ScoreAll(model, ScoreMethod::kRegression, y);
  // The same by the precisions of prior and likelihood.
  const Eigen::MatrixXd likelihood = m.lambda.transpose() * m.theta.inverse();
  const Eigen::MatrixXd posterior = (m.psi.inverse() + likelihood * m.lambda).inverse();
  for (Eigen::Index j = 0; j < y.cols(); ++j) {
    const Eigen::VectorXd expected =
        posterior * (m.psi.inverse() * m.alpha + likelihood * (y.col(j) - m.nu));
    EXPECT_NEAR((scored.scores.col(j) - expected).norm(), 0, 1e-13);
    EXPECT_NEAR((scored.errors.col(j) - posterior.diagonal().cwiseSqrt()).norm(), 0, 1e-13);
  }
}

TEST(FactorScoresTest, BartlettIsWeightedLeastSquares) {
  const ScoreModel model = FiveItems();
  const ImpliedMoments& m = model.moments;
  const Eigen::MatrixXd y = Respondents(4);
  const Scored scored = ScoreAll(model, ScoreMethod::kBartlett, y);
  const Eigen::MatrixXd likelihood = m.lambda.transpose() * m.theta.inverse();
  const Eigen::MatrixXd covariance = (likelihood * m.lambda).inverse();
  for (Eigen::Index j = 0; j < y.cols(); ++j) {
    const Eigen::VectorXd expected = covariance * likelihood * (y.col(j) - m.nu);
    EXPECT_NEAR((scored.scores.col(j) - expected).norm(), 0, 1e-13);
    EXPECT_NEAR((scored.errors.col(j) - covariance.diagonal().cwiseSqrt()).norm(), 0, 1e-13);
  }
  // Conditionally unbiased: answers without residuals give the constructs back.
  const Eigen::Vector2d eta(1.7, -0.6);
  const Scored exact = ScoreAll(model, ScoreMethod::kBartlett, m.nu + m.lambda * eta);
  EXPECT_NEAR((exact.scores.col(0) - eta).norm(), 0, 1e-13);
}

// A missing answer is as good as a model without the item.
TEST(FactorScoresTest, MissingAnswersDropOut) {
  const ScoreModel model = FiveItems();
  const ImpliedMoments& m = model.moments;
  const std::vector<int> kept = {0, 2, 4};
  const ScoreModel smaller =
      ItemModel(m.lambda(kept, Eigen::all), m.psi, m.theta(kept, kept), m.nu(kept), m.alpha);
  const Eigen::MatrixXd y = Respondents(3);
  Eigen::MatrixXd with_gaps = y;
  with_gaps.row(1).setConstant(kNan);
  with_gaps.row(3).setConstant(kNan);
  for (const ScoreMethod method : {ScoreMethod::kRegression, ScoreMethod::kBartlett}) {
    const Scored scored = ScoreAll(model, method, with_gaps);
    const Scored expected = ScoreAll(smaller, method, y(kept, Eigen::all));
    EXPECT_NEAR((scored.scores - expected.scores).norm(), 0, 1e-13);
    EXPECT_NEAR((scored.errors - expected.errors).norm(), 0, 1e-13);
  }
}

TEST(FactorScoresTest, NothingKnownOfAConstruct) {
  const ScoreModel model = FiveItems();
  const ImpliedMoments& m = model.moments;
  Eigen::VectorXd y = Respondents(1);
  y.tail(3).setConstant(kNan);
  // Regression: what the other construct says of it.
  const Scored regression = ScoreAll(model, ScoreMethod::kRegression, y);
  EXPECT_NEAR(regression.scores(1, 0) - m.alpha[1],
              0.4 / 0.9 * (regression.scores(0, 0) - m.alpha[0]), 1e-13);
  // Bartlett: nothing; the other one as ever.
  const Scored bartlett = ScoreAll(model, ScoreMethod::kBartlett, y);
  EXPECT_TRUE(std::isnan(bartlett.scores(1, 0)));
  EXPECT_TRUE(std::isnan(bartlett.errors(1, 0)));
  const Eigen::Vector2d l = m.lambda.col(0).head(2);
  const Eigen::Matrix2d precision = m.theta.topLeftCorner(2, 2).inverse();
  const double information = l.dot(precision * l);
  EXPECT_NEAR(bartlett.scores(0, 0), l.dot(precision * (y - m.nu).head(2)) / information, 1e-13);
  EXPECT_NEAR(bartlett.errors(0, 0), 1 / std::sqrt(information), 1e-13);
  // One item of two constructs tells neither from the other.
  y = Respondents(1);
  for (const Eigen::Index i : {0, 1, 3, 4}) y[i] = kNan;
  const Scored mixed = ScoreAll(model, ScoreMethod::kBartlett, y);
  EXPECT_TRUE(mixed.scores.array().isNaN().all());
  EXPECT_TRUE(mixed.errors.array().isNaN().all());
}

// A construct, then an item with a covariate and that covariate as phantom factors.
ScoreModel WithCovariate() {
  ScoreModel model;
  model.observed = {"y1", "y2", "x"};
  model.constructs = 1;
  model.factor_of = {-1, 1, 2};
  model.exogenous = {false, false, true};
  model.ordered.assign(3, false);
  model.cuts.resize(3);
  ImpliedMoments& m = model.moments;
  m.lambda = Eigen::MatrixXd::Identity(3, 3);
  m.theta = Eigen::Vector3d(0.5, 0, 0).asDiagonal();
  m.psi = Eigen::Vector3d(0.8, 0.6, 2).asDiagonal();
  m.beta.setZero(3, 3);
  m.beta(1, 0) = 0.9;  // y2 on the construct
  m.beta(1, 2) = 0.4;  // and on x
  m.beta(0, 2) = 0.3;  // the construct on x
  m.nu = Eigen::Vector3d(1, 0, 0);
  m.alpha = Eigen::Vector3d(0.2, 3, 10);
  EXPECT_TRUE(DeriveMoments(true, &m));
  return model;
}

TEST(FactorScoresTest, CovariatesAndTheirEffectsOnItems) {
  const ScoreModel model = WithCovariate();
  const Eigen::Vector3d y(1.5, 8, 12);
  // Given x the construct has mean 0.2 + 0.3 x and variance 0.8.
  const double from_items = (y[0] - 1) / 0.5 + 0.9 * (y[1] - 3 - 0.4 * y[2]) / 0.6;
  const double information = 1 / 0.5 + 0.9 * 0.9 / 0.6;
  const double expected = ((0.2 + 0.3 * y[2]) / 0.8 + from_items) / (1 / 0.8 + information);
  for (const ScoreMethod method : {ScoreMethod::kRegression, ScoreMethod::kPosteriorMode}) {
    const Scored scored = ScoreAll(model, method, y);
    EXPECT_NEAR(scored.scores(0, 0), expected, 1e-12);
    EXPECT_NEAR(scored.errors(0, 0), 1 / std::sqrt(1 / 0.8 + information), 1e-12);
  }
  const Scored bartlett = ScoreAll(model, ScoreMethod::kBartlett, y);
  EXPECT_NEAR(bartlett.scores(0, 0), from_items / information, 1e-12);
  EXPECT_NEAR(bartlett.errors(0, 0), 1 / std::sqrt(information), 1e-12);
  // Without x the item that depends on it tells nothing of the construct alone.
  const Scored without = ScoreAll(model, ScoreMethod::kBartlett, Eigen::Vector3d(1.5, 8, kNan));
  EXPECT_NEAR(without.scores(0, 0), 0.5, 1e-12);
}

TEST(FactorScoresTest, BartlettNeedsPositiveResidualVariances) {
  ScoreModel model = FiveItems();
  model.moments.theta(3, 3) = -0.1;
  ASSERT_TRUE(DeriveMoments(false, &model.moments));
  const Eigen::MatrixXd y = Respondents(1);
  try {
    ScoreAll(model, ScoreMethod::kBartlett, y);
    FAIL() << "scores with a negative residual variance";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kOther);
    EXPECT_THAT(error.what(), HasSubstr("'y4'"));
  }
  // It does no harm where the item is unanswered.
  Eigen::MatrixXd without = y;
  without(3, 0) = kNan;
  EXPECT_TRUE(ScoreAll(model, ScoreMethod::kBartlett, without).scores.allFinite());
}

TEST(FactorScoresTest, CategoriesThatAGroupLeavesOut) {
  EXPECT_EQ(CategoryInterval({1, 2, 3}, 0), 0);
  EXPECT_EQ(CategoryInterval({1, 2, 3}, 3), 3);
  // Nobody used the second of four categories, whose upper threshold went: it joins the third.
  EXPECT_EQ(CategoryInterval({1, 3}, 0), 0);
  EXPECT_EQ(CategoryInterval({1, 3}, 1), 1);
  EXPECT_EQ(CategoryInterval({1, 3}, 2), 1);
  EXPECT_EQ(CategoryInterval({1, 3}, 3), 2);
  // Nobody used the last two.
  EXPECT_EQ(CategoryInterval({1}, 1), 1);
  EXPECT_EQ(CategoryInterval({1}, 3), 1);
}

}  // namespace
}  // namespace trustsem
