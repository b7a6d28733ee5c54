#include "study/estimate.h"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "implied/reflection.h"
#include "implied/start_values.h"
#include "inference/identification.h"

namespace trustsem {
namespace {

constexpr int kAttempts = 5;

MinimiseProblem MakeProblem(const FittedModel& fit, ObjectiveWorkspace* workspace,
                            int max_iterations) {
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
  return problem;
}

// Thresholds that the sample's own values fit exactly, whatever the other parameters are: each a
// parameter of its own, of a variable with unit scale and zero mean in the model.
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

// The covariance matrices that are not positive definite at `theta`, by name.
std::vector<std::string> IndefiniteMatrices(const FittedModel& fit, const Eigen::VectorXd& theta) {
  std::vector<std::string> names;
  ImpliedMoments implied;
  for (int g = 0; g < fit.table.groups; ++g) {
    if (!fit.structure->Evaluate(theta, g, &implied)) {
      names.push_back("I - B (a feedback loop without a solution)");
      continue;
    }
    const auto indefinite = [](const Eigen::MatrixXd& matrix) {
      return matrix.rows() > 0 && Eigen::LLT<Eigen::MatrixXd>(matrix).info() != Eigen::Success;
    };
    const std::string group = fit.table.groups > 1 ? fmt::format(" of group {}", g + 1) : "";
    if (indefinite(implied.sigma)) {
      names.push_back("the implied covariance matrix of the items" + group);
    }
    if (indefinite(implied.factor_covariance)) {
      names.push_back("the covariance matrix of the constructs" + group);
    }
  }
  return names;
}

// The parameter that went farthest from its starting value.
std::string RunawayParameter(const FittedModel& fit, const Eigen::VectorXd& theta,
                             const Eigen::VectorXd& start, ObjectiveWorkspace* workspace) {
  double value;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd information;
  if (!fit.objective->Evaluate(start, workspace, &value, &gradient, &information)) return "";
  Eigen::Index worst = -1;
  double largest = 0;
  for (Eigen::Index i = 0; i < theta.size(); ++i) {
    // In units of what one respondent's error would be at the start, so that scales do not matter.
    const double distance = std::abs(theta[i] - start[i]) * std::sqrt(std::abs(information(i, i)));
    if (std::isfinite(distance) && distance > largest) {
      largest = distance;
      worst = i;
    }
  }
  if (worst < 0) return "";
  return fmt::format("'{}' ran off to {:.4g}",
                     Describe(fit.table.Representative(static_cast<int>(worst)), fit.table.groups),
                     theta[worst]);
}

Error ConvergenceError(const FittedModel& fit, const MinimiseResult& result,
                       const Eigen::VectorXd& start, ObjectiveWorkspace* workspace) {
  std::string message = fmt::format(
      "no minimum was found in {} attempts from different starting "
      "values",
      kAttempts);
  if (result.verdict == MinimiseResult::Verdict::kInfeasible) {
    message += "; the constraints contradict each other or the model";
  } else {
    const std::string runaway = RunawayParameter(fit, result.theta, start, workspace);
    if (!runaway.empty()) message += "; " + runaway;
    const std::vector<std::string> matrices = IndefiniteMatrices(fit, result.theta);
    if (!matrices.empty()) message += "; not positive definite: " + JoinNames(matrices);
  }
  return Error(ErrorKind::kConvergence, message,
               "look at the items of the construct involved (trustsem check), fix a parameter or "
               "give it bounds or a starting value");
}

// A construct that no marker points may come out reversed, with the same fit: its first item is
// made to load positively wherever that changes nothing else.
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

std::unique_ptr<FittedModel> Estimate(ParameterTable table, SampleMoments moments,
                                      const EstimateOptions& options, std::vector<Note>* notes) {
  auto fit = std::make_unique<FittedModel>();
  fit->table = std::move(table);
  fit->moments = std::move(moments);
  fit->observed_information = options.observed_information;
  fit->threads = options.threads;
  fit->structure = std::make_unique<StructuralModel>(fit->table, fit->moments,
                                                     options.estimator.unbiased_covariance());
  const Eigen::VectorXd start = StartValues(fit->table, *fit->structure, fit->moments);
  if (options.check_identification) {
    const Identification identification =
        CheckIdentification(fit->table, *fit->structure, fit->moments, start);
    if (!identification.identified) {
      throw Error(ErrorKind::kIdentification, {DescribeFailure(identification, fit->table)});
    }
  }
  fit->objective = std::make_unique<Objective>(*fit->structure, fit->moments, options.estimator);

  MinimiseProblem problem = MakeProblem(*fit, &fit->workspace, options.max_iterations);
  MinimiseResult best;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    problem.start = attempt == 0
                        ? start
                        : SimpleStartValues(fit->table, *fit->structure, fit->moments, attempt - 1);
    problem.settled = SettledThresholds(*fit, problem.start, &fit->workspace);
    fit->solution = Minimise(problem);
    if (fit->solution.converged()) {
      PointConstructsUpwards(fit.get());
      if (attempt > 0 && notes != nullptr) {
        notes->push_back({"other_starting_values",
                          fmt::format("the first {} starting value{} led to no minimum, number {} "
                                      "did",
                                      attempt, attempt == 1 ? "" : "s", attempt + 1),
                          "check that the estimates are sensible"});
      }
      return fit;
    }
    if (best.theta.size() == 0 ||
        fit->solution.verdict != MinimiseResult::Verdict::kStartNotEvaluable) {
      best = fit->solution;
    }
  }
  throw ConvergenceError(*fit, best, start, &fit->workspace);
}

}  // namespace trustsem
