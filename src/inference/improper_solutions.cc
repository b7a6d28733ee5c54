#include "inference/improper_solutions.h"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <cmath>

#include "base/text.h"

namespace trustsem {
namespace {

std::string OfGroup(const FittedModel& fit, int g) {
  if (fit.table.groups == 1) return "";
  return fmt::format(" of group '{}'", fit.moments.groups[g].label);
}

bool IsModelledVariance(const Parameter& row) {
  return row.op == Operator::kCovariance && row.lhs == row.rhs && !row.exogenous;
}

// The covariance matrix of the constructs.
Eigen::MatrixXd ConstructCovariance(const FittedModel& fit, int g) {
  const Eigen::Index m = static_cast<Eigen::Index>(fit.table.constructs.size());
  return fit.unconditional[g].factor_covariance.topLeftCorner(m, m);
}

// Whether an eigenvalue is negative by more than rounding; quick where none is near zero.
bool IsIndefinite(const Eigen::MatrixXd& matrix) {
  if (matrix.rows() == 0) return false;
  if (Eigen::LLT<Eigen::MatrixXd>(matrix).info() == Eigen::Success) return false;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(matrix, Eigen::EigenvaluesOnly);
  const Eigen::VectorXd& values = eigen.eigenvalues();
  return values[0] < -1e-10 * std::abs(values[values.size() - 1]);
}

void FindNegativeVariances(const FittedModel& fit, std::vector<Note>* notes) {
  std::vector<std::string> names;
  for (const Parameter& row : fit.table.rows) {
    if (!IsModelledVariance(row)) continue;
    const double value = fit.Value(row);
    if (value < 0) {
      names.push_back(fmt::format("{} ({:.3g}{})", row.lhs, value,
                                  fit.table.groups > 1 ? OfGroup(fit, row.group - 1) : ""));
    }
  }
  if (names.empty()) return;
  notes->push_back(
      {"negative_variance", "negative variance estimated for " + JoinNames(names),
       "an item may load too high, or the sample be too small: look at these items, or "
       "give the variance a lower bound of 0"});
}

void FindCorrelationsBeyondOne(const FittedModel& fit, std::vector<Note>* notes) {
  std::vector<std::string> names;
  for (const Parameter& row : fit.table.rows) {
    if (row.op != Operator::kCovariance || row.lhs == row.rhs || row.exogenous) continue;
    // An auxiliary variable's covariances stand beside residuals, and have no bound of their own.
    if (fit.table.IsAuxiliary(row.lhs) || fit.table.IsAuxiliary(row.rhs)) continue;
    const ImpliedMoments& implied = fit.implied[row.group - 1];
    Cell cell, left, right;
    fit.structure->Locate(row.lhs, row.op, row.rhs, &cell);
    fit.structure->Locate(row.lhs, row.op, row.lhs, &left);
    fit.structure->Locate(row.rhs, row.op, row.rhs, &right);
    const double product = CellValue(left, implied) * CellValue(right, implied);
    if (product <= 0) continue;  // a negative variance, said already
    const double r = CellValue(cell, implied) / std::sqrt(product);
    if (std::abs(r) > 1) {
      names.push_back(
          fmt::format("{} with {} ({:.3f}{})", row.lhs, row.rhs, r, OfGroup(fit, row.group - 1)));
    }
  }
  if (names.empty()) return;
  notes->push_back({"correlation_beyond_one", "correlation beyond one: " + JoinNames(names),
                    "the two may be one construct: look at their items"});
}

// Constructs that the answers hardly tell apart: paths among them swing from sample to sample.
void FindIndistinctConstructs(const FittedModel& fit, std::vector<Note>* notes) {
  constexpr double kNearOne = 0.95;
  std::vector<std::string> names;
  const Eigen::Index m = static_cast<Eigen::Index>(fit.table.constructs.size());
  for (int g = 0; g < fit.table.groups; ++g) {
    const Eigen::MatrixXd& C = fit.unconditional[g].factor_covariance;
    for (Eigen::Index j = 0; j < m; ++j) {
      for (Eigen::Index i = j + 1; i < m; ++i) {
        const double r = C(i, j) / std::sqrt(C(i, i) * C(j, j));
        if (std::abs(r) >= kNearOne && std::abs(r) <= 1) {
          names.push_back(fmt::format("{} with {} ({:.3f}{})", fit.table.constructs[j],
                                      fit.table.constructs[i], r, OfGroup(fit, g)));
        }
      }
    }
  }
  if (names.empty()) return;
  notes->push_back({"constructs_hardly_distinct",
                    "constructs correlate almost perfectly: " + JoinNames(names),
                    "paths among them cannot be told apart with any precision: join them, or leave "
                    "one out"});
}

// Residual covariances of the model's own variables: auxiliary ones may covary with a residual of
// zero.
Eigen::MatrixXd OwnResiduals(const FittedModel& fit, int g) {
  const int own = fit.table.OwnVariables();
  return fit.unconditional[g].theta.topLeftCorner(own, own);
}

void FindIndefiniteMatrices(const FittedModel& fit, std::vector<Note>* notes) {
  for (int g = 0; g < fit.table.groups; ++g) {
    const Eigen::MatrixXd C = ConstructCovariance(fit, g);
    if (C.rows() > 1 && IsIndefinite(C)) {
      const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(C);
      std::vector<std::string> names;
      for (Eigen::Index i = 0; i < C.rows(); ++i) {
        if (std::abs(eigen.eigenvectors()(i, 0)) > 0.3) names.push_back(fit.table.constructs[i]);
      }
      notes->push_back({"constructs_not_positive_definite",
                        fmt::format("the covariance matrix of the constructs{} is not positive "
                                    "definite; involved: {}",
                                    OfGroup(fit, g), JoinNames(names)),
                        "these constructs may not be distinct: look at their correlations"});
    }
    const Eigen::MatrixXd theta = OwnResiduals(fit, g);
    if (!theta.isDiagonal(0) && IsIndefinite(theta)) {
      notes->push_back({"residuals_not_positive_definite",
                        fmt::format("the covariance matrix of the items' residuals{} is not "
                                    "positive definite",
                                    OfGroup(fit, g)),
                        "look at the residual variances and covariances"});
    }
  }
}

void CheckMinimum(const FittedModel& fit, std::vector<Note>* notes) {
  for (bool bound : fit.solution.at_bound) {
    if (bound) return;  // the Hessian need not be positive definite across a bound
  }
  // The observed information is the Hessian, and had an inverse as a positive definite matrix.
  if (fit.observed_information && !fit.information_singular) return;
  Eigen::MatrixXd hessian;
  ObjectiveWorkspace workspace;
  if (!fit.objective->Hessian(fit.solution.theta, &workspace, &hessian)) return;
  if (fit.null_space.size() > 0) {
    // Curved constraints bend the Lagrangian's Hessian; only straight directions can be judged.
    return;
  }
  const Eigen::VectorXd scale = hessian.diagonal().cwiseAbs().cwiseSqrt().cwiseInverse();
  if (!scale.allFinite() ||
      Eigen::LLT<Eigen::MatrixXd>(scale.asDiagonal() * hessian * scale.asDiagonal()).info() !=
          Eigen::Success) {
    notes->push_back({"not_a_minimum",
                      "the estimates are a stationary point but no minimum of the discrepancy",
                      "give other starting values, or simplify the model"});
  }
}

}  // namespace

bool IsImproper(const FittedModel& fit) {
  for (const Parameter& row : fit.table.rows) {
    if (IsModelledVariance(row) && fit.Value(row) < 0) return true;
  }
  for (int g = 0; g < fit.table.groups; ++g) {
    const Eigen::MatrixXd C = ConstructCovariance(fit, g);
    if (C.rows() > 1 && IsIndefinite(C)) return true;
    if (const Eigen::MatrixXd theta = OwnResiduals(fit, g);
        !theta.isDiagonal(0) && IsIndefinite(theta)) {
      return true;
    }
  }
  return false;
}

std::vector<Note> FindImproperSolutions(const FittedModel& fit) {
  std::vector<Note> notes;
  FindNegativeVariances(fit, &notes);
  FindCorrelationsBeyondOne(fit, &notes);
  FindIndistinctConstructs(fit, &notes);
  FindIndefiniteMatrices(fit, &notes);
  if (fit.information_singular) {
    notes.push_back({"no_standard_errors",
                     "the information matrix is singular, so standard errors do not exist",
                     "the model may be identified in theory and not by these data: look for "
                     "parameters with extreme values"});
  } else {
    CheckMinimum(fit, &notes);
  }
  return notes;
}

}  // namespace trustsem
