#include "discrepancy/full_information.h"

#include <gmock/gmock.h>

#include "tests/support/incomplete.h"
#include "tests/support/naive_discrepancy.h"

namespace trustsem {
namespace {

// Every model of the other estimators' tests that has means, with data of which a
// third is missing.
class FullInformationTest : public ::testing::Test {
 protected:
  template <typename Check>
  void ForEachModel(double share, Check check) {
    int models = 0;
    for (const NamedTable& named : VariedTables()) {
      if (!named.table.mean_structure) continue;
      SCOPED_TRACE(named.name);
      ++models;
      const ParameterTable& table = named.table;
      const int p = static_cast<int>(table.observed.size());
      std::vector<int> sizes;
      for (int g = 0; g < table.groups; ++g) sizes.push_back(260 + 15 * g);
      int n = 0;
      for (const int size : sizes) n += size;
      const IncompleteSample made(table.observed, AnswersWithHoles(n, p, share, 17), sizes);
      const SampleMoments moments = MakeSampleMoments(made.sample);
      ASSERT_TRUE(moments.IsIncomplete());
      const StructuralModel model(table, moments, false);
      check(table, moments, Objective(model, moments, FindEstimator("ML")));
    }
    EXPECT_GE(models, 2);
  }
};

// The textbook's sum over respondents' patterns, with inverses and determinants of their blocks.
double NaiveFullInformation(const ParameterTable& table, const SampleMoments& moments,
                            const Eigen::VectorXd& theta) {
  double value = 0;
  for (int g = 0; g < table.groups; ++g) {
    const GroupMoments& group = moments.groups[g];
    const RamMoments implied = EvaluateRam(table, theta, g, moments, false);
    double deviance = -group.saturated_deviance;
    for (const MissingPattern& pattern : group.patterns->patterns) {
      const Eigen::MatrixXd sigma = implied.sigma(pattern.observed, pattern.observed);
      const Eigen::VectorXd d = pattern.means - implied.mu(pattern.observed);
      const Eigen::MatrixXd spread = pattern.spread(pattern.observed, Eigen::all);
      const Eigen::MatrixXd products = spread * spread.transpose() + d * d.transpose();
      deviance += pattern.n / group.patterns->n *
                  (std::log(sigma.determinant()) + (sigma.inverse() * products).trace());
    }
    value += group.n / moments.Respondents() * 0.5 * deviance;
  }
  return value;
}

TEST_F(FullInformationTest, ValueAndGradientAreTheTextbooks) {
  ForEachModel(0.3, [&](const ParameterTable& table, const SampleMoments& moments,
                        const Objective& objective) {
    const Eigen::VectorXd theta = PlausibleTheta(table, 2);
    ObjectiveWorkspace workspace;
    double value = kNan;
    Eigen::VectorXd gradient = Eigen::VectorXd::Constant(table.free_parameters, kNan);
    ASSERT_TRUE(objective.Evaluate(theta, &workspace, &value, &gradient, nullptr));
    ExpectRelative(value, NaiveFullInformation(table, moments, theta), 1e-11);
    const auto naive = [&](const Eigen::VectorXd& at) -> Eigen::VectorXd {
      return Eigen::VectorXd::Constant(1, NaiveFullInformation(table, moments, at));
    };
    ExpectClose(gradient.transpose(), Differentiate(naive, theta), 5e-9);
  });
}

TEST_F(FullInformationTest, HessianAgreesWithDifferencesOfTheGradient) {
  ForEachModel(0.3,
               [&](const ParameterTable& table, const SampleMoments&, const Objective& objective) {
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
                 ExpectClose(hessian, Differentiate(gradient_at, theta), 5e-9);
               });
}

// Sum over patterns of the moments' derivatives between the normal-theory weight of their block.
TEST_F(FullInformationTest, InformationIsThatOfThePatterns) {
  ForEachModel(0.3, [&](const ParameterTable& table, const SampleMoments& moments,
                        const Objective& objective) {
    const Eigen::VectorXd theta = PlausibleTheta(table, 4);
    const int q = table.free_parameters;
    Eigen::MatrixXd expected = Eigen::MatrixXd::Zero(q, q);
    for (int g = 0; g < table.groups; ++g) {
      const GroupMoments& group = moments.groups[g];
      for (const MissingPattern& pattern : group.patterns->patterns) {
        const auto part = [&](const Eigen::VectorXd& at) {
          const RamMoments implied = EvaluateRam(table, at, g, moments, false);
          return MomentVector(implied.sigma(pattern.observed, pattern.observed),
                              implied.mu(pattern.observed), true);
        };
        const RamMoments implied = EvaluateRam(table, theta, g, moments, false);
        const Eigen::MatrixXd sigma = implied.sigma(pattern.observed, pattern.observed);
        const Eigen::MatrixXd delta = Differentiate(part, theta);
        expected += pattern.n / moments.Respondents() * delta.transpose() *
                    NormalTheoryWeight(sigma.inverse(), true) * delta;
      }
    }
    ObjectiveWorkspace workspace;
    double value = kNan;
    Eigen::MatrixXd actual = Eigen::MatrixXd::Constant(q, q, kNan);
    ASSERT_TRUE(objective.Evaluate(theta, &workspace, &value, nullptr, &actual));
    ExpectClose(actual, expected, 5e-9);
  });
}

TEST_F(FullInformationTest, OfCompleteAnswersIsMaximumLikelihood) {
  ForEachModel(0, [&](const ParameterTable& table, const SampleMoments& moments,
                      const Objective& objective) {
    SampleMoments complete = moments;
    for (GroupMoments& group : complete.groups) group.patterns = nullptr;
    const Objective likelihood(objective.model(), complete, FindEstimator("ML"));
    const Eigen::VectorXd theta = PlausibleTheta(table, 5);
    ObjectiveWorkspace workspace;
    double value = kNan, expected = kNan;
    Eigen::VectorXd gradient, slope;
    Eigen::MatrixXd information, weight, hessian, second;
    ASSERT_TRUE(objective.Evaluate(theta, &workspace, &value, &gradient, &information));
    ASSERT_TRUE(objective.Hessian(theta, &workspace, &hessian));
    ASSERT_TRUE(likelihood.Evaluate(theta, &workspace, &expected, &slope, &weight));
    ASSERT_TRUE(likelihood.Hessian(theta, &workspace, &second));
    ExpectRelative(value, expected, 1e-11);
    ExpectClose(gradient, slope, 1e-12);
    ExpectClose(information, weight, 1e-12);
    ExpectClose(hessian, second, 1e-12);
  });
}

}  // namespace
}  // namespace trustsem
