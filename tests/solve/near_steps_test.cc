#include "solve/near_steps.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace trustsem {
namespace {

// sum of exp(x_i) - a_i x_i, with its minimum at log(a).
struct Problem {
  Eigen::VectorXd a{{2.0, 0.5, 5.0}};
  int evaluations = 0;
  MinimiseProblem problem;

  explicit Problem(double away) {
    problem.function = [this](const Eigen::VectorXd& x, double* value, Eigen::VectorXd* gradient,
                              Eigen::MatrixXd* information) {
      ++evaluations;
      *value = (x.array().exp() - a.array() * x.array()).sum();
      if (gradient != nullptr) *gradient = x.array().exp() - a.array();
      if (information != nullptr) *information = x.array().exp().matrix().asDiagonal();
      return true;
    };
    problem.hessian = [](const Eigen::VectorXd& x, Eigen::MatrixXd* hessian) {
      *hessian = x.array().exp().matrix().asDiagonal();
      return true;
    };
    problem.start = a.array().log() + away;
    problem.near_hessian = problem.start.array().exp().matrix().asDiagonal();
    problem.lower.setConstant(3, -std::numeric_limits<double>::infinity());
    problem.upper = -problem.lower;
    problem.respondents = 1000;
  }
};

TEST(NearStepsTest, EndsInTheMinimum) {
  for (double away : {0.3, -0.3, 1e-3, 0.0}) {
    Problem p(away);
    MinimiseResult result;
    ASSERT_TRUE(TakeNearSteps(p.problem, &result)) << away;
    EXPECT_TRUE(result.converged());
    EXPECT_LT((result.theta.array() - p.a.array().log()).abs().maxCoeff(), 1e-9);
    EXPECT_NEAR(result.value, (p.a.array() * (1 - p.a.array().log())).sum(), 1e-14);
    EXPECT_LE(p.evaluations, 8);
  }
}

TEST(NearStepsTest, InformationServesWhereThereIsNoHessian) {
  Problem p(0.3);
  p.problem.hessian = nullptr;
  MinimiseResult result;
  ASSERT_TRUE(TakeNearSteps(p.problem, &result));
  EXPECT_LT((result.theta.array() - p.a.array().log()).abs().maxCoeff(), 1e-9);
}

TEST(NearStepsTest, SettledParametersStay) {
  Problem p(0.1);
  p.problem.settled = {false, true, false};
  MinimiseResult result;
  ASSERT_TRUE(TakeNearSteps(p.problem, &result));
  EXPECT_EQ(result.theta[1], p.problem.start[1]);
  EXPECT_NEAR(result.theta[2], std::log(5.0), 1e-9);
}

TEST(NearStepsTest, LeavesBoundsAndConstraintsToTheSearchWithStepControl) {
  MinimiseResult result;
  result.value = 7;
  Problem bounded(0.3);
  bounded.problem.lower[0] = std::log(2.0) + 0.1;
  EXPECT_FALSE(TakeNearSteps(bounded.problem, &result));
  Problem constrained(0.3);
  constrained.problem.constraints.resize(1);
  EXPECT_FALSE(TakeNearSteps(constrained.problem, &result));
  Problem indefinite(0.3);
  indefinite.problem.near_hessian(0, 0) = -1;
  EXPECT_FALSE(TakeNearSteps(indefinite.problem, &result));
  EXPECT_EQ(result.value, 7);
  // With all of them the minimum within the bounds is found in the end.
  EXPECT_NEAR(Minimise(bounded.problem).theta[0], std::log(2.0) + 0.1, 1e-9);
}

// The first step overshoots by far: no step is taken on trust.
TEST(NearStepsTest, AStartThatIsFarAwayIsGivenBack) {
  Problem p(-6);
  MinimiseResult result;
  EXPECT_FALSE(TakeNearSteps(p.problem, &result));
}

}  // namespace
}  // namespace trustsem
