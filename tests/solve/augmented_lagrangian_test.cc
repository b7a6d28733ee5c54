#include "solve/augmented_lagrangian.h"

#include <gmock/gmock.h>

#include "tests/support/numerical.h"

namespace trustsem {
namespace {

ConstraintFunction OnFirst(const std::string& left, bool equality) {
  ConstraintFunction constraint;
  constraint.equality = equality;
  constraint.left = Expression::Parse(left);
  constraint.right = Expression::Parse("0");
  for (const std::string& name : constraint.left.names()) {
    constraint.left_free.push_back(name == "a" ? 0 : 1);
    constraint.left_fixed.push_back(kNan);
  }
  return constraint;
}

bool Zero(const Eigen::VectorXd& x, double* value, Eigen::VectorXd* gradient,
          Eigen::MatrixXd* information) {
  *value = 0;
  if (gradient != nullptr) gradient->setZero(x.size());
  if (information != nullptr) information->setZero(x.size(), x.size());
  return true;
}

TEST(AugmentedLagrangianTest, GradientAgreesWithDifferences) {
  const std::vector<ConstraintFunction> constraints = {
      OnFirst("a*b - 1", true), OnFirst("a^2 - b", false), OnFirst("b - 5", false)};
  AugmentedLagrangian lagrangian(Zero, constraints, Eigen::Vector2d(1, 1));
  const Eigen::Vector2d at(0.5, 0.7);
  lagrangian.Update(at);  // multipliers other than zero
  for (double penalty : {10.0, 3000.0}) {
    lagrangian.set_penalty(penalty);
    double value = kNan;
    Eigen::VectorXd gradient;
    Eigen::MatrixXd information;
    ASSERT_TRUE(lagrangian.Evaluate(at, &value, &gradient, &information));
    const auto function = [&](const Eigen::VectorXd& x) -> Eigen::VectorXd {
      double v = kNan;
      EXPECT_TRUE(lagrangian.Evaluate(x, &v, nullptr, nullptr));
      return Eigen::VectorXd::Constant(1, v);
    };
    ExpectClose(gradient.transpose(), Differentiate(function, at), 1e-9);
    EXPECT_GT(information(0, 0), 0);
  }
}

TEST(AugmentedLagrangianTest, UpdatesOfTheFirstOrder) {
  const std::vector<ConstraintFunction> constraints = {
      OnFirst("a - 1", true), OnFirst("a - 2", false), OnFirst("a + 2", false)};
  AugmentedLagrangian lagrangian(Zero, constraints, Eigen::Vector2d(1, 1));
  EXPECT_EQ(lagrangian.penalty(), 10);
  // h = -0.5, c = -1.5 (violated), c = 2.5 (met).
  EXPECT_DOUBLE_EQ(lagrangian.Update(Eigen::Vector2d(0.5, 0)), 1.5);
  EXPECT_EQ(lagrangian.Multipliers(), (std::vector<double>{-5, 15, 0}));
  // A multiplier of an inequality that is met falls, and counts as a violation until it is zero.
  EXPECT_DOUBLE_EQ(lagrangian.Update(Eigen::Vector2d(2.5, 0)), 1.5);
  EXPECT_EQ(lagrangian.Multipliers(), (std::vector<double>{10, 10, 0}));
}

TEST(AugmentedLagrangianTest, ConstraintsThatAreNotNumbersAreNotEvaluable) {
  const std::vector<ConstraintFunction> constraints = {OnFirst("log(a)", true)};
  const AugmentedLagrangian lagrangian(Zero, constraints, Eigen::Vector2d(1, 1));
  double value = kNan;
  EXPECT_FALSE(lagrangian.Evaluate(Eigen::Vector2d(-1, 0), &value, nullptr, nullptr));
  EXPECT_TRUE(lagrangian.Evaluate(Eigen::Vector2d(1, 0), &value, nullptr, nullptr));
}

// Information 100 of the first parameter: a violation of 1 counts as ten standard errors.
bool Steep(const Eigen::VectorXd& x, double* value, Eigen::VectorXd* gradient,
           Eigen::MatrixXd* information) {
  Zero(x, value, gradient, information);
  if (information != nullptr) information->diagonal() << 100, 1;
  return true;
}

TEST(AugmentedLagrangianTest, ConstraintsAreScaledByTheInformationAtTheStart) {
  const std::vector<ConstraintFunction> constraints = {OnFirst("a - 1", true)};
  AugmentedLagrangian lagrangian(Steep, constraints, Eigen::Vector2d(0, 0));
  EXPECT_DOUBLE_EQ(lagrangian.Update(Eigen::Vector2d(1.5, 0)), 5);
  EXPECT_DOUBLE_EQ(lagrangian.Multipliers()[0], 10 * 5 * 10);  // penalty, violation, scale
}

}  // namespace
}  // namespace trustsem
