#include "study/find_minimum.h"

#include <algorithm>
#include <cmath>

#include "implied/reflection.h"

namespace trustsem {
namespace {

MinimiseProblem MakeProblem(const FittedModel& fit, const Eigen::VectorXd& start,
                            ObjectiveWorkspace* workspace, int max_iterations) {
  const int q = fit.free_parameters();
  MinimiseProblem problem;
  problem.function = [&fit, workspace](const Eigen::VectorXd& theta, double* value,
                                       Eigen::VectorXd* gradient, Eigen::MatrixXd* information) {
    return fit.objective->Evaluate(theta, workspace, value, gradient, information);
  };
  problem.hessian = [&fit, workspace](const Eigen::VectorXd& theta, Eigen::MatrixXd* hessian) {
    return fit.objective->Hessian(theta, workspace, hessian);
  };
  problem.lower.setConstant(q, -std::numeric_limits<double>::infinity());
  problem.upper.setConstant(q, std::numeric_limits<double>::infinity());
  for (const Parameter& row : fit.table.rows) {
    if (row.free < 0) continue;
    problem.lower[row.free] = std::max(problem.lower[row.free], row.lower);
    problem.upper[row.free] = std::min(problem.upper[row.free], row.upper);
  }
  problem.constraints = fit.table.constraints;
  problem.respondents = fit.respondents();
  problem.max_iterations = max_iterations;
  problem.tolerance = 1e-7;
  problem.start = start;
  problem.settled = SettledThresholds(fit, start, workspace);
  return problem;
}

// See FindMinimum.
void PointConstructsUpwards(FittedModel* fit) {
  const Eigen::VectorXd reflected = Reflect(*fit->structure, fit->solution.theta);
  if (reflected == fit->solution.theta) return;
  const std::vector<double> before(fit->solution.theta.data(),
                                   fit->solution.theta.data() + fit->solution.theta.size());
  const std::vector<double> after(reflected.data(), reflected.data() + reflected.size());
  for (const ConstraintFunction& constraint : fit->table.constraints) {
    const double change =
        constraint.Evaluate(after, nullptr) - constraint.Evaluate(before, nullptr);
    if (!(std::abs(change) < 1e-8)) return;
  }
  for (const Parameter& row : fit->table.rows) {
    if (row.free < 0) continue;
    if (reflected[row.free] < row.lower || reflected[row.free] > row.upper) return;
  }
  double value;
  Eigen::VectorXd gradient;
  if (!fit->objective->Evaluate(reflected, &fit->workspace, &value, &gradient, nullptr)) return;
  if (!(std::abs(value - fit->solution.value) < 1e-9 * std::max(1.0, std::abs(value)))) return;
  fit->solution.theta = reflected;
  fit->solution.gradient = gradient;
}

}  // namespace

std::vector<bool> SettledThresholds(const FittedModel& fit, const Eigen::VectorXd& start,
                                    ObjectiveWorkspace* workspace) {
  const Estimator& estimator = fit.objective->estimator();
  if (!fit.table.HasOrdered() || fit.table.theta_parameterization ||
      !fit.table.constraints.empty() || estimator.weight == Weight::kFull) {
    return {};
  }
  double value;
  Eigen::VectorXd gradient;
  if (!fit.objective->Evaluate(start, workspace, &value, &gradient, nullptr)) return {};
  std::vector<int> uses(static_cast<size_t>(fit.free_parameters()), 0);
  std::vector<bool> settled(static_cast<size_t>(fit.free_parameters()), false);
  for (int g = 0; g < fit.table.groups; ++g) {
    const StructuralModel::Group& group = fit.structure->group(g);
    std::vector<bool> moves(fit.table.observed.size(), false);  // scale or mean of a response
    bool means = !group.fixed.nu.isZero(0) || !group.fixed.alpha.isZero(0);
    for (const auto& free : group.cells) {
      ++uses[static_cast<size_t>(free.free)];
      const size_t row = static_cast<size_t>(free.cell.row);
      if (free.cell.matrix == ModelMatrix::kAlpha) means = true;
      if (free.cell.matrix == ModelMatrix::kNu || free.cell.matrix == ModelMatrix::kScale) {
        moves[row] = true;
      }
    }
    for (const auto& free : group.cells) {
      if (free.cell.matrix != ModelMatrix::kThreshold || means) continue;
      settled[static_cast<size_t>(free.free)] = !moves[static_cast<size_t>(free.cell.column)] &&
                                                group.fixed.scale[free.cell.column] == 1 &&
                                                std::abs(gradient[free.free]) < 1e-12;
    }
  }
  for (const Parameter& row : fit.table.rows) {
    if (row.free < 0) continue;
    const size_t i = static_cast<size_t>(row.free);
    if (uses[i] > 1 || std::isfinite(row.lower) || std::isfinite(row.upper)) settled[i] = false;
  }
  return settled;
}

void FindMinimum(FittedModel* fit, const Eigen::VectorXd& start, int max_iterations) {
  fit->solution = Minimise(MakeProblem(*fit, start, &fit->workspace, max_iterations));
  if (fit->solution.converged()) PointConstructsUpwards(fit);
}

void FindMinimumNear(FittedModel* fit, const Eigen::VectorXd& start, const Eigen::MatrixXd& hessian,
                     int max_iterations) {
  MinimiseProblem problem = MakeProblem(*fit, start, &fit->workspace, max_iterations);
  problem.near_hessian = hessian;
  fit->solution = Minimise(problem);
}

}  // namespace trustsem
