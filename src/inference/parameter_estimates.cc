#include "inference/parameter_estimates.h"

#include <cctype>
#include <cmath>
#include <string>

#include "base/parallel.h"
#include "inference/chi_square.h"

namespace trustsem {
namespace {

constexpr double kNormal975 = 1.959963984540054;

// An expression as lavaan prints it, so that rows can be matched by name.
std::string WithoutBlanks(std::string text) {
  std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
  return text;
}

// z, p and interval from estimate and standard error. A free parameter that a constraint holds has
// no error of its own: rounding leaves something below `least`.
void AddTest(double least, ParameterEstimate* row) {
  if (std::isnan(row->se)) return;
  if (row->se <= least) {
    if (row->free) {
      row->se = kMissing;
      return;
    }
    row->se = 0;
    row->ci_lower = row->ci_upper = row->est;
    return;
  }
  row->z = row->est / row->se;
  row->pvalue = NormalTwoSidedP(row->z);
  row->ci_lower = row->est - kNormal975 * row->se;
  row->ci_upper = row->est + kNormal975 * row->se;
}

void AddStandardised(const StandardisedSolution& latent, const StandardisedSolution& complete,
                     Eigen::Index i, ParameterEstimate* row) {
  row->std_lv = latent.value[i];
  row->std_lv_se = latent.error[i];
  row->std_all = complete.value[i];
  row->std_all_se = complete.error[i];
  if (row->std_all_se > 0) {
    row->std_all_ci_lower = row->std_all - kNormal975 * row->std_all_se;
    row->std_all_ci_upper = row->std_all + kNormal975 * row->std_all_se;
  }
}

}  // namespace

std::vector<ParameterEstimate> MakeParameterEstimates(
    const FittedModel& fit, const std::vector<VarianceDerivatives>& variances) {
  const auto& rows = fit.table.rows;
  const Eigen::Index n = static_cast<Eigen::Index>(rows.size());
  const int q = fit.differentiated();
  StandardisedSolution latent, complete;
  // A thread costs more than the two solutions of a small model.
  const bool large = n * q > 50000;
  ParallelFor(2, large ? fit.threads : 1, [&](int i) {
    if (i == 0) latent = Standardise(fit, variances, Standardisation::kLatent);
    if (i == 1) complete = Standardise(fit, variances, Standardisation::kComplete);
  });
  std::vector<ParameterEstimate> estimates;
  Eigen::VectorXd values(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const Parameter& row = rows[i];
    ParameterEstimate estimate;
    estimate.lhs = row.lhs;
    estimate.op = row.op;
    estimate.rhs = row.rhs;
    estimate.group = row.group;
    estimate.label = row.label;
    estimate.free = row.free >= 0;
    estimate.user = row.user;
    estimate.exogenous = row.exogenous;
    estimate.auxiliary = fit.table.IsAuxiliary(row.lhs);
    estimate.status = row.status;
    estimate.source = row.source;
    estimate.est = values[i] = fit.Value(row);
    if (!fit.values_only) {
      estimate.se = row.free >= 0 ? std::sqrt(fit.covariance(row.free, row.free)) : 0;
      AddTest(row.free >= 0 ? 1e-6 * fit.least_errors[row.free] : 0, &estimate);
    }
    AddStandardised(latent, complete, i, &estimate);
    estimates.push_back(std::move(estimate));
  }
  if (fit.table.defined.empty()) return estimates;

  Eigen::MatrixXd derivatives = Eigen::MatrixXd::Zero(n, q);
  for (Eigen::Index i = 0; i < n; ++i) {
    if (q > 0 && rows[i].free >= 0) derivatives(i, rows[i].free) = 1;
  }
  Eigen::VectorXd defined;
  Eigen::MatrixXd slopes;
  EvaluateDefined(fit.table, values, derivatives, &defined, &slopes);
  for (Eigen::Index d = 0; d < defined.size(); ++d) {
    ParameterEstimate estimate;
    estimate.lhs = fit.table.defined[d].name;
    estimate.op = Operator::kDefinition;
    estimate.rhs = WithoutBlanks(fit.table.defined[d].text);
    estimate.group = 0;
    estimate.label = estimate.lhs;
    estimate.user = true;
    estimate.est = defined[d];
    if (!fit.values_only) {
      const double variance = slopes.row(d) * fit.covariance * slopes.row(d).transpose();
      estimate.se = std::sqrt(std::max(0.0, variance));
      AddTest(1e-7 * slopes.row(d).cwiseAbs().dot(fit.covariance.diagonal().cwiseSqrt()),
              &estimate);
    }
    AddStandardised(latent, complete, n + d, &estimate);
    estimates.push_back(std::move(estimate));
  }
  return estimates;
}

}  // namespace trustsem
