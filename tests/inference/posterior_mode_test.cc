#include "inference/posterior_mode.h"

#include <gmock/gmock.h>

#include "inference/probit_interval.h"
#include "tests/support/score_model.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Two constructs with three items each.
ScoreModel SixItems() {
  Eigen::MatrixXd lambda(6, 2), psi(2, 2);
  lambda << 1, 0, 0.8, 0, 1.2, 0, 0, 1, 0, 0.7, 0, 0.9;
  psi << 0.9, 0.4, 0.4, 1.1;
  Eigen::VectorXd residual(6), nu(6);
  residual << 0.5, 0.6, 0.7, 0.4, 0.8, 0.3;
  nu << 0.1, 0.2, 0.3, 0, -0.1, 0.2;
  return ItemModel(lambda, psi, residual.asDiagonal(), nu, Eigen::Vector2d(0.3, -0.2));
}

ScoreModel SixOrdered() {
  ScoreModel model = SixItems();
  for (size_t i = 0; i < 6; ++i) {
    MakeOrdered(i, {-1.2 + 0.1 * static_cast<double>(i), -0.3, 0.8}, &model);
  }
  return model;
}

// Answers 0 to 3, by a rule that mixes them.
Eigen::MatrixXd Categories(int count) {
  Eigen::MatrixXd answers(6, count);
  for (int j = 0; j < count; ++j) {
    for (int i = 0; i < 6; ++i) answers(i, j) = (i * 7 + j * 5 + i * j) % 4;
  }
  return answers;
}

double Bound(const std::vector<double>& cuts, int k) {
  if (k == 0) return -kInfinity;
  return k > static_cast<int>(cuts.size()) ? kInfinity : cuts[static_cast<size_t>(k - 1)];
}

// Minus the logarithm of the posterior density, as the textbook has it, but for a constant: items
// whose residuals do not covary, some of them continuous.
double MinusLogPosterior(const ScoreModel& model, const Eigen::VectorXd& y,
                         const Eigen::VectorXd& eta) {
  const ImpliedMoments& m = model.moments;
  const auto cdf = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); };
  const Eigen::VectorXd deviation = eta - m.alpha;
  double value = 0.5 * deviation.dot(m.psi.inverse() * deviation);
  for (Eigen::Index i = 0; i < y.size(); ++i) {
    if (std::isnan(y[i])) continue;
    const double mean = m.nu[i] + m.lambda.row(i).dot(eta), sd = std::sqrt(m.theta(i, i));
    if (!model.ordered[static_cast<size_t>(i)]) {
      value += 0.5 * (y[i] - mean) * (y[i] - mean) / (sd * sd);
      continue;
    }
    const std::vector<double>& cuts = model.cuts[static_cast<size_t>(i)];
    const int k = static_cast<int>(y[i]);
    value -= std::log(cdf((Bound(cuts, k + 1) - mean) / sd) - cdf((Bound(cuts, k) - mean) / sd));
  }
  return value;
}

// The score is where the posterior is highest, and the standard error what its curvature says.
void ExpectMode(const ScoreModel& model, const Eigen::VectorXd& y, const Eigen::VectorXd& score,
                const Eigen::VectorXd& error) {
  const auto f = [&](const Eigen::VectorXd& eta) { return MinusLogPosterior(model, y, eta); };
  const double lowest = f(score), step = 1e-3;
  const Eigen::Index c = score.size();
  Eigen::MatrixXd hessian(c, c);
  for (Eigen::Index a = 0; a < c; ++a) {
    const Eigen::VectorXd up = step * Eigen::VectorXd::Unit(c, a);
    EXPECT_GT(f(score + up), lowest);
    EXPECT_GT(f(score - up), lowest);
    const double slope =
        (8 * (f(score + up) - f(score - up)) - f(score + 2 * up) + f(score - 2 * up)) / (12 * step);
    EXPECT_NEAR(slope, 0, 1e-10);
    for (Eigen::Index b = 0; b < c; ++b) {
      const Eigen::VectorXd side = step * Eigen::VectorXd::Unit(c, b);
      hessian(a, b) = (f(score + up + side) - f(score + up - side) - f(score - up + side) +
                       f(score - up - side)) /
                      (4 * step * step);
    }
  }
  EXPECT_NEAR((error - hessian.inverse().diagonal().cwiseSqrt()).norm(), 0, 1e-6);
}

TEST(PosteriorModeTest, DerivativesAreThoseOfTheObjective) {
  const Eigen::MatrixXd loadings = RandomMatrix(3, 5, 2);
  Eigen::VectorXd lower(5), upper(5);
  lower << -kInfinity, -0.5, 0.3, 1, -2;
  upper << -0.4, 0.1, 1.5, kInfinity, 2;
  const auto evaluate = [&](const Eigen::VectorXd& u, Eigen::VectorXd* gradient,
                            Eigen::MatrixXd* hessian) {
    gradient->setConstant(3, kNan);
    hessian->setConstant(3, 3, kNan);
    return PosteriorObjective(u, loadings, lower, upper, gradient, hessian);
  };
  const Eigen::Vector3d u(0.4, -0.7, 0.2);
  Eigen::VectorXd gradient, above, below;
  Eigen::MatrixXd hessian, unused;
  evaluate(u, &gradient, &hessian);
  const double step = 1e-5;
  for (Eigen::Index a = 0; a < 3; ++a) {
    const Eigen::VectorXd up = step * Eigen::VectorXd::Unit(3, a);
    const double higher = evaluate(u + up, &above, &unused);
    const double before = evaluate(u - up, &below, &unused);
    EXPECT_NEAR(gradient[a], (higher - before) / (2 * step), 1e-8);
    for (Eigen::Index b = a; b < 3; ++b) {
      EXPECT_NEAR(hessian(b, a), (above[b] - below[b]) / (2 * step), 1e-8);
    }
  }
}

TEST(PosteriorModeTest, TheScoreIsTheMode) {
  const ScoreModel model = SixOrdered();
  const Eigen::MatrixXd y = Categories(8);
  const Scored scored = ScoreAll(model, ScoreMethod::kPosteriorMode, y);
  for (Eigen::Index j = 0; j < y.cols(); ++j) {
    ExpectMode(model, y.col(j), scored.scores.col(j), scored.errors.col(j));
  }
}

TEST(PosteriorModeTest, ContinuousItemsBesideOrderedOnes) {
  ScoreModel model = SixItems();
  for (const size_t i : {0u, 2u, 4u}) MakeOrdered(i, {-0.4, 0.9}, &model);
  Eigen::MatrixXd y(6, 2);
  y << 0, 2, 1.3, -0.2, 2, 1, -0.8, 0.4, 0, 1, 0.1, 2.2;
  const Scored scored = ScoreAll(model, ScoreMethod::kPosteriorMode, y);
  for (Eigen::Index j = 0; j < y.cols(); ++j) {
    ExpectMode(model, y.col(j), scored.scores.col(j), scored.errors.col(j));
  }
}

TEST(PosteriorModeTest, MissingAnswersDropOut) {
  const ScoreModel model = SixOrdered();
  Eigen::MatrixXd y = Categories(3);
  y(1, 1) = y(4, 1) = kNan;
  y.col(2).tail(3).setConstant(kNan);
  const Scored scored = ScoreAll(model, ScoreMethod::kPosteriorMode, y);
  for (Eigen::Index j = 0; j < y.cols(); ++j) {
    ExpectMode(model, y.col(j), scored.scores.col(j), scored.errors.col(j));
  }
  // Nothing answered of the second construct: what the first one says of it.
  const Eigen::VectorXd& alpha = model.moments.alpha;
  EXPECT_NEAR(scored.scores(1, 2) - alpha[1], 0.4 / 0.9 * (scored.scores(0, 2) - alpha[0]), 1e-10);
}

TEST(PosteriorModeTest, ContinuousAnswersGiveTheRegressionScore) {
  ScoreModel model = SixItems();
  model.moments.theta(0, 1) = model.moments.theta(1, 0) = 0.15;
  ASSERT_TRUE(DeriveMoments(false, &model.moments));
  const Eigen::MatrixXd y = RandomMatrix(6, 5, 8);
  const Scored mode = ScoreAll(model, ScoreMethod::kPosteriorMode, y);
  const Scored regression = ScoreAll(model, ScoreMethod::kRegression, y);
  EXPECT_NEAR((mode.scores - regression.scores).norm(), 0, 1e-13);
  EXPECT_NEAR((mode.errors - regression.errors).norm(), 0, 1e-13);
}

// A continuous item without residual is its construct: the posterior has no width there.
TEST(PosteriorModeTest, AConstructThatIsObserved) {
  ScoreModel model = SixOrdered();
  model.ordered[3] = false;
  model.moments.nu[3] = 0;
  model.moments.theta(3, 3) = 0;
  ASSERT_TRUE(DeriveMoments(false, &model.moments));
  Eigen::MatrixXd y = Categories(1);
  y(3, 0) = 0.75;
  const Scored scored = ScoreAll(model, ScoreMethod::kPosteriorMode, y);
  EXPECT_NEAR(scored.scores(1, 0), 0.75, 1e-12);
  EXPECT_NEAR(scored.errors(1, 0), 0, 1e-6);
  // The limit of a residual variance that vanishes.
  model.moments.theta(3, 3) = 1e-9;
  ASSERT_TRUE(DeriveMoments(false, &model.moments));
  const Scored near = ScoreAll(model, ScoreMethod::kPosteriorMode, y);
  EXPECT_NEAR(scored.scores(0, 0), near.scores(0, 0), 1e-7);
  EXPECT_NEAR(scored.errors(0, 0), near.errors(0, 0), 1e-7);
}

// The residual of an ordered item is predicted by that of a continuous one.
TEST(PosteriorModeTest, ResidualCovariancesWithContinuousItems) {
  Eigen::MatrixXd lambda(2, 1);
  lambda << 0.9, 1.1;
  Eigen::Matrix2d theta;
  theta << 0.5, 0.3, 0.3, 0.6;
  ScoreModel model = ItemModel(lambda, Eigen::MatrixXd::Constant(1, 1, 0.8), theta,
                               Eigen::Vector2d(0.1, 2), Eigen::VectorXd::Constant(1, 0.4));
  MakeOrdered(0, {-0.2, 0.7}, &model);
  const Eigen::Vector2d y(1, 3.1);
  const Scored scored = ScoreAll(model, ScoreMethod::kPosteriorMode, y);
  EXPECT_TRUE(DependentResiduals(model).empty());
  const auto f = [&](double eta) {
    const double residual = y[1] - 2 - 1.1 * eta;
    const double mean = 0.1 + 0.9 * eta + 0.3 / 0.6 * residual;
    const double sd = std::sqrt(0.5 - 0.3 * 0.3 / 0.6);
    return 0.5 * (eta - 0.4) * (eta - 0.4) / 0.8 + 0.5 * residual * residual / 0.6 -
           EvaluateProbitInterval((-0.2 - mean) / sd, (0.7 - mean) / sd).log_probability;
  };
  const double eta = scored.scores(0, 0), step = 1e-4;
  EXPECT_NEAR((f(eta + step) - f(eta - step)) / (2 * step), 0, 1e-7);
  const double curvature = (f(eta + step) - 2 * f(eta) + f(eta - step)) / (step * step);
  EXPECT_NEAR(scored.errors(0, 0), 1 / std::sqrt(curvature), 1e-6);
}

TEST(PosteriorModeTest, TellsResidualCovariancesThatItLeavesOut) {
  ScoreModel model = SixOrdered();
  EXPECT_TRUE(DependentResiduals(model).empty());
  model.moments.theta(4, 2) = model.moments.theta(2, 4) = 0.2;
  ASSERT_TRUE(DeriveMoments(false, &model.moments));
  EXPECT_THAT(DependentResiduals(model), ElementsAre(Pair("y3", "y5")));
  const Eigen::MatrixXd y = Categories(4);
  const Scored without = ScoreAll(SixOrdered(), ScoreMethod::kPosteriorMode, y);
  const Scored with = ScoreAll(model, ScoreMethod::kPosteriorMode, y);
  EXPECT_NEAR((with.scores - without.scores).norm(), 0, 1e-12);
}

// The unit of a latent response is arbitrary.
TEST(PosteriorModeTest, DoesNotDependOnTheScaleOfResponses) {
  const ScoreModel model = SixOrdered();
  const ImpliedMoments& m = model.moments;
  Eigen::VectorXd unit(6);
  unit << 1, 2, 0.5, 3, 0.1, 20;
  ScoreModel other =
      ItemModel(unit.asDiagonal() * m.lambda, m.psi,
                unit.asDiagonal() * m.theta * unit.asDiagonal(), unit.asDiagonal() * m.nu, m.alpha);
  for (size_t i = 0; i < 6; ++i) {
    std::vector<double> cuts = model.cuts[i];
    for (double& cut : cuts) cut *= unit[static_cast<Eigen::Index>(i)];
    MakeOrdered(i, cuts, &other);
  }
  const Eigen::MatrixXd y = Categories(6);
  const Scored one = ScoreAll(model, ScoreMethod::kPosteriorMode, y);
  const Scored two = ScoreAll(other, ScoreMethod::kPosteriorMode, y);
  EXPECT_NEAR((one.scores - two.scores).norm(), 0, 1e-11);
  EXPECT_NEAR((one.errors - two.errors).norm(), 0, 1e-11);
}

TEST(PosteriorModeTest, DoesNotDependOnTheOrderOfItems) {
  const ScoreModel model = SixOrdered();
  const ImpliedMoments& m = model.moments;
  const std::vector<int> order = {4, 0, 5, 3, 1, 2};
  ScoreModel other =
      ItemModel(m.lambda(order, Eigen::all), m.psi, m.theta(order, order), m.nu(order), m.alpha);
  for (size_t i = 0; i < 6; ++i) {
    MakeOrdered(i, model.cuts[static_cast<size_t>(order[i])], &other);
  }
  const Eigen::MatrixXd y = Categories(6);
  const Scored one = ScoreAll(model, ScoreMethod::kPosteriorMode, y);
  const Scored two = ScoreAll(other, ScoreMethod::kPosteriorMode, y(order, Eigen::all));
  EXPECT_NEAR((one.scores - two.scores).norm(), 0, 1e-12);
  EXPECT_NEAR((one.errors - two.errors).norm(), 0, 1e-12);
}

// To the bit: a respondent's scores do not depend on who else is scored, and so not on threads.
TEST(PosteriorModeTest, RespondentsDoNotDependOnEachOther) {
  const ScoreModel model = SixOrdered();
  const Eigen::MatrixXd y = Categories(7);
  const Scored together = ScoreAll(model, ScoreMethod::kPosteriorMode, y);
  for (Eigen::Index j = 0; j < y.cols(); ++j) {
    const Scored alone = ScoreAll(model, ScoreMethod::kPosteriorMode, y.col(j));
    EXPECT_EQ(alone.scores.col(0), together.scores.col(j));
    EXPECT_EQ(alone.errors.col(0), together.errors.col(j));
  }
}

// Nearly perfect items far from the prior mean: densities there are no numbers any more.
TEST(PosteriorModeTest, AnswersThatTheModelHardlyAllows) {
  ScoreModel model = ItemModel(Eigen::MatrixXd::Ones(2, 1), Eigen::MatrixXd::Ones(1, 1),
                               Eigen::Vector2d(1e-4, 1e-4).asDiagonal(), Eigen::Vector2d::Zero(),
                               Eigen::VectorXd::Zero(1));
  MakeOrdered(0, {-5, 5}, &model);
  MakeOrdered(1, {-5, 5}, &model);
  Eigen::MatrixXd y(2, 3);
  y << 2, 2, 0, 2, 0, 0;
  const Scored scored = ScoreAll(model, ScoreMethod::kPosteriorMode, y);
  EXPECT_NEAR(scored.scores(0, 0), 5, 0.05);
  EXPECT_NEAR(scored.scores(0, 1), 0, 1e-9);
  EXPECT_NEAR(scored.scores(0, 2), -scored.scores(0, 0), 1e-9);
  EXPECT_TRUE(scored.errors.allFinite());
}

TEST(PosteriorModeTest, NeedsPositiveResidualVariances) {
  ScoreModel model = SixOrdered();
  model.moments.theta(1, 1) = 0;
  model.moments.theta(4, 4) = -0.1;
  ASSERT_TRUE(DeriveMoments(false, &model.moments));
  try {
    ScoreAll(model, ScoreMethod::kPosteriorMode, Categories(1));
    FAIL() << "scores without residual variance";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kOther);
    EXPECT_THAT(error.what(), HasSubstr("'y2' and 'y5'"));
  }
}

}  // namespace
}  // namespace trustsem
