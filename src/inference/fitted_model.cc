#include "inference/fitted_model.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/QR>

#include "base/matrix_products.h"
#include "inference/score_corrections.h"

namespace trustsem {
namespace {

// The inverse of a symmetric matrix that should be positive definite; false where it is singular or
// indefinite, with the pseudo-inverse's place taken by NaN.
bool InvertInformation(const Eigen::MatrixXd& information, Eigen::MatrixXd* inverse) {
  const Eigen::VectorXd scale = information.diagonal().cwiseAbs().cwiseSqrt().cwiseInverse();
  const Eigen::MatrixXd scaled = scale.asDiagonal() * information * scale.asDiagonal();
  const Eigen::LLT<Eigen::MatrixXd> llt(scaled);
  if (!scale.allFinite() || llt.info() != Eigen::Success || llt.rcond() < 1e-14) {
    inverse->setConstant(information.rows(), information.cols(), std::nan(""));
    return false;
  }
  inverse->setIdentity(information.rows(), information.cols());
  llt.solveInPlace(*inverse);
  *inverse = scale.asDiagonal() * *inverse * scale.asDiagonal();
  return true;
}

}  // namespace

double FittedModel::Value(const Parameter& row) const {
  if (row.free >= 0) return solution.theta[row.free];
  // Of ordered variables delta computes residual variances, theta scales.
  const bool computed =
      table.IsOrdered(row.lhs) &&
      (table.theta_parameterization ? row.op == Operator::kScale
                                    : row.op == Operator::kCovariance && row.lhs == row.rhs);
  if (!row.exogenous && !computed) return row.fixed;
  Cell cell;
  structure->Locate(row.lhs, row.op, row.rhs, &cell);
  return CellValue(cell, unconditional[row.group - 1]);
}

int CountMoments(const ParameterTable& table) {
  const int p = static_cast<int>(table.observed.size());
  const int x = table.fixed_x ? static_cast<int>(table.exogenous.size()) : 0;
  if (!table.HasOrdered()) {
    int count = p * (p + 1) / 2 - x * (x + 1) / 2;
    if (table.mean_structure) count += p - x;
    return count * table.groups;
  }
  // Correlations, slopes on covariates, means and variances of the continuous, and thresholds.
  const int y = p - x, continuous = y - static_cast<int>(table.ordered.size());
  int count = table.groups * (y * (y - 1) / 2 + y * x + 2 * continuous);
  for (const Parameter& row : table.rows) count += row.op == Operator::kThreshold;
  return count;
}

Eigen::MatrixXd NullSpace(const Eigen::MatrixXd& jacobian, int* rank) {
  const Eigen::Index q = jacobian.cols();
  if (jacobian.rows() == 0) {
    if (rank != nullptr) *rank = 0;
    return Eigen::MatrixXd::Identity(q, q);
  }
  // Rows of unit length: ranks do not depend on the constraints' units.
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(jacobian.rowwise().normalized().transpose());
  qr.setThreshold(1e-10);
  const Eigen::Index r = qr.rank();
  if (rank != nullptr) *rank = static_cast<int>(r);
  const Eigen::MatrixXd Q = qr.householderQ() * Eigen::MatrixXd::Identity(q, q);
  return Q.rightCols(q - r);
}

Eigen::MatrixXd ConstraintJacobian(const ParameterTable& table, const Eigen::VectorXd& theta,
                                   const std::vector<bool>& include) {
  const std::vector<double> point(theta.data(), theta.data() + theta.size());
  Eigen::MatrixXd jacobian(table.constraints.size(), theta.size());
  Eigen::Index rows = 0;
  for (size_t i = 0; i < table.constraints.size(); ++i) {
    if (!include[i]) continue;
    Eigen::VectorXd slope = Eigen::VectorXd::Zero(theta.size());
    table.constraints[i].Evaluate(point, slope.data());
    jacobian.row(rows++) = slope;
  }
  return jacobian.topRows(rows);
}

bool FillImplied(FittedModel* fit) {
  const auto groups = static_cast<size_t>(fit->table.groups);
  fit->implied.resize(groups);
  fit->unconditional.resize(groups);
  for (size_t g = 0; g < groups; ++g) {
    const int group = static_cast<int>(g);
    if (!fit->structure->Evaluate(fit->solution.theta, group, &fit->implied[g])) return false;
    fit->unconditional[g] = fit->structure->Unconditional(fit->implied[g], group);
  }
  return true;
}

void CompleteFit(FittedModel* fit) {
  const Eigen::VectorXd& theta = fit->solution.theta;
  if (!fit->table.constraints.empty()) {
    std::vector<bool> equality;
    for (const ConstraintFunction& c : fit->table.constraints) equality.push_back(c.equality);
    NullSpace(ConstraintJacobian(fit->table, theta, equality), &fit->equality_constraints);
    const Eigen::MatrixXd active = ConstraintJacobian(fit->table, theta, fit->solution.active);
    if (active.rows() > 0) fit->null_space = NullSpace(active, nullptr);
  }
  Eigen::MatrixXd information;
  fit->objective->UnitInformation(theta, fit->observed_information, &fit->workspace, &information);
  FillImplied(fit);
  const Eigen::MatrixXd& Z = fit->null_space;
  const bool constrained = Z.size() > 0;
  Eigen::MatrixXd inverse;
  fit->information_singular = !InvertInformation(
      constrained ? Eigen::MatrixXd(Z.transpose() * information * Z) : information, &inverse);
  const double divisor =
      fit->objective->estimator().CovarianceDivisor(fit->respondents(), fit->table.groups);
  if (constrained) inverse = Z * inverse * Z.transpose();
  if (fit->moments.IsIncomplete()) fit->saturated = MakeSaturatedInformation(*fit);
  fit->bread = inverse;
  if (fit->objective->estimator().robust()) {
    fit->corrections = fit->objective->estimator().casewise_scores()
                           ? MakeScoreCorrections(*fit, inverse)
                           : MakeRobustCorrections(*fit, inverse);
    inverse =
        Product(inverse, Product(fit->corrections->meat, inverse, fit->threads), fit->threads);
  }
  fit->covariance = inverse / divisor;
  fit->least_errors = (divisor * information.diagonal()).cwiseSqrt().cwiseInverse();
}

}  // namespace trustsem
