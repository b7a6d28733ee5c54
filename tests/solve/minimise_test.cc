#include "solve/minimise.h"

#include <gmock/gmock.h>

#include "tests/support/numerical.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using Verdict = MinimiseResult::Verdict;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Hides derivatives that are not asked for.
template <typename Function>
ObjectiveFunction Optional(Function function) {
  return [function](const Eigen::VectorXd& x, double* value, Eigen::VectorXd* gradient,
                    Eigen::MatrixXd* information) {
    Eigen::VectorXd g = Eigen::VectorXd::Zero(x.size());
    Eigen::MatrixXd h = Eigen::MatrixXd::Zero(x.size(), x.size());
    if (!function(x, value, &g, &h)) return false;
    if (gradient != nullptr) *gradient = g;
    if (information != nullptr) *information = h;
    return true;
  };
}

ObjectiveFunction Quadratic(const Eigen::MatrixXd& A, const Eigen::VectorXd& minimum) {
  return Optional([=](const Eigen::VectorXd& x, double* value, Eigen::VectorXd* gradient,
                      Eigen::MatrixXd* information) {
    const Eigen::VectorXd d = x - minimum;
    *value = 0.5 * d.dot(A * d) - 3;
    *gradient = A * d;
    *information = A;
    return true;
  });
}

// Distances in standard errors: 1e-7 where the tolerance is set to 1e-14, else 3e-6. The function's
// own rounding keeps the minimiser from much smaller ones.
constexpr double kTight = 5e-7, kDefault = 5e-6;

MinimiseProblem Problem(ObjectiveFunction function, const Eigen::VectorXd& start) {
  MinimiseProblem problem;
  problem.function = std::move(function);
  problem.start = start;
  problem.lower = Eigen::VectorXd::Constant(start.size(), -kInfinity);
  problem.upper = Eigen::VectorXd::Constant(start.size(), kInfinity);
  return problem;
}

// A constraint on the names a, b, c, ... for the elements of theta.
ConstraintFunction Constraint(const std::string& left, Operator op, const std::string& right) {
  ConstraintFunction constraint;
  constraint.text = left + ToString(op) + right;
  constraint.equality = op == Operator::kEqual;
  constraint.sign = op == Operator::kLess ? -1 : 1;
  constraint.left = Expression::Parse(left);
  constraint.right = Expression::Parse(right);
  const auto bind = [](const Expression& side, std::vector<int>* free, std::vector<double>* fixed) {
    for (const std::string& name : side.names()) {
      free->push_back(name[0] - 'a');
      fixed->push_back(kNan);
    }
  };
  bind(constraint.left, &constraint.left_free, &constraint.left_fixed);
  bind(constraint.right, &constraint.right_free, &constraint.right_fixed);
  return constraint;
}

Eigen::MatrixXd Correlated() {
  Eigen::Matrix3d A;
  A << 2, 0.9, 0.3, 0.9, 1, -0.2, 0.3, -0.2, 3;
  return A;
}

TEST(MinimiseTest, AQuadraticExactly) {
  const Eigen::Vector3d minimum(1, -2, 0.5);
  MinimiseProblem problem = Problem(Quadratic(Correlated(), minimum), Eigen::Vector3d(50, 50, -50));
  problem.tolerance = 1e-14;
  const MinimiseResult result = Minimise(problem);
  EXPECT_TRUE(result.converged());
  ExpectClose(result.theta, minimum, kTight);
  EXPECT_NEAR(result.value, -3, 1e-14);
  ExpectClose(result.gradient, Eigen::VectorXd::Zero(3), kTight);
  EXPECT_LT(result.distance, kTight);
  EXPECT_THAT(result.at_bound, ElementsAre(false, false, false));
  EXPECT_TRUE(result.multipliers.empty());
}

TEST(MinimiseTest, StartingAtTheMinimum) {
  const Eigen::Vector3d minimum(1, -2, 0.5);
  const MinimiseResult result = Minimise(Problem(Quadratic(Correlated(), minimum), minimum));
  EXPECT_TRUE(result.converged());
  EXPECT_EQ(result.theta, Eigen::VectorXd(minimum));
  EXPECT_EQ(result.iterations, 0);
}

// Rosenbrock's function as least squares, with the Gauss-Newton information.
ObjectiveFunction Rosenbrock() {
  return Optional([](const Eigen::VectorXd& x, double* value, Eigen::VectorXd* gradient,
                     Eigen::MatrixXd* information) {
    const Eigen::Vector2d r(10 * (x[1] - x[0] * x[0]), 1 - x[0]);
    Eigen::Matrix2d J;
    J << -20 * x[0], 10, -1, 0;
    *value = 0.5 * r.squaredNorm();
    *gradient = J.transpose() * r;
    *information = J.transpose() * J;
    return true;
  });
}

TEST(MinimiseTest, Rosenbrock) {
  MinimiseProblem problem = Problem(Rosenbrock(), Eigen::Vector2d(-1.2, 1));
  problem.tolerance = 1e-14;
  const MinimiseResult result = Minimise(problem);
  EXPECT_TRUE(result.converged());
  ExpectClose(result.theta, Eigen::Vector2d(1, 1), kTight);
}

TEST(MinimiseTest, TheIterationLimitIsReported) {
  MinimiseProblem problem = Problem(Rosenbrock(), Eigen::Vector2d(-1.2, 1));
  problem.max_iterations = 1;
  const MinimiseResult result = Minimise(problem);
  EXPECT_EQ(result.verdict, Verdict::kIterationLimit);
  EXPECT_FALSE(result.converged());
  EXPECT_LT(result.value, 0.5 * (4.4 * 4.4 + 2.2 * 2.2));
}

TEST(MinimiseTest, MoreRespondentsMeanAStricterTest) {
  MinimiseProblem problem = Problem(Rosenbrock(), Eigen::Vector2d(-1.2, 1));
  problem.respondents = 1e6;
  const MinimiseResult result = Minimise(problem);
  EXPECT_TRUE(result.converged());
  EXPECT_LT(result.distance * result.distance, 1e-11);
}

TEST(MinimiseTest, BoundsThatHold) {
  // Minimise over x0 <= 0, x2 >= 1: the others solve their own equations given these.
  const Eigen::MatrixXd A = Correlated();
  const Eigen::Vector3d minimum(1, -2, 0.5);
  MinimiseProblem problem = Problem(Quadratic(A, minimum), Eigen::Vector3d(-1, 0, 2));
  problem.upper[0] = 0;
  problem.lower[2] = 1;
  problem.tolerance = 1e-14;
  const MinimiseResult result = Minimise(problem);
  EXPECT_TRUE(result.converged());
  EXPECT_EQ(result.theta[0], 0);
  EXPECT_EQ(result.theta[2], 1);
  EXPECT_NEAR(result.theta[1], -2 - (0.9 * (0 - 1) - 0.2 * (1 - 0.5)) / 1, kTight);
  EXPECT_THAT(result.at_bound, ElementsAre(true, false, true));
  // The conditions of Karush, Kuhn and Tucker: the gradient pushes against the bounds.
  EXPECT_LT(result.gradient[0], 0);
  EXPECT_NEAR(result.gradient[1], 0, kTight);
  EXPECT_GT(result.gradient[2], 0);
}

TEST(MinimiseTest, ABoundIsReleasedWhereTheGradientTurns) {
  // At the start the bound holds x1 (gradient of x1 there: 0.9 * (x0 - 1) + ... > 0); once x0 has
  // gone to its minimum, x1 is free to leave.
  Eigen::Matrix2d A;
  A << 1, 0.9, 0.9, 1;
  const Eigen::Vector2d minimum(0, 1);
  MinimiseProblem problem = Problem(Quadratic(A, minimum), Eigen::Vector2d(10, 0));
  problem.lower[1] = 0;
  problem.tolerance = 1e-14;
  const MinimiseResult result = Minimise(problem);
  EXPECT_TRUE(result.converged());
  ExpectClose(result.theta, minimum, kTight);
  EXPECT_THAT(result.at_bound, ElementsAre(false, false));
}

TEST(MinimiseTest, AllParametersAtBounds) {
  MinimiseProblem problem =
      Problem(Quadratic(Correlated(), Eigen::Vector3d(5, 5, 5)), Eigen::Vector3d(0, 0, 0));
  problem.upper = Eigen::Vector3d(1, 1, 1);
  const MinimiseResult result = Minimise(problem);
  EXPECT_TRUE(result.converged());
  EXPECT_EQ(result.theta, Eigen::VectorXd(Eigen::Vector3d(1, 1, 1)));
  EXPECT_THAT(result.at_bound, ElementsAre(true, true, true));
}

TEST(MinimiseTest, LinearEqualities) {
  // Minimum of 1/2 |x - m|^2 on a + b + c = 1: m less a third of the excess; lambda that excess.
  const Eigen::Vector3d m(1, 2, 4);
  MinimiseProblem problem =
      Problem(Quadratic(Eigen::Matrix3d::Identity(), m), Eigen::Vector3d(0, 0, 0));
  problem.constraints = {Constraint("a + b + c", Operator::kEqual, "1")};
  const MinimiseResult result = Minimise(problem);
  EXPECT_TRUE(result.converged());
  ExpectClose(result.theta, Eigen::Vector3d(-1, 0, 2), kDefault);
  EXPECT_NEAR(result.theta.sum(), 1, 1e-9);
  ASSERT_EQ(result.multipliers.size(), 1u);
  EXPECT_NEAR(result.multipliers[0], 2, kDefault);
  EXPECT_THAT(result.active, ElementsAre(true));
  EXPECT_NEAR(result.value, 0.5 * 3 * 4 - 3, kDefault);  // of the function alone
  ExpectClose(result.gradient, Eigen::Vector3d(-2, -2, -2), kDefault);
}

TEST(MinimiseTest, RedundantEqualities) {
  const Eigen::Vector3d m(1, 2, 6);
  MinimiseProblem problem =
      Problem(Quadratic(Eigen::Matrix3d::Identity(), m), Eigen::Vector3d(0, 0, 0));
  problem.constraints = {Constraint("a", Operator::kEqual, "b"),
                         Constraint("b", Operator::kEqual, "c"),
                         Constraint("a", Operator::kEqual, "c")};
  const MinimiseResult result = Minimise(problem);
  EXPECT_TRUE(result.converged());
  ExpectClose(result.theta, Eigen::Vector3d(3, 3, 3), kDefault);
}

TEST(MinimiseTest, NonlinearEquality) {
  // The point of the unit circle nearest to (3, 4) is (0.6, 0.8); x - m + 2 lambda x = 0 gives
  // lambda = (5 - 1) / 2.
  MinimiseProblem problem = Problem(Quadratic(Eigen::Matrix2d::Identity(), Eigen::Vector2d(3, 4)),
                                    Eigen::Vector2d(0.5, 0.1));
  problem.constraints = {Constraint("a^2 + b^2", Operator::kEqual, "1")};
  const MinimiseResult result = Minimise(problem);
  EXPECT_TRUE(result.converged());
  ExpectClose(result.theta, Eigen::Vector2d(0.6, 0.8), kDefault);
  EXPECT_NEAR(result.multipliers[0], 2, kDefault);
}

TEST(MinimiseTest, ActiveAndInactiveInequalities) {
  // a <= 1 is active with multiplier 2; b > 0 is not.
  MinimiseProblem problem = Problem(Quadratic(Eigen::Matrix2d::Identity(), Eigen::Vector2d(3, 4)),
                                    Eigen::Vector2d(0, 0.5));
  problem.constraints = {Constraint("a", Operator::kLess, "1"),
                         Constraint("b", Operator::kGreater, "0")};
  const MinimiseResult result = Minimise(problem);
  EXPECT_TRUE(result.converged());
  ExpectClose(result.theta, Eigen::Vector2d(1, 4), kDefault);
  EXPECT_NEAR(result.multipliers[0], 2, kDefault);
  EXPECT_EQ(result.multipliers[1], 0);
  EXPECT_THAT(result.active, ElementsAre(true, false));
}

TEST(MinimiseTest, ConstraintsWithBounds) {
  // a + b = 1 with b <= 0.2.
  MinimiseProblem problem =
      Problem(Quadratic(Eigen::Matrix2d::Identity(), Eigen::Vector2d(0, 3)), Eigen::Vector2d(0, 0));
  problem.constraints = {Constraint("a + b", Operator::kEqual, "1")};
  problem.upper[1] = 0.2;
  const MinimiseResult result = Minimise(problem);
  EXPECT_TRUE(result.converged());
  ExpectClose(result.theta, Eigen::Vector2d(0.8, 0.2), kDefault);
  EXPECT_THAT(result.at_bound, ElementsAre(false, true));
}

TEST(MinimiseTest, ContradictoryConstraintsAreInfeasible) {
  MinimiseProblem problem =
      Problem(Quadratic(Eigen::Matrix2d::Identity(), Eigen::Vector2d(3, 4)), Eigen::Vector2d(0, 0));
  problem.constraints = {Constraint("a", Operator::kEqual, "1"),
                         Constraint("a", Operator::kEqual, "2")};
  EXPECT_EQ(Minimise(problem).verdict, Verdict::kInfeasible);
  problem.constraints = {Constraint("a^2 + b^2", Operator::kLess, "0 - 1")};
  EXPECT_EQ(Minimise(problem).verdict, Verdict::kInfeasible);
}

TEST(MinimiseTest, AStartWhereTheFunctionDoesNotExist) {
  const auto nowhere = [](const Eigen::VectorXd&, double*, Eigen::VectorXd*, Eigen::MatrixXd*) {
    return false;
  };
  MinimiseProblem problem = Problem(nowhere, Eigen::Vector2d(0, 0));
  EXPECT_EQ(Minimise(problem).verdict, Verdict::kStartNotEvaluable);
  problem.constraints = {Constraint("a", Operator::kEqual, "1")};
  EXPECT_EQ(Minimise(problem).verdict, Verdict::kStartNotEvaluable);
}

// x - log x for each element, from far below: full steps leave the domain x > 0.
TEST(MinimiseTest, TheFunctionEndsAlongTheWay) {
  const auto barrier = Optional([](const Eigen::VectorXd& x, double* value,
                                   Eigen::VectorXd* gradient, Eigen::MatrixXd* information) {
    if (x.minCoeff() <= 0) return false;
    *value = (x.array() - x.array().log()).sum();
    *gradient = 1 - x.array().inverse();
    *information = x.array().square().inverse().matrix().asDiagonal();
    return true;
  });
  MinimiseProblem problem = Problem(barrier, Eigen::Vector2d(40, 1e-3));
  problem.tolerance = 1e-14;
  const MinimiseResult result = Minimise(problem);
  EXPECT_TRUE(result.converged());
  ExpectClose(result.theta, Eigen::Vector2d(1, 1), kTight);
}

TEST(MinimiseTest, SingularInformation) {
  // The function depends on a + b alone: a minimum is found, and which one is open.
  const auto valley = Optional([](const Eigen::VectorXd& x, double* value,
                                  Eigen::VectorXd* gradient, Eigen::MatrixXd* information) {
    const double d = x.sum() - 2;
    *value = 0.5 * d * d;
    gradient->setConstant(d);
    information->setOnes();
    return true;
  });
  const MinimiseResult result = Minimise(Problem(valley, Eigen::Vector2d(7, -1)));
  EXPECT_TRUE(result.converged());
  EXPECT_NEAR(result.theta.sum(), 2, 1e-5);
}

TEST(MinimiseTest, AWrongGradientIsNotCalledAMinimum) {
  // The value rises along the gradient's descent.
  const auto wrong = Optional([](const Eigen::VectorXd& x, double* value, Eigen::VectorXd* gradient,
                                 Eigen::MatrixXd* information) {
    *value = x.squaredNorm();
    *gradient = -2 * x;
    information->setIdentity();
    return true;
  });
  EXPECT_FALSE(Minimise(Problem(wrong, Eigen::Vector2d(1, 1))).converged());
}

TEST(MinimiseTest, ValuesThatAreNotNumbersAreNotEvaluable) {
  const auto broken = Optional([](const Eigen::VectorXd& x, double* value,
                                  Eigen::VectorXd* gradient, Eigen::MatrixXd* information) {
    *value = x.squaredNorm();
    gradient->setConstant(kNan);
    information->setIdentity();
    return true;
  });
  EXPECT_EQ(Minimise(Problem(broken, Eigen::Vector2d(1, 1))).verdict, Verdict::kStartNotEvaluable);
}

}  // namespace
}  // namespace trustsem
