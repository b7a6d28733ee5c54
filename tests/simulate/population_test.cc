#include "simulate/population.h"

#include <gmock/gmock.h>

#include <Eigen/LU>
#include <algorithm>
#include <map>

#include "tests/simulate/truths.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string MessageOf(const Model& model) {
  try {
    MakePopulation(model);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    EXPECT_FALSE(error.faults().empty());
    EXPECT_FALSE(error.faults()[0].place.file.empty());
    return error.what();
  }
  return "";
}

int IndexOf(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<int>(std::find(names.begin(), names.end(), name) - names.begin());
}

TEST(TrustTruth, EveryVariableHasUnitVariance) {
  const Population truth = MakePopulation(TrustTruth());
  ASSERT_EQ(truth.factors.size(), 11u);
  ASSERT_EQ(truth.observed.size(), 66u);
  for (int i = 0; i < 11; ++i) EXPECT_NEAR(truth.moments.factor_covariance(i, i), 1, 1e-13);
  for (int i = 0; i < 66; ++i) {
    EXPECT_NEAR(truth.moments.sigma(i, i), 1, 1e-13);
    const Eigen::RowVectorXd loadings = truth.moments.lambda.row(i);
    const double explained = loadings.dot(loadings * truth.moments.factor_covariance);
    EXPECT_NEAR(truth.moments.theta(i, i), 1 - explained, 1e-13);
  }
}

TEST(TrustTruth, DisturbancesHaveTheStatedCorrelation) {
  const Population truth = MakePopulation(TrustTruth());
  const int trust = IndexOf(truth.factors, "TRUST"), rel = IndexOf(truth.factors, "REL");
  const Eigen::MatrixXd& psi = truth.moments.psi;
  EXPECT_NEAR(psi(trust, rel) / std::sqrt(psi(trust, trust) * psi(rel, rel)), 0.10, 1e-14);
  const int conf = IndexOf(truth.factors, "CONF"), comp = IndexOf(truth.factors, "COMP");
  EXPECT_NEAR(psi(conf, comp), 0.55, 1e-14);
  EXPECT_NEAR(psi(conf, conf), 1, 1e-14);
}

TEST(TrustTruth, HasTheSpectralRadiusAndTotalEffectsOfItsDescription) {
  const Population truth = MakePopulation(TrustTruth());
  EXPECT_NEAR(SpectralRadius(truth.moments.beta), 0.265, 0.0005);
  const int loyalty = IndexOf(truth.factors, "LOYB");
  const std::map<std::string, double> effects = {{"TRUST", 0.469}, {"REL", 0.269}, {"CO", 0.177},
                                                 {"COMP", 0.173},  {"VAL", 0.141}, {"CONF", 0.062}};
  for (const auto& [name, effect] : effects) {
    EXPECT_NEAR(truth.moments.total(loyalty, IndexOf(truth.factors, name)), effect, 0.0005) << name;
  }
}

// With one predictor and correlated disturbances outside a loop the variances have a closed form.
TEST(Population, MatchesAClosedForm) {
  const Population truth = MakePopulation(
      StandardisedTruth("X =~ 0.8*x1 + 0.7*x2\nY =~ 0.9*y1 + 0.6*y2\nZ =~ 0.5*z1 + 0.4*z2\n"
                        "Y ~ 0.6*X\nZ ~ -0.3*X\nY ~~ 0.25*Z\nx1 ~~ 0.3*y1\n"));
  const Eigen::MatrixXd& psi = truth.moments.psi;
  EXPECT_NEAR(psi(1, 1), 1 - 0.36, 1e-14);
  EXPECT_NEAR(psi(2, 2), 1 - 0.09, 1e-14);
  EXPECT_NEAR(psi(1, 2), 0.25 * std::sqrt(0.64 * 0.91), 1e-14);
  EXPECT_NEAR(truth.moments.factor_covariance(1, 2), -0.18 + psi(1, 2), 1e-14);
  const int x1 = IndexOf(truth.observed, "x1"), y1 = IndexOf(truth.observed, "y1");
  EXPECT_NEAR(truth.moments.theta(x1, y1), 0.3 * std::sqrt(0.36 * 0.19), 1e-14);
}

// Within a loop the disturbances' covariance moves both variances: checked by substitution.
TEST(Population, SolvesCorrelatedDisturbancesInALoop) {
  const Population truth = MakePopulation(StandardisedTruth(
      "A =~ 0.8*a1 + 0.7*a2\nB =~ 0.9*b1 + 0.6*b2\nX =~ 0.7*x1 + 0.7*x2\nW =~ 0.7*w1 + 0.7*w2\n"
      "A ~ 0.5*B + 0.3*X\nB ~ 0.4*A + 0.2*W\nA ~~ -0.4*B\nX ~~ 0.2*W\n"));
  const Eigen::MatrixXd inverse =
      (Eigen::MatrixXd::Identity(4, 4) - truth.moments.beta).partialPivLu().inverse();
  const Eigen::MatrixXd covariance = inverse * truth.moments.psi * inverse.transpose();
  for (int i = 0; i < 4; ++i) EXPECT_NEAR(covariance(i, i), 1, 1e-13);
  const Eigen::MatrixXd& psi = truth.moments.psi;
  EXPECT_NEAR(psi(0, 1) / std::sqrt(psi(0, 0) * psi(1, 1)), -0.4, 1e-12);
}

TEST(Population, ObservedVariablesInEquationsHaveUnitVarianceToo) {
  const Population truth =
      MakePopulation(StandardisedTruth("F =~ 0.8*x1 + 0.7*x2\nF ~ 0.5*age\ny ~ 0.6*F\n"));
  for (int i = 0; i < 4; ++i) EXPECT_NEAR(truth.moments.sigma(i, i), 1, 1e-14);
  const int age = IndexOf(truth.observed, "age"), y = IndexOf(truth.observed, "y");
  EXPECT_NEAR(truth.moments.sigma(age, y), 0.3, 1e-14);
}

TEST(Population, TakesUnstandardisedValuesAsTheyStand) {
  const Population truth = MakePopulation(
      ReadLavaan("F =~ x1 + 2*x2 + start(0.5)*x3\nF ~~ 4*F\nx1 ~~ 1*x1\nx2 ~~ 2*x2\nx3 ~~ 3*x3\n"
                 "x1 ~ 5*1\n",
                 "truth.lav"));
  Eigen::Matrix3d sigma;
  sigma << 5, 8, 2, 8, 18, 4, 2, 4, 4;
  EXPECT_TRUE(truth.moments.sigma.isApprox(sigma, 1e-14)) << truth.moments.sigma;
  EXPECT_EQ(truth.moments.mu, Eigen::Vector3d(5, 0, 0));
}

TEST(Population, OrderedItemsHaveUnitResponsesOrUnitResiduals) {
  const std::string text = "F =~ 0.6*x1 + 0.7*x2\nF ~~ 1*F\nx1 | -1*t1 + 1*t2\nx2 | 0*t1\n";
  Model model = ReadLavaan(text, "truth.lav");
  EXPECT_NEAR(MakePopulation(model).moments.theta(0, 0), 0.64, 1e-14);
  EXPECT_NEAR(MakePopulation(model).moments.sigma(1, 1), 1, 1e-14);
  model.fit.parameterization = "theta";
  EXPECT_NEAR(MakePopulation(model).moments.theta(0, 0), 1, 1e-14);
  EXPECT_EQ(MakePopulation(model).thresholds[0], (std::vector<double>{-1, 1}));
}

TEST(PopulationFaults, NameEveryParameterWithoutAValue) {
  const std::string message = MessageOf(
      StandardisedTruth("F =~ 0.8*x1 + x2 + 0.6*x3\nG =~ g1 + 0.5*g2\nG ~ F\nF ~~ 1*F\n"));
  EXPECT_THAT(message, AllOf(HasSubstr("'F =~ x2' has no value"), HasSubstr("'G =~ g1'"),
                             HasSubstr("'G ~ F'"), Not(HasSubstr("~~"))));
  EXPECT_THAT(message, HasSubstr("truth.lav:1"));
  EXPECT_THAT(MessageOf(ReadLavaan("F =~ x1 + 0.8*x2\nF ~~ 1*F\nx1 ~~ 1*x1\n", "truth.lav")),
              HasSubstr("'x2 ~~ x2' has no value"));
}

TEST(PopulationFaults, NameCovariancesWithoutAValue) {
  EXPECT_THAT(MessageOf(StandardisedTruth("F =~ 0.8*x1 + 0.7*x2\nG =~ 0.8*y1 + 0.7*y2\n")),
              HasSubstr("'F ~~ G' has no value"));
}

TEST(PopulationFaults, NegativeDisturbanceVariance) {
  EXPECT_THAT(MessageOf(StandardisedTruth("X =~ 0.8*x1 + 0.7*x2\nY =~ 0.9*y1 + 0.6*y2\n"
                                          "Y ~ 1.2*X\n")),
              AllOf(HasSubstr("'Y ~ X' would leave 'Y' a residual variance of -0.44"),
                    HasSubstr("truth.lav:3")));
}

TEST(PopulationFaults, NegativeResidualVariance) {
  EXPECT_THAT(MessageOf(StandardisedTruth("X =~ 0.8*x1 + 1.1*x2 + 0.5*x3\n")),
              HasSubstr("'X =~ x2' would leave 'x2' a residual variance of -0.21"));
  EXPECT_THAT(
      MessageOf(ReadLavaan("F =~ x1 + 1*x2\nF ~~ 1*F\nx1 ~~ 1*x1\nx2 ~~ -0.5*x2\n", "truth.lav")),
      HasSubstr("the variance 'x2 ~~ x2' is -0.5"));
}

TEST(PopulationFaults, FeedbackWithoutALimitNamesTheLoopAlone) {
  const std::string message = MessageOf(
      StandardisedTruth("A =~ 0.8*a1 + 0.7*a2\nB =~ 0.9*b1 + 0.6*b2\nX =~ 0.7*x1 + 0.7*x2\n"
                        "A ~ 1.25*B + 0.1*X\nB ~ 0.8*A\n"));
  EXPECT_THAT(message, AllOf(HasSubstr("'A ~ B' and 'B ~ A'"), HasSubstr("spectral radius 1)"),
                             Not(HasSubstr("'A ~ X'"))));
}

TEST(PopulationFaults, CorrelationsThatContradictEachOther) {
  const std::string items = "A =~ 0.8*a1 + 0.7*a2\nB =~ 0.9*b1 + 0.6*b2\nC =~ 0.7*c1 + 0.7*c2\n";
  EXPECT_THAT(MessageOf(StandardisedTruth(items + "A ~~ 0.9*B\nA ~~ 0.9*C\nB ~~ -0.9*C\n")),
              AllOf(HasSubstr("'A ~~ C' and 'B ~~ C' cannot hold together"),
                    HasSubstr("not positive definite")));
  EXPECT_THAT(MessageOf(StandardisedTruth(items + "A ~~ 1*B\nA ~~ 0*C\nB ~~ 0*C\n")),
              HasSubstr("the correlation 'A ~~ B' is 1"));
}

TEST(PopulationFaults, AWrittenVarianceThatDoesNotFollow) {
  EXPECT_THAT(MessageOf(StandardisedTruth("X =~ 0.8*x1 + 0.7*x2\nx1 ~~ 0.5*x1\n")),
              HasSubstr("'x1 ~~ x1' is 0.5, but the standardised paths and loadings leave 0.36"));
  EXPECT_EQ(MessageOf(StandardisedTruth("X =~ 0.8*x1 + 0.7*x2\nx1 ~~ 0.36*x1\n")), "");
}

TEST(PopulationFaults, BrokenConstraint) {
  EXPECT_THAT(MessageOf(StandardisedTruth("X =~ start(0.8)*x1 + a*x1 + start(0.7)*x2 + b*x2\n"
                                          "a == b\n")),
              HasSubstr("break the constraint 'a == b' by 0.1"));
}

TEST(PopulationFaults, ThresholdsOutOfOrder) {
  EXPECT_THAT(MessageOf(StandardisedTruth("X =~ 0.8*x1 + 0.7*x2\nx1 | 1*t1 + 0.5*t2\n")),
              HasSubstr("the threshold 'x1 | t2' is 0.5, not above the one before it"));
}

}  // namespace
}  // namespace trustsem
