#include "discrepancy/objective.h"

#include <gmock/gmock.h>

#include "tests/support/naive_discrepancy.h"

namespace trustsem {
namespace {

// Every estimator with every model.
class ObjectiveTest : public ::testing::TestWithParam<std::string> {
 protected:
  template <typename Check>
  void ForEachModel(Check check) {
    for (const NamedTable& named : VariedTables()) {
      SCOPED_TRACE(named.name);
      const ParameterTable& table = named.table;
      SampleMoments moments = RandomMoments(table, 31);
      AddRandomFourthMoments(&moments, 41);
      const Estimator estimator = FindEstimator(GetParam());
      const StructuralModel model(table, moments, estimator.unbiased_covariance());
      const Objective objective(model, moments, estimator);
      check(table, moments, objective);
    }
  }
};

TEST_P(ObjectiveTest, ValueIsTheTextbooks) {
  ForEachModel(
      [&](const ParameterTable& table, const SampleMoments& moments, const Objective& objective) {
        ObjectiveWorkspace workspace;
        for (uint64_t seed = 1; seed <= 3; ++seed) {
          const Eigen::VectorXd theta = PlausibleTheta(table, seed);
          double value = kNan;
          ASSERT_TRUE(objective.Evaluate(theta, &workspace, &value, nullptr, nullptr));
          ExpectRelative(value, NaiveObjective(GetParam(), table, moments, theta), 1e-11);
        }
      });
}

TEST_P(ObjectiveTest, GradientAgreesWithDifferencesOfTheNaiveValue) {
  ForEachModel(
      [&](const ParameterTable& table, const SampleMoments& moments, const Objective& objective) {
        const Eigen::VectorXd theta = PlausibleTheta(table, 2);
        ObjectiveWorkspace workspace;
        double value = kNan;
        Eigen::VectorXd gradient = Eigen::VectorXd::Constant(table.free_parameters, kNan);
        ASSERT_TRUE(objective.Evaluate(theta, &workspace, &value, &gradient, nullptr));
        const auto naive = [&](const Eigen::VectorXd& at) -> Eigen::VectorXd {
          return Eigen::VectorXd::Constant(1, NaiveObjective(GetParam(), table, moments, at));
        };
        // The differences' own rounding: 1e-16 times the value over a step of 1e-3.
        ExpectClose(gradient.transpose(), Differentiate(naive, theta), 2e-9);
      });
}

TEST_P(ObjectiveTest, HessianAgreesWithDifferencesOfTheGradient) {
  ForEachModel([&](const ParameterTable& table, const SampleMoments&, const Objective& objective) {
    const Eigen::VectorXd theta = PlausibleTheta(table, 3);
    ObjectiveWorkspace workspace;
    Eigen::MatrixXd hessian =
        Eigen::MatrixXd::Constant(table.free_parameters, table.free_parameters, kNan);
    ASSERT_TRUE(objective.Hessian(theta, &workspace, &hessian));
    const auto gradient_at = [&](const Eigen::VectorXd& at) {
      double value = kNan;
      Eigen::VectorXd gradient = Eigen::VectorXd::Constant(at.size(), kNan);
      EXPECT_TRUE(objective.Evaluate(at, &workspace, &value, &gradient, nullptr));
      return gradient;
    };
    ExpectClose(hessian, Differentiate(gradient_at, theta), 2e-9);
    ExpectClose(hessian, hessian.transpose(), 1e-14);
  });
}

TEST_P(ObjectiveTest, InformationIsTheWeightBetweenTheMomentsDerivatives) {
  ForEachModel(
      [&](const ParameterTable& table, const SampleMoments& moments, const Objective& objective) {
        const Eigen::VectorXd theta = PlausibleTheta(table, 4);
        const bool unbiased = objective.estimator().unbiased_covariance();
        const int q = table.free_parameters;
        Eigen::MatrixXd estimation = Eigen::MatrixXd::Zero(q, q), unit = estimation;
        for (int g = 0; g < table.groups; ++g) {
          const auto moments_at = [&](const Eigen::VectorXd& at) {
            return EvaluateRam(table, at, g, moments, unbiased).Vector(table.mean_structure);
          };
          const Eigen::MatrixXd delta = Differentiate(moments_at, theta);
          const GroupMoments& group = moments.groups[g];
          const Eigen::MatrixXd information =
              delta.transpose() *
              NaiveWeight(GetParam(), group, EvaluateRam(table, theta, g, moments, unbiased).sigma,
                          table.mean_structure) *
              delta;
          estimation += (unbiased ? group.n - 1 : group.n) / moments.Respondents() * information;
          unit += group.n / moments.Respondents() * information;
        }
        ObjectiveWorkspace workspace;
        double value = kNan;
        Eigen::MatrixXd actual = Eigen::MatrixXd::Constant(q, q, kNan);
        ASSERT_TRUE(objective.Evaluate(theta, &workspace, &value, nullptr, &actual));
        ExpectClose(actual, estimation, 2e-9);
        actual.setConstant(kNan);
        ASSERT_TRUE(objective.UnitInformation(theta, false, &workspace, &actual));
        ExpectClose(actual, unit, 2e-9);
      });
}

// The expected second derivative is the second derivative where the sample is what the model says.
TEST_P(ObjectiveTest, InformationIsTheHessianWhereTheModelFitsExactly) {
  ForEachModel(
      [&](const ParameterTable& table, const SampleMoments& sample, const Objective& objective) {
        const Eigen::VectorXd theta = PlausibleTheta(table, 5);
        const bool unbiased = objective.estimator().unbiased_covariance();
        SampleMoments moments = sample;
        for (int g = 0; g < table.groups; ++g) {
          GroupMoments& group = moments.groups[g];
          const RamMoments implied = EvaluateRam(table, theta, g, sample, unbiased);
          group.covariance = implied.sigma * (unbiased ? (group.n - 1) / group.n : 1);
          group.means = implied.mu;
        }
        const Objective exact(objective.model(), moments, objective.estimator());
        ObjectiveWorkspace workspace;
        double value = kNan;
        Eigen::VectorXd gradient;
        Eigen::MatrixXd information, hessian, observed;
        ASSERT_TRUE(exact.Evaluate(theta, &workspace, &value, &gradient, &information));
        EXPECT_NEAR(value, 0, 1e-13);
        ExpectClose(gradient, Eigen::VectorXd::Zero(gradient.size()), 1e-13);
        ASSERT_TRUE(exact.Hessian(theta, &workspace, &hessian));
        ExpectClose(hessian, information, 1e-12);
        // The observed information is the Hessian of what is minimised. The expected one of least
        // squares counts n respondents in a group where estimation counts n - 1.
        ASSERT_TRUE(exact.UnitInformation(theta, true, &workspace, &observed));
        ExpectClose(observed, hessian, 1e-12);
        Eigen::MatrixXd unit;
        ASSERT_TRUE(exact.UnitInformation(theta, false, &workspace, &unit));
        if (table.groups == 1) {
          const double n = moments.groups[0].n;
          ExpectClose(observed, unit * (unbiased ? (n - 1) / n : 1), 1e-12);
        }
      });
}

TEST_P(ObjectiveTest, QuadraticFormWeighsMoments) {
  ForEachModel(
      [&](const ParameterTable& table, const SampleMoments& moments, const Objective& objective) {
        const Eigen::VectorXd theta = PlausibleTheta(table, 6);
        ObjectiveWorkspace workspace;
        double value = kNan;
        ASSERT_TRUE(objective.Evaluate(theta, &workspace, &value, nullptr, nullptr));
        const int p = moments.p();
        const Eigen::MatrixXd covariance =
            RandomCovariance(p, 51) - 2 * Eigen::MatrixXd::Identity(p, p);
        const Eigen::VectorXd mean = RandomMatrix(p, 1, 52);
        for (int g = 0; g < table.groups; ++g) {
          const Eigen::VectorXd s = MomentVector(covariance, mean, table.mean_structure);
          const double expected =
              s.dot(NaiveWeight(GetParam(), moments.groups[g], workspace.groups[g].implied.sigma,
                                table.mean_structure) *
                    s);
          ExpectRelative(objective.discrepancy(g).QuadraticForm(s, workspace.groups[g].discrepancy),
                         expected, 1e-10);
        }
      });
}

TEST_P(ObjectiveTest, InformationOfSomeCellsIsAPartOfTheWhole) {
  ForEachModel([&](const ParameterTable& table, const SampleMoments&, const Objective& objective) {
    ObjectiveWorkspace workspace;
    double value = kNan;
    Eigen::VectorXd gradient;
    ASSERT_TRUE(
        objective.Evaluate(PlausibleTheta(table, 7), &workspace, &value, &gradient, nullptr));
    ObjectiveWorkspace::Group& group = workspace.groups[0];
    const std::vector<CellDerivative> all = group.cells;
    const std::vector<CellDerivative> rows(all.begin(), all.begin() + 3);
    const std::vector<CellDerivative> columns(all.begin() + 2, all.end());
    Eigen::MatrixXd whole, part;
    Eigen::VectorXd own = Eigen::VectorXd::Constant(1, kNan);
    const Discrepancy& discrepancy = objective.discrepancy(0);
    discrepancy.Information(group.implied, all, all, &group.discrepancy, &whole);
    discrepancy.Information(group.implied, rows, columns, &group.discrepancy, &part);
    discrepancy.OwnInformation(group.implied, all, &group.discrepancy, &own);
    const Eigen::Index n = static_cast<Eigen::Index>(all.size());
    ExpectClose(part, whole.block(0, 2, 3, n - 2), 1e-13);
    ExpectClose(own, whole.diagonal(), 1e-13);
  });
}

TEST_P(ObjectiveTest, ADiscrepancyOfAnotherModelOfTheSameMoments) {
  const ParameterTable table = TableOf(ThreeFactors());
  const ParameterTable other = TableOf(std::string(ThreeFactors()) + "x1 ~~ x9\nvisual ~~ 0*speed");
  SampleMoments moments = RandomMoments(table, 61);
  AddRandomFourthMoments(&moments, 62);
  const Estimator estimator = FindEstimator(GetParam());
  const StructuralModel model(table, moments, estimator.unbiased_covariance());
  const StructuralModel other_model(other, moments, estimator.unbiased_covariance());
  const Objective objective = Objective(model, moments, estimator).WithModel(other_model);
  ObjectiveWorkspace workspace;
  double value = kNan;
  const Eigen::VectorXd theta = PlausibleTheta(other, 1);
  ASSERT_TRUE(objective.Evaluate(theta, &workspace, &value, nullptr, nullptr));
  ExpectRelative(value, NaiveObjective(GetParam(), other, moments, theta), 1e-11);
}

INSTANTIATE_TEST_SUITE_P(Estimators, ObjectiveTest,
                         ::testing::Values("ML", "GLS", "ULS", "DWLS", "WLS"),
                         [](const auto& instance) { return instance.param; });

TEST(ObjectiveDomainTest, TheLikelihoodNeedsAPositiveDefiniteSigma) {
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3");
  const SampleMoments moments = RandomMoments(table, 71);
  Eigen::VectorXd theta = PlausibleTheta(table, 1);
  theta[FreeIndex(table, "f", Operator::kCovariance, "f")] = -3;
  const StructuralModel model(table, moments, false);
  ObjectiveWorkspace workspace;
  double value = kNan;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd hessian;
  const Objective likelihood(model, moments, FindEstimator("ML"));
  EXPECT_FALSE(likelihood.Evaluate(theta, &workspace, &value, &gradient, nullptr));
  EXPECT_FALSE(likelihood.Hessian(theta, &workspace, &hessian));
  EXPECT_FALSE(likelihood.UnitInformation(theta, false, &workspace, &hessian));
  // Least squares do not.
  const Objective least_squares(model, moments, FindEstimator("ULS"));
  EXPECT_TRUE(least_squares.Evaluate(theta, &workspace, &value, &gradient, nullptr));
}

TEST(ObjectiveDomainTest, ASingularFeedbackLoopIsNotEvaluable) {
  const ParameterTable table = TableOf("y1 ~ y2 + x\ny2 ~ y1 + z");
  const SampleMoments moments = RandomMoments(table, 72);
  Eigen::VectorXd theta = PlausibleTheta(table, 1);
  theta[FreeIndex(table, "y1", Operator::kRegression, "y2")] = 4;
  theta[FreeIndex(table, "y2", Operator::kRegression, "y1")] = 0.25;
  const StructuralModel model(table, moments, true);
  ObjectiveWorkspace workspace;
  double value = kNan;
  EXPECT_FALSE(Objective(model, moments, FindEstimator("ULS"))
                   .Evaluate(theta, &workspace, &value, nullptr, nullptr));
}

}  // namespace
}  // namespace trustsem
