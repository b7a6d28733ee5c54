#include "study/estimate.h"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "implied/start_values.h"
#include "inference/identification.h"
#include "study/find_minimum.h"

namespace trustsem {
namespace {

constexpr int kAttempts = 5;

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

  MinimiseResult best;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    FindMinimum(fit.get(),
                attempt == 0
                    ? start
                    : SimpleStartValues(fit->table, *fit->structure, fit->moments, attempt - 1),
                options.max_iterations);
    if (fit->solution.converged()) {
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
