#include "moments/saturated_moments.h"

#include <gmock/gmock.h>

#include "moments/pattern_precision.h"
#include "moments/vech.h"
#include "tests/support/incomplete.h"

namespace trustsem {
namespace {

std::vector<std::string> Names(int p) {
  std::vector<std::string> names;
  for (int i = 0; i < p; ++i) names.push_back("x" + std::to_string(i + 1));
  return names;
}

MissingPatterns PatternsOf(const Eigen::MatrixXd& answers) {
  const IncompleteSample made(Names(static_cast<int>(answers.cols())), answers);
  return FindMissingPatterns(made.sample, made.sample.groups[0]);
}

Eigen::MatrixXd Covariance(const MissingPattern& pattern) {
  return pattern.spread * pattern.spread.transpose();
}

TEST(MissingPatterns, GroupRespondentsByWhatTheyAnswered) {
  Eigen::MatrixXd answers(6, 3);
  answers << 1, 2, 3,    //
      kNan, 4, 6,        //
      3, 2, 5,           //
      kNan, kNan, kNan,  //
      kNan, 8, 2,        //
      7, kNan, kNan;
  const MissingPatterns found = PatternsOf(answers);
  EXPECT_EQ(found.n, 5);
  ASSERT_EQ(found.patterns.size(), 3u);
  EXPECT_THAT(found.patterns[0].observed, ::testing::ElementsAre(0, 1, 2));
  EXPECT_EQ(found.patterns[0].n, 2);
  EXPECT_EQ(found.patterns[0].means, Eigen::Vector3d(2, 2, 4));
  EXPECT_NEAR(Covariance(found.patterns[0])(0, 2), 1, 1e-14);
  EXPECT_THAT(found.patterns[1].missing, ::testing::ElementsAre(0));
  EXPECT_EQ(found.patterns[1].means, Eigen::Vector2d(6, 4));
  EXPECT_NEAR(Covariance(found.patterns[1])(1, 2), -4, 1e-14);
  EXPECT_NEAR(Covariance(found.patterns[2])(0, 0), 0, 1e-14);
  const MissingPatterns part = Restrict(found, {0, 2});
  EXPECT_EQ(part.n, 5);
  EXPECT_NEAR(Covariance(part.patterns[0])(0, 1), 1, 1e-14);
  EXPECT_THAT(part.patterns[1].missing, ::testing::ElementsAre(0));
}

TEST(PatternPrecision, IsTheInverseOfTheObservedBlock) {
  const MissingPatterns patterns = PatternsOf(AnswersWithHoles(60, 5, 0.3, 3));
  const Eigen::MatrixXd sigma = RandomCovariance(5, 9);
  PatternPrecision precision;
  ASSERT_TRUE(precision.SetSigma(sigma));
  ASSERT_GT(patterns.patterns.size(), 8u);
  for (const MissingPattern& pattern : patterns.patterns) {
    precision.Choose(pattern);
    const Eigen::MatrixXd block = sigma(pattern.observed, pattern.observed);
    Eigen::MatrixXd expected = Eigen::MatrixXd::Zero(5, 5);
    const Eigen::MatrixXd inverse = block.inverse();
    expected(pattern.observed, pattern.observed) = inverse;
    ExpectClose(precision.Precision(), expected, 1e-12);
    EXPECT_NEAR(precision.log_determinant(), std::log(block.determinant()), 1e-12);
  }
  EXPECT_FALSE(precision.SetSigma(-sigma));
}

TEST(SaturatedMoments, OfCompleteAnswersAreTheSamples) {
  const Eigen::MatrixXd answers = AnswersWithHoles(80, 4, 0, 5);
  const SaturatedMoments found = EstimateSaturatedMoments(PatternsOf(answers));
  const Eigen::VectorXd means = answers.colwise().mean();
  const Eigen::MatrixXd centred = answers.rowwise() - means.transpose();
  const Eigen::MatrixXd covariance = centred.transpose() * centred / 80;
  ASSERT_TRUE(found.converged);
  ExpectClose(found.means, means, 1e-13);
  ExpectClose(found.covariance, covariance, 1e-13);
  EXPECT_NEAR(found.deviance, std::log(covariance.determinant()) + 4, 1e-12);
}

// Where the second variable alone is missing the estimates have a closed form: regression of the
// second on the first among those who answered both (Anderson 1957).
TEST(SaturatedMoments, OfAMonotonePatternHaveAClosedForm) {
  Eigen::MatrixXd answers = AnswersWithHoles(90, 2, 0, 6);
  for (int i = 50; i < 90; ++i) answers(i, 1) = kNan;
  const SaturatedMoments found = EstimateSaturatedMoments(PatternsOf(answers));
  ASSERT_TRUE(found.converged);
  const Eigen::VectorXd first = answers.col(0), a = first.head(50), b = answers.col(1).head(50);
  const double m1 = first.mean(), v1 = (first.array() - m1).square().mean();
  const double sa = (a.array() - a.mean()).square().mean();
  const double sb = (b.array() - b.mean()).square().mean();
  const double sab = ((a.array() - a.mean()) * (b.array() - b.mean())).mean();
  const double slope = sab / sa;
  EXPECT_NEAR(found.means[0], m1, 1e-11);
  EXPECT_NEAR(found.means[1], b.mean() + slope * (m1 - a.mean()), 1e-11);
  EXPECT_NEAR(found.covariance(0, 0), v1, 1e-11);
  EXPECT_NEAR(found.covariance(0, 1), slope * v1, 1e-11);
  EXPECT_NEAR(found.covariance(1, 1), sb - slope * sab + slope * slope * v1, 1e-11);
}

TEST(SaturatedMoments, AreAtAMinimumOfTheDeviance) {
  const MissingPatterns patterns = PatternsOf(AnswersWithHoles(150, 5, 0.25, 8));
  const SaturatedMoments found = EstimateSaturatedMoments(patterns);
  ASSERT_TRUE(found.converged);
  EXPECT_LT(found.iterations, 200);
  Eigen::VectorXd at(5 + VechSize(5));
  at << found.means, Vech(found.covariance);
  const auto deviance = [&](const Eigen::VectorXd& x) -> Eigen::VectorXd {
    Eigen::MatrixXd covariance(5, 5);
    for (int i = 0; i < 5; ++i) {
      for (int j = 0; j <= i; ++j) {
        covariance(i, j) = covariance(j, i) = x[5 + VechIndex(i, j, 5)];
      }
    }
    return Eigen::VectorXd::Constant(1, Deviance(patterns, x.head(5), covariance));
  };
  EXPECT_NEAR(deviance(at)[0], found.deviance, 1e-13);
  ExpectClose(Differentiate(deviance, at), Eigen::MatrixXd::Zero(1, at.size()), 1e-9);
}

TEST(SaturatedMoments, DoNotDependOnTheOrderOrUnitsOfVariables) {
  const Eigen::MatrixXd answers = AnswersWithHoles(120, 4, 0.2, 12);
  const SaturatedMoments found = EstimateSaturatedMoments(PatternsOf(answers));
  const std::vector<int> order = {2, 0, 3, 1};
  Eigen::MatrixXd moved = answers(Eigen::all, order);
  moved.col(1) *= 1000;
  const SaturatedMoments other = EstimateSaturatedMoments(PatternsOf(moved));
  Eigen::VectorXd unit(4);
  unit << 1, 1000, 1, 1;
  ExpectClose(other.means.cwiseQuotient(unit), found.means(order), 1e-10);
  ExpectClose(
      unit.cwiseInverse().asDiagonal() * other.covariance * unit.cwiseInverse().asDiagonal(),
      found.covariance(order, order), 1e-10);
}

}  // namespace
}  // namespace trustsem
