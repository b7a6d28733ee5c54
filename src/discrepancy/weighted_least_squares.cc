#include "discrepancy/weighted_least_squares.h"

#include <cmath>

#include "base/matrix_products.h"

namespace trustsem {

WeightedLeastSquares::WeightedLeastSquares(MomentLayout layout, Eigen::VectorXd statistics,
                                           Eigen::VectorXd diagonal_weight, Eigen::MatrixXd weight)
    : layout_(std::move(layout)),
      statistics_(std::move(statistics)),
      diagonal_weight_(std::move(diagonal_weight)),
      weight_(std::move(weight)) {}

Eigen::MatrixXd WeightedLeastSquares::Times(const Eigen::MatrixXd& x) const {
  if (weight_.size() > 0) return weight_ * x;
  return diagonal_weight_.asDiagonal() * x;
}

// The adjoints hold the scales: df = tr(A dSigma) + a' dmu where scales do not move.
bool WeightedLeastSquares::Prepare(const ImpliedMoments& implied,
                                   DiscrepancyWorkspace* workspace) const {
  workspace->residual = statistics_ - ImpliedStatistics(implied, layout_);
  workspace->weighted = Times(workspace->residual);
  workspace->value = 0.5 * workspace->residual.dot(workspace->weighted);
  workspace->mu_adjoint.setZero(implied.p());
  workspace->sigma_adjoint.setZero(implied.p(), implied.p());
  const bool scaled = implied.responses != nullptr;
  for (size_t k = 0; k < layout_.size(); ++k) {
    const int i = layout_[k].first, j = layout_[k].second;
    const double weighted = workspace->weighted[static_cast<Eigen::Index>(k)];
    switch (layout_[k].kind) {
      case MomentKind::kMean:
        workspace->mu_adjoint[i] -= weighted;
        break;
      case MomentKind::kThreshold:
        workspace->mu_adjoint[i] += implied.scale[i] * weighted;
        break;
      case MomentKind::kCovariance: {
        const double adjoint =
            -(i == j ? 1.0 : 0.5) * weighted * (scaled ? implied.scale[i] * implied.scale[j] : 1.0);
        workspace->sigma_adjoint(i, j) = workspace->sigma_adjoint(j, i) = adjoint;
        break;
      }
      case MomentKind::kSlope:
        break;
    }
  }
  return std::isfinite(workspace->value);
}

void WeightedLeastSquares::Derivatives(const ImpliedMoments& implied,
                                       const std::vector<CellDerivative>& cells,
                                       const Eigen::MatrixXd&, const Eigen::VectorXd&,
                                       DiscrepancyWorkspace* workspace, Eigen::VectorXd* gradient,
                                       Eigen::MatrixXd* information) const {
  const StatisticsJacobian jacobian = MakeStatisticsJacobian(implied, cells, layout_);
  const Eigen::VectorXd dense = jacobian.dense.transpose() * workspace->weighted;
  gradient->setZero(static_cast<Eigen::Index>(cells.size()));
  for (size_t c = 0; c < cells.size(); ++c) {
    double& slope = (*gradient)[static_cast<Eigen::Index>(c)];
    if (jacobian.column[c] >= 0) slope = -dense[jacobian.column[c]];
    if (jacobian.row[c] >= 0)
      slope = -jacobian.derivative[c] * workspace->weighted[jacobian.row[c]];
  }
  if (information != nullptr) *information = Products(jacobian, jacobian);
}

// left' W right. Thresholds change one statistic each, which a diagonal weight keeps so.
Eigen::MatrixXd WeightedLeastSquares::Products(const StatisticsJacobian& left,
                                               const StatisticsJacobian& right) const {
  if (weight_.size() > 0) {
    return left.All().transpose() * (weight_ * right.All());
  }
  const Eigen::MatrixXd weighted = diagonal_weight_.asDiagonal() * right.dense;
  Eigen::MatrixXd dense = Eigen::MatrixXd::Zero(left.dense.cols(), weighted.cols());
  if (dense.size() > 0) AddTransposedProduct(left.dense, weighted, dense);
  Eigen::MatrixXd out(left.column.size(), right.column.size());
  for (size_t l = 0; l < right.column.size(); ++l) {
    for (size_t k = 0; k < left.column.size(); ++k) {
      double value = 0;
      if (left.column[k] >= 0 && right.column[l] >= 0) {
        value = dense(left.column[k], right.column[l]);
      } else if (left.column[k] >= 0 && right.row[l] >= 0) {
        value = left.dense(right.row[l], left.column[k]) * diagonal_weight_[right.row[l]] *
                right.derivative[l];
      } else if (right.column[l] >= 0 && left.row[k] >= 0) {
        value = weighted(left.row[k], right.column[l]) * left.derivative[k];
      } else if (left.row[k] >= 0 && left.row[k] == right.row[l]) {
        value = diagonal_weight_[left.row[k]] * left.derivative[k] * right.derivative[l];
      }
      out(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(l)) = value;
    }
  }
  return out;
}

void WeightedLeastSquares::Information(const ImpliedMoments& implied,
                                       const std::vector<CellDerivative>& rows,
                                       const std::vector<CellDerivative>& columns,
                                       DiscrepancyWorkspace*, Eigen::MatrixXd* out) const {
  const StatisticsJacobian right = MakeStatisticsJacobian(implied, columns, layout_);
  if (&rows == &columns) {
    *out = Products(right, right);
  } else {
    *out = Products(MakeStatisticsJacobian(implied, rows, layout_), right);
  }
}

bool WeightedLeastSquares::HasHessian(const ImpliedMoments& implied,
                                      const std::vector<CellDerivative>& cells) const {
  if (implied.responses == nullptr) return true;
  if (implied.responses->theta_parameterization || !implied.responses->covariates.empty() ||
      !implied.responses->ordered_factors.empty()) {
    return false;
  }
  for (const CellDerivative& cell : cells) {
    if (cell.scale >= 0) return false;
  }
  return true;
}

void WeightedLeastSquares::FirstOrderHessian(const ImpliedMoments& implied,
                                             const std::vector<CellDerivative>& cells,
                                             DiscrepancyWorkspace* workspace,
                                             Eigen::MatrixXd* out) const {
  Information(implied, cells, cells, workspace, out);
}

Eigen::MatrixXd WeightedLeastSquares::Weighted(const Eigen::MatrixXd& x,
                                               const DiscrepancyWorkspace&) const {
  return Times(x);
}

// A full weight is the optimal one, which nothing needs taken apart.
WeightFactors WeightedLeastSquares::FactorWeight(const DiscrepancyWorkspace&) const {
  return {layout_, diagonal_weight_, {}};
}

void WeightedLeastSquares::OwnInformation(const ImpliedMoments& implied,
                                          const std::vector<CellDerivative>& cells,
                                          DiscrepancyWorkspace*, Eigen::VectorXd* out) const {
  const Eigen::MatrixXd jacobian = MakeStatisticsJacobian(implied, cells, layout_).All();
  *out = jacobian.cwiseProduct(Times(jacobian)).colwise().sum();
}

}  // namespace trustsem
