#include "solve/minimise.h"

#include <ceres/ceres.h>
#include <glog/logging.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <memory>

#include "solve/augmented_lagrangian.h"
#include "solve/near_steps.h"

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

// The exact residual block over the parameters that no bound holds. Remembers the last point.
class ExactBlock : public ceres::CostFunction {
 public:
  // `theta` gives the values of the parameters that are not `loose`.
  ExactBlock(const MinimiseProblem& problem, Eigen::VectorXd theta, std::vector<int> loose)
      : problem_(problem),
        loose_(std::move(loose)),
        q_(static_cast<int>(loose_.size())),
        theta_(std::move(theta)) {
    mutable_parameter_block_sizes()->push_back(q_);
    set_num_residuals(q_ + 1);
  }

  // Sets c from the start. False where the function does not exist there.
  bool Start(const Eigen::VectorXd& point) {
    if (!EvaluateFunction(point)) return false;
    // Large enough for the root below at the start with a wide margin; F has no need of the digits
    // that c costs.
    constant_ = 10 + 10 * squared_length_ + std::max(0.0, -value_);
    return true;
  }

  bool Evaluate(double const* const* parameters, double* residuals,
                double** jacobians) const override {
    const Eigen::Map<const Eigen::VectorXd> point(parameters[0], q_);
    Eigen::Map<Eigen::VectorXd> r(residuals, q_ + 1);
    // Most trial points are accepted, and Ceres then asks for the derivatives there: everything is
    // evaluated at once and remembered.
    if (!valid() || point_ != point) {
      if (!EvaluateFunction(point)) return false;
    }
    if (jacobians == nullptr || jacobians[0] == nullptr) {
      // Ceres compares costs alone here: any residual of the right length does.
      if (!(value_ + constant_ >= 0)) return false;
      r.setZero();
      r[q_] = std::sqrt(2 * (value_ + constant_));
      return true;
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

  // g' H^-1 g over the loose parameters, and the whole gradient, at the last point.
  double squared_length() const { return squared_length_; }
  const Eigen::VectorXd& full_gradient() const { return gradient_; }
  // The step to the minimum from the last point: Newton's where the Hessian allows it, which leaves
  // an error of the square of the distance, else scoring's, which leaves a share of the distance.
  Eigen::VectorXd LastStep(bool* newton) const {
    const Eigen::VectorXd g = gradient_(loose_);
    *newton = FactoriseHessian();
    if (!*newton) llt_ = Factorise(information_(loose_, loose_));
    return llt_.solve(g);
  }
  const Eigen::VectorXd& point() const { return point_; }
  // Whether the function exists at the last point.
  bool valid() const { return point_.size() == q_; }

 private:
  bool EvaluateFunction(const Eigen::VectorXd& point) const {
    theta_(loose_) = point;
    point_.resize(0);
    if (!problem_.function(theta_, &value_, &gradient_, &information_)) return false;
    if (!gradient_.allFinite() || !information_.allFinite()) return false;
    const bool all = q_ == static_cast<int>(theta_.size());
    whitened_ = all ? gradient_ : Eigen::VectorXd(gradient_(loose_));
    if (++evaluations_ <= problem_.scoring_evaluations || !FactoriseHessian()) {
      llt_ = all ? Factorise(information_) : Factorise(information_(loose_, loose_));
      if (llt_.info() != Eigen::Success) return false;
    }
    llt_.matrixL().solveInPlace(whitened_);
    squared_length_ = whitened_.squaredNorm();
    point_ = point;
    return true;
  }

  // Newton's matrix where it is there and well inside the positive definite ones. The test compares
  // each pivot with its diagonal element, so units do not matter.
  bool FactoriseHessian() const {
    if (!problem_.hessian || !problem_.hessian(theta_, &hessian_)) return false;
    const Eigen::MatrixXd loose = hessian_(loose_, loose_);
    llt_.compute(loose);
    return llt_.info() == Eigen::Success &&
           (llt_.matrixLLT().diagonal().array().square() > 1e-8 * loose.diagonal().array()).all();
  }

  const MinimiseProblem& problem_;
  const std::vector<int> loose_;
  const int q_;
  double constant_ = 0;
  mutable Eigen::VectorXd theta_, point_, gradient_, whitened_;
  mutable Eigen::MatrixXd information_, hessian_;
  mutable int evaluations_ = 0;
  mutable Eigen::LLT<Eigen::MatrixXd> llt_;
  mutable double value_ = 0, squared_length_ = 0;
};

// Parameters at a bound that the gradient pushes them against.
std::vector<bool> HeldByBounds(const MinimiseProblem& problem, const Eigen::VectorXd& theta,
                               const Eigen::VectorXd& gradient) {
  std::vector<bool> held(theta.size());
  for (Eigen::Index i = 0; i < theta.size(); ++i) {
    // Ceres puts a parameter exactly on the bound that it would cross.
    held[i] = (theta[i] <= problem.lower[i] && gradient[i] > 0) ||
              (theta[i] >= problem.upper[i] && gradient[i] < 0);
  }
  return held;
}

std::vector<int> Loose(const std::vector<bool>& held, const std::vector<bool>& settled) {
  std::vector<int> loose;
  for (size_t i = 0; i < held.size(); ++i) {
    if (!held[i] && (settled.empty() || !settled[i])) loose.push_back(static_cast<int>(i));
  }
  return loose;
}

// Ends Ceres's iterations when the gradient says so, or when a bound begins to hold a parameter:
// the step for the others must then be computed without it.
class GradientCheck : public ceres::IterationCallback {
 public:
  GradientCheck(const ExactBlock& block, const MinimiseProblem& problem,
                const std::vector<int>& loose)
      : block_(block), problem_(problem), loose_(loose) {}

  ceres::CallbackReturnType operator()(const ceres::IterationSummary& summary) override {
    if (summary.iteration > 0 && !summary.step_is_successful) return ceres::SOLVER_CONTINUE;
    if (!block_.valid()) return ceres::SOLVER_CONTINUE;  // Ceres ends the run itself
    if (block_.squared_length() * problem_.respondents < problem_.tolerance) {
      return ceres::SOLVER_TERMINATE_SUCCESSFULLY;
    }
    for (size_t k = 0; k < loose_.size(); ++k) {
      const int i = loose_[k];
      const double x = block_.point()[k], g = block_.full_gradient()[i];
      if ((x <= problem_.lower[i] && g > 0) || (x >= problem_.upper[i] && g < 0)) {
        return ceres::SOLVER_TERMINATE_SUCCESSFULLY;
      }
    }
    return ceres::SOLVER_CONTINUE;
  }

 private:
  const ExactBlock& block_;
  const MinimiseProblem& problem_;
  const std::vector<int>& loose_;
};

ceres::Solver::Options CeresOptions(const MinimiseProblem& problem) {
  // Ceres's own warnings (a step that failed, tried again) would reach the user's terminal.
  static const bool silent = [] {
    FLAGS_minloglevel = google::GLOG_FATAL;
    return true;
  }();
  (void)silent;
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

// One run of Ceres over the loose parameters; returns false where the function does not exist at
// the start. `theta` moves to the best point.
bool RunCeres(const MinimiseProblem& problem, ExactBlock* block, const std::vector<int>& loose,
              Eigen::VectorXd* theta, ceres::Solver::Summary* summary) {
  Eigen::VectorXd point = (*theta)(loose);
  if (!block->Start(point)) return false;
  ceres::Problem::Options ownership;
  ownership.cost_function_ownership = ceres::DO_NOT_TAKE_OWNERSHIP;
  ownership.disable_all_safety_checks = true;
  ceres::Problem ceres_problem(ownership);
  ceres_problem.AddResidualBlock(block, nullptr, point.data());
  for (size_t k = 0; k < loose.size(); ++k) {
    const double lower = problem.lower[loose[k]], upper = problem.upper[loose[k]];
    const int i = static_cast<int>(k);
    if (std::isfinite(lower)) ceres_problem.SetParameterLowerBound(point.data(), i, lower);
    if (std::isfinite(upper)) ceres_problem.SetParameterUpperBound(point.data(), i, upper);
  }
  GradientCheck check(*block, problem, loose);
  ceres::Solver::Options options = CeresOptions(problem);
  options.callbacks.push_back(&check);
  ceres::Solve(options, &ceres_problem, summary);
  (*theta)(loose) = point;
  return (block->valid() && block->point() == point) || block->Start(point);
}

// Near the minimum one Newton step gains what several of scoring would; not across a bound. Without
// a Hessian scoring goes on as long as it comes nearer: values of the function, which Ceres
// compares, have no digits left to tell it there.
void TakeLastSteps(const MinimiseProblem& problem, ExactBlock* block, const std::vector<int>& loose,
                   Eigen::VectorXd* theta) {
  constexpr int kMostSteps = 30;
  constexpr double kNearest = 1e-18;
  for (int i = 0; i < kMostSteps; ++i) {
    bool newton = false;
    const Eigen::VectorXd step = block->LastStep(&newton);
    for (size_t k = 0; k < loose.size(); ++k) {
      const double moved = (*theta)[loose[k]] - step[k];
      if (!(moved >= problem.lower[loose[k]] && moved <= problem.upper[loose[k]])) return;
    }
    const double before = block->squared_length();
    const Eigen::VectorXd point = (*theta)(loose)-step;
    if (newton) {
      (*theta)(loose) = point;
      return;
    }
    if (!block->Start(point) || !(block->squared_length() < 0.5 * before)) return;
    (*theta)(loose) = point;
    if (block->squared_length() < kNearest) return;
  }
}

// One minimisation without constraints other than bounds, from `theta`. Parameters that a bound
// holds are set aside (an active set) and taken up again where the gradient turns.
MinimiseResult MinimiseSmooth(const MinimiseProblem& problem) {
  Eigen::VectorXd theta = problem.start;
  const Eigen::Index q = theta.size();
  MinimiseResult result;
  result.at_bound.assign(q, false);
  int stuck = 0;
  while (result.iterations <= problem.max_iterations && stuck < 2) {
    const std::vector<int> loose = Loose(result.at_bound, problem.settled);
    result.theta = theta;
    if (loose.empty()) {
      result.verdict = MinimiseResult::Verdict::kConverged;
      return result;
    }
    ExactBlock block(problem, theta, loose);
    ceres::Solver::Summary summary;
    if (!RunCeres(problem, &block, loose, &theta, &summary)) {
      if (result.iterations == 0) result.verdict = MinimiseResult::Verdict::kStartNotEvaluable;
      return result;
    }
    result.theta = theta;
    result.iterations += std::max(0, static_cast<int>(summary.iterations.size()) - 1);
    const double squared = block.squared_length() * problem.respondents;
    result.distance = std::sqrt(squared);
    std::vector<bool> held = HeldByBounds(problem, theta, block.full_gradient());
    const bool same = held == result.at_bound;
    if (same && squared < problem.tolerance) {
      result.verdict = MinimiseResult::Verdict::kConverged;
      TakeLastSteps(problem, &block, loose, &result.theta);
      return result;
    }
    // A restart with the same parameters renews the constant and the trust region.
    stuck = same ? stuck + 1 : 0;
    if (!same) ++result.iterations;
    result.at_bound = std::move(held);
  }
  result.verdict =
      stuck < 4 ? MinimiseResult::Verdict::kIterationLimit : MinimiseResult::Verdict::kStuck;
  return result;
}

// Outer iterations of the method of multipliers.
MinimiseResult MinimiseConstrained(const MinimiseProblem& problem) {
  AugmentedLagrangian lagrangian(problem.function, problem.constraints, problem.start);
  MinimiseProblem smooth = problem;
  smooth.function = [&](const Eigen::VectorXd& theta, double* value, Eigen::VectorXd* gradient,
                        Eigen::MatrixXd* information) {
    return lagrangian.Evaluate(theta, value, gradient, information);
  };
  if (problem.hessian) {
    smooth.hessian = [&](const Eigen::VectorXd& theta, Eigen::MatrixXd* hessian) {
      if (!problem.hessian(theta, hessian)) return false;
      lagrangian.AddInformation(theta, hessian);
      return true;
    };
  }
  MinimiseResult result;
  int iterations = 0;
  double last_violation = std::numeric_limits<double>::infinity();
  for (int outer = 0; outer < 60; ++outer) {
    result = MinimiseSmooth(smooth);
    iterations += result.iterations;
    result.iterations = iterations;
    if (result.verdict == MinimiseResult::Verdict::kStartNotEvaluable) return result;
    smooth.start = result.theta;
    const double violation = lagrangian.Update(result.theta);
    if (violation < problem.constraint_tolerance) break;
    if (violation > 0.25 * last_violation && lagrangian.penalty() < 1e8) {
      lagrangian.set_penalty(10 * lagrangian.penalty());
    }
    last_violation = violation;
    if (outer == 59) result.verdict = MinimiseResult::Verdict::kInfeasible;
  }
  for (size_t i = 0; i < problem.constraints.size(); ++i) {
    result.active.push_back(problem.constraints[i].equality || lagrangian.IsActive(i));
  }
  result.multipliers = lagrangian.Multipliers();
  return result;
}

}  // namespace

MinimiseResult Minimise(const MinimiseProblem& problem) {
  MinimiseResult result;
  if (problem.near_hessian.size() > 0 && TakeNearSteps(problem, &result)) return result;
  result = problem.constraints.empty() ? MinimiseSmooth(problem) : MinimiseConstrained(problem);
  if (result.verdict == MinimiseResult::Verdict::kStartNotEvaluable) return result;
  problem.function(result.theta, &result.value, &result.gradient, nullptr);
  return result;
}

}  // namespace trustsem
