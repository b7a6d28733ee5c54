#include "discrepancy/weighted_least_squares.h"

#include <cmath>

#include "implied/moment_jacobian.h"
#include "moments/vech.h"

namespace trustsem {

WeightedLeastSquares::WeightedLeastSquares(Eigen::VectorXd moments, Eigen::VectorXd diagonal_weight,
                                           Eigen::MatrixXd weight, bool mean_structure)
    : moments_(std::move(moments)),
      diagonal_weight_(std::move(diagonal_weight)),
      weight_(std::move(weight)),
      mean_structure_(mean_structure) {}

Eigen::MatrixXd WeightedLeastSquares::Weighted(const Eigen::MatrixXd& x) const {
  if (weight_.size() > 0) return weight_ * x;
  return diagonal_weight_.asDiagonal() * x;
}

bool WeightedLeastSquares::Prepare(const ImpliedMoments& implied,
                                   DiscrepancyWorkspace* workspace) const {
  const int p = implied.p();
  const int first = mean_structure_ ? p : 0;
  Eigen::VectorXd& residual = workspace->residual;
  residual = moments_;
  if (mean_structure_) residual.head(p) -= implied.mu;
  residual.tail(VechSize(p)) -= Vech(implied.sigma);
  const Eigen::VectorXd weighted = Weighted(residual);
  workspace->value = 0.5 * residual.dot(weighted);
  workspace->mu_adjoint.setZero(p);
  if (mean_structure_) workspace->mu_adjoint = -weighted.head(p);
  workspace->sigma_adjoint.resize(p, p);
  for (int column = 0, k = first; column < p; ++column) {
    workspace->sigma_adjoint(column, column) = -weighted[k++];
    for (int row = column + 1; row < p; ++row, ++k) {
      workspace->sigma_adjoint(row, column) = workspace->sigma_adjoint(column, row) =
          -0.5 * weighted[k];
    }
  }
  return std::isfinite(workspace->value);
}

void WeightedLeastSquares::Information(const ImpliedMoments& implied,
                                       const std::vector<CellDerivative>& rows,
                                       const std::vector<CellDerivative>& columns,
                                       DiscrepancyWorkspace*, Eigen::MatrixXd* out) const {
  const Eigen::MatrixXd right = MomentJacobian(implied, columns, mean_structure_);
  const Eigen::MatrixXd weighted = Weighted(right);
  if (&rows == &columns) {
    out->noalias() = right.transpose() * weighted;
  } else {
    out->noalias() = MomentJacobian(implied, rows, mean_structure_).transpose() * weighted;
  }
}

void WeightedLeastSquares::FirstOrderHessian(const ImpliedMoments& implied,
                                             const std::vector<CellDerivative>& cells,
                                             DiscrepancyWorkspace* workspace,
                                             Eigen::MatrixXd* out) const {
  Information(implied, cells, cells, workspace, out);
}

double WeightedLeastSquares::QuadraticForm(const Eigen::MatrixXd& covariance,
                                           const Eigen::VectorXd& means,
                                           const DiscrepancyWorkspace&) const {
  Eigen::VectorXd s(moments_.size());
  s.tail(VechSize(static_cast<int>(covariance.rows()))) = Vech(covariance);
  if (mean_structure_) s.head(means.size()) = means;
  return s.dot(Weighted(s).col(0));
}

void WeightedLeastSquares::OwnInformation(const ImpliedMoments& implied,
                                          const std::vector<CellDerivative>& cells,
                                          DiscrepancyWorkspace*, Eigen::VectorXd* out) const {
  const Eigen::MatrixXd jacobian = MomentJacobian(implied, cells, mean_structure_);
  *out = jacobian.cwiseProduct(Weighted(jacobian)).colwise().sum();
}

}  // namespace trustsem
