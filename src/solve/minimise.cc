#include "solve/minimise.h"

#include <ceres/ceres.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <memory>

#include "solve/augmented_lagrangian.h"

namespace trustsem {
namespace {

// R of H = R'R; where H is singular, of H with its diagonal raised: the residual block then still
// has the right value and gradient, and a shorter step.
Eigen::LLT<Eigen::MatrixXd> Factorise(const Eigen::MatrixXd& information) {
  Eigen::LLT<Eigen::MatrixXd> llt(information);
  const double floor = 1e-12 * std::max(information.diagonal().maxCoeff(), 1e-300);
  for (double ridge = 1e-10; llt.info() != Eigen::Success && ridge < 1e6; ridge *= 100) {
    Eigen::MatrixXd raised = information;
    raised.diagonal() += ridge * (information.diagonal().cwiseAbs().array() + floor).matrix();
    llt.compute(raised);
  }
  return llt;
}

// The exact residual block. Remembers the last point at which Ceres asked for derivatives.
class ExactBlock : public ceres::CostFunction {
 public:
  ExactBlock(const ObjectiveFunction& function, int q) : function_(function), q_(q) {
    mutable_parameter_block_sizes()->push_back(q);
    set_num_residuals(q + 1);
  }

  // Sets c from the start. False where the function does not exist there.
  bool Start(const Eigen::VectorXd& theta) {
    if (!EvaluateFunction(theta)) return false;
    // Large enough for the root below at the start with a wide margin; F has no need of the digits
    // that c costs.
    constant_ = 10 + 10 * squared_length_ + std::max(0.0, -value_);
    return true;
  }

  bool Evaluate(double const* const* parameters, double* residuals,
                double** jacobians) const override {
    const Eigen::Map<const Eigen::VectorXd> theta(parameters[0], q_);
    Eigen::Map<Eigen::VectorXd> r(residuals, q_ + 1);
    if (jacobians == nullptr || jacobians[0] == nullptr) {
      // Ceres compares costs alone here: any residual of the right length does.
      double value;
      if (!function_(theta, &value, nullptr, nullptr) || !(value + constant_ >= 0)) return false;
      r.setZero();
      r[q_] = std::sqrt(2 * (value + constant_));
      return true;
    }
    // The start has been evaluated already.
    if (point_.size() != q_ || point_ != theta) {
      if (!EvaluateFunction(theta)) return false;
    }
    const double rest = 2 * (value_ + constant_) - squared_length_;
    if (!(rest >= 0)) return false;
    r.head(q_) = whitened_;
    r[q_] = std::sqrt(rest);
    Eigen::Map<Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> J(
        jacobians[0], q_ + 1, q_);
    J.setZero();
    J.topRows(q_).triangularView<Eigen::Upper>() = llt_.matrixU();
    return true;
  }

  // g' H^-1 g over the parameters that no bound holds.
  double SquaredLength(const MinimiseProblem& problem, std::vector<bool>* at_bound) const {
    const Eigen::VectorXd g = gradient_;
    std::vector<int> loose;
    at_bound->assign(q_, false);
    for (int i = 0; i < q_; ++i) {
      const double width = 1e-9 * std::max(1.0, std::abs(point_[i]));
      (*at_bound)[i] = (point_[i] <= problem.lower[i] + width && g[i] > 0) ||
                       (point_[i] >= problem.upper[i] - width && g[i] < 0);
      if (!(*at_bound)[i]) loose.push_back(i);
    }
    if (static_cast<int>(loose.size()) == q_) return squared_length_;
    const Eigen::MatrixXd H = llt_.reconstructedMatrix();
    Eigen::VectorXd gl(loose.size());
    Eigen::MatrixXd Hl(loose.size(), loose.size());
    for (size_t i = 0; i < loose.size(); ++i) {
      gl[i] = g[loose[i]];
      for (size_t j = 0; j < loose.size(); ++j) Hl(i, j) = H(loose[i], loose[j]);
    }
    return gl.size() == 0 ? 0.0 : gl.dot(Hl.llt().solve(gl));
  }

  const Eigen::VectorXd& point() const { return point_; }

 private:
  bool EvaluateFunction(const Eigen::VectorXd& theta) const {
    if (!function_(theta, &value_, &gradient_, &information_)) return false;
    if (!gradient_.allFinite() || !information_.allFinite()) return false;
    point_ = theta;
    llt_ = Factorise(information_);
    if (llt_.info() != Eigen::Success) return false;
    whitened_ = llt_.matrixL().solve(gradient_);
    squared_length_ = whitened_.squaredNorm();
    return true;
  }

  const ObjectiveFunction& function_;
  const int q_;
  double constant_ = 0;
  mutable Eigen::VectorXd point_, gradient_, whitened_;
  mutable Eigen::MatrixXd information_;
  mutable Eigen::LLT<Eigen::MatrixXd> llt_;
  mutable double value_ = 0, squared_length_ = 0;
};

// Ends Ceres's iterations when the gradient says so.
class GradientCheck : public ceres::IterationCallback {
 public:
  GradientCheck(const ExactBlock& block, const MinimiseProblem& problem, double tolerance)
      : block_(block), problem_(problem), tolerance_(tolerance) {}

  ceres::CallbackReturnType operator()(const ceres::IterationSummary& summary) override {
    if (summary.iteration > 0 && !summary.step_is_successful) return ceres::SOLVER_CONTINUE;
    std::vector<bool> at_bound;
    const double squared = block_.SquaredLength(problem_, &at_bound) * problem_.respondents;
    return squared < tolerance_ ? ceres::SOLVER_TERMINATE_SUCCESSFULLY : ceres::SOLVER_CONTINUE;
  }

 private:
  const ExactBlock& block_;
  const MinimiseProblem& problem_;
  const double tolerance_;
};

ceres::Solver::Options CeresOptions(const MinimiseProblem& problem) {
  ceres::Solver::Options options;
  options.minimizer_type = ceres::TRUST_REGION;
  options.trust_region_strategy_type = ceres::LEVENBERG_MARQUARDT;
  options.linear_solver_type = ceres::DENSE_NORMAL_CHOLESKY;
  options.max_num_iterations = problem.max_iterations;
  // Ceres's own tests are switched off: GradientCheck decides.
  options.function_tolerance = 0;
  options.gradient_tolerance = 0;
  options.parameter_tolerance = 0;
  options.max_num_consecutive_invalid_steps = 30;
  options.logging_type = ceres::SILENT;
  options.num_threads = 1;
  return options;
}

// One unconstrained (but for bounds) minimisation from `theta`.
MinimiseResult MinimiseSmooth(const MinimiseProblem& problem, const ObjectiveFunction& function,
                              Eigen::VectorXd theta, double tolerance) {
  const int q = static_cast<int>(theta.size());
  MinimiseResult result;
  // A restart renews the constant and the trust region where Ceres gave up early.
  for (int restart = 0; restart < 4; ++restart) {
    ExactBlock block(function, q);
    if (!block.Start(theta)) {
      if (restart == 0) result.verdict = MinimiseResult::Verdict::kStartNotEvaluable;
      result.theta = theta;
      return result;
    }
    ceres::Problem::Options ownership;
    ownership.cost_function_ownership = ceres::DO_NOT_TAKE_OWNERSHIP;
    ownership.disable_all_safety_checks = true;
    ceres::Problem ceres_problem(ownership);
    ceres_problem.AddResidualBlock(&block, nullptr, theta.data());
    for (int i = 0; i < q; ++i) {
      if (std::isfinite(problem.lower[i])) {
        ceres_problem.SetParameterLowerBound(theta.data(), i, problem.lower[i]);
      }
      if (std::isfinite(problem.upper[i])) {
        ceres_problem.SetParameterUpperBound(theta.data(), i, problem.upper[i]);
      }
    }
    GradientCheck check(block, problem, tolerance);
    ceres::Solver::Options options = CeresOptions(problem);
    options.callbacks.push_back(&check);
    ceres::Solver::Summary summary;
    ceres::Solve(options, &ceres_problem, &summary);
    result.iterations += static_cast<int>(summary.iterations.size()) - 1;
    result.theta = theta;
    if (block.point() != theta && !block.Start(theta)) return result;
    result.distance = std::sqrt(
        std::max(0.0, block.SquaredLength(problem, &result.at_bound) * problem.respondents));
    if (result.distance * result.distance < tolerance) {
      result.verdict = MinimiseResult::Verdict::kConverged;
      return result;
    }
    result.verdict = summary.termination_type == ceres::NO_CONVERGENCE
                         ? MinimiseResult::Verdict::kIterationLimit
                         : MinimiseResult::Verdict::kStuck;
    if (result.verdict == MinimiseResult::Verdict::kIterationLimit) return result;
  }
  return result;
}

// Outer iterations of the method of multipliers.
MinimiseResult MinimiseConstrained(const MinimiseProblem& problem) {
  AugmentedLagrangian lagrangian(problem.function, problem.constraints);
  const ObjectiveFunction function = [&](const Eigen::VectorXd& theta, double* value,
                                         Eigen::VectorXd* gradient, Eigen::MatrixXd* information) {
    return lagrangian.Evaluate(theta, value, gradient, information);
  };
  MinimiseResult result;
  Eigen::VectorXd theta = problem.start;
  int iterations = 0;
  double last_violation = std::numeric_limits<double>::infinity();
  for (int outer = 0; outer < 60; ++outer) {
    result = MinimiseSmooth(problem, function, theta, problem.tolerance);
    iterations += result.iterations;
    result.iterations = iterations;
    if (result.verdict == MinimiseResult::Verdict::kStartNotEvaluable) return result;
    theta = result.theta;
    const double violation = lagrangian.Update(theta);
    if (violation < problem.constraint_tolerance) break;
    if (violation > 0.25 * last_violation && lagrangian.penalty() < 1e8) {
      lagrangian.set_penalty(10 * lagrangian.penalty());
    }
    last_violation = violation;
    if (outer == 59) result.verdict = MinimiseResult::Verdict::kInfeasible;
  }
  result.multipliers = lagrangian.multipliers();
  for (size_t i = 0; i < problem.constraints.size(); ++i) {
    result.active.push_back(problem.constraints[i].equality || result.multipliers[i] > 1e-8);
  }
  return result;
}

}  // namespace

MinimiseResult Minimise(const MinimiseProblem& problem) {
  MinimiseResult result =
      problem.constraints.empty()
          ? MinimiseSmooth(problem, problem.function, problem.start, problem.tolerance)
          : MinimiseConstrained(problem);
  if (result.verdict == MinimiseResult::Verdict::kStartNotEvaluable) return result;
  problem.function(result.theta, &result.value, &result.gradient, nullptr);
  return result;
}

}  // namespace trustsem
