#include "study/nesting.h"

#include <cmath>
#include <map>
#include <tuple>

#include "inference/fit_measures.h"
#include "inference/matched_statistics.h"
#include "study/estimate.h"

namespace trustsem {
namespace {

// A chi-square statistic that is zero but for the minimiser's tolerance and rounding.
constexpr double kExactFit = 1e-4;

// The general model's table with the restricted model's estimates as starting values, where both
// have a parameter.
ParameterTable StartAt(const FittedModel& restricted, const ParameterTable& table) {
  std::map<std::tuple<std::string, Operator, std::string, int>, double> estimates;
  for (const Parameter& row : restricted.table.rows) {
    const double value = restricted.Value(row);
    estimates[{row.lhs, row.op, row.rhs, row.group}] = value;
    if (row.op == Operator::kCovariance) estimates[{row.rhs, row.op, row.lhs, row.group}] = value;
  }
  ParameterTable started = table;
  for (Parameter& row : started.rows) {
    if (row.free < 0) continue;
    const auto found = estimates.find({row.lhs, row.op, row.rhs, row.group});
    if (found != estimates.end() && std::isfinite(found->second)) row.start = found->second;
  }
  return started;
}

std::unique_ptr<FittedModel> FitImplied(const FittedModel& restricted, const FittedModel& general) {
  EstimateOptions options;
  options.estimator = general.objective->estimator();
  options.check_identification = false;
  options.threads = general.threads;
  const SampleMoments implied = ImpliedSample(restricted, general);
  // Where the starting values of one model mislead the other, its own may not.
  std::unique_ptr<FittedModel> best;
  for (const ParameterTable& table : {StartAt(restricted, general.table), general.table}) {
    try {
      std::unique_ptr<FittedModel> fit = Estimate(table, implied, options, nullptr);
      const bool exact = ChiSquareTest(*fit).chisq < kExactFit;
      if (best == nullptr || fit->solution.value < best->solution.value) best = std::move(fit);
      if (exact) break;
    } catch (const Error&) {
      // Tried again, or told as unknown.
    }
  }
  return best;
}

}  // namespace

NestingCheck CheckNesting(const FittedModel& restricted, const FittedModel& general) {
  NestingCheck check;
  const std::unique_ptr<FittedModel> fit = FitImplied(restricted, general);
  if (fit == nullptr) return check;
  check.chisq = ChiSquareTest(*fit).chisq;
  if (!(check.chisq < kExactFit)) {
    check.nesting = Nesting::kNotNested;
    return check;
  }
  const bool equivalent = ChiSquareTest(restricted).df == ChiSquareTest(general).df;
  check.nesting = equivalent ? Nesting::kEquivalent : Nesting::kNested;
  check.solution = fit->solution;
  return check;
}

std::unique_ptr<FittedModel> WhereRestricted(const FittedModel& general,
                                             const NestingCheck& check) {
  auto fit = std::make_unique<FittedModel>();
  fit->table = general.table;
  fit->moments = general.moments;
  fit->observed_information = general.observed_information;
  fit->threads = general.threads;
  fit->structure = std::make_unique<StructuralModel>(
      fit->table, fit->moments, general.objective->estimator().unbiased_covariance());
  fit->objective = std::make_unique<Objective>(general.objective->WithModel(*fit->structure));
  fit->solution = check.solution;
  fit->objective->Evaluate(fit->solution.theta, &fit->workspace, &fit->solution.value,
                           &fit->solution.gradient, nullptr);
  CompleteFit(fit.get());
  return fit;
}

}  // namespace trustsem
