#include "discrepancy/generalized_least_squares.h"

#include <Eigen/Cholesky>
#include <cmath>

#include "discrepancy/normal_theory.h"

namespace trustsem {

GeneralizedLeastSquares::GeneralizedLeastSquares(Eigen::MatrixXd covariance, Eigen::VectorXd means,
                                                 bool mean_structure)
    : covariance_(std::move(covariance)),
      precision_(Eigen::LLT<Eigen::MatrixXd>(covariance_)
                     .solve(Eigen::MatrixXd::Identity(covariance_.rows(), covariance_.rows()))),
      means_(std::move(means)),
      mean_structure_(mean_structure) {}

bool GeneralizedLeastSquares::Prepare(const ImpliedMoments& implied,
                                      DiscrepancyWorkspace* workspace) const {
  const Eigen::MatrixXd scaled = precision_ * (covariance_ - implied.sigma);
  workspace->value = 0.25 * scaled.cwiseProduct(scaled.transpose()).sum();
  workspace->sigma_adjoint.noalias() = -0.5 * scaled * precision_;
  if (mean_structure_) {
    const Eigen::VectorXd deviation = means_ - implied.mu;
    workspace->mu_adjoint.noalias() = -precision_ * deviation;
    workspace->value -= 0.5 * deviation.dot(workspace->mu_adjoint);
  } else {
    workspace->mu_adjoint.setZero(implied.p());
  }
  return std::isfinite(workspace->value);
}

void GeneralizedLeastSquares::Information(const ImpliedMoments& implied,
                                          const std::vector<CellDerivative>& rows,
                                          const std::vector<CellDerivative>& columns,
                                          DiscrepancyWorkspace* workspace,
                                          Eigen::MatrixXd* out) const {
  BasisProducts(implied, precision_, &workspace->products);
  NormalTheoryInformation(workspace->products, rows, columns, out);
}

void GeneralizedLeastSquares::FirstOrderHessian(const ImpliedMoments& implied,
                                                const std::vector<CellDerivative>& cells,
                                                DiscrepancyWorkspace* workspace,
                                                Eigen::MatrixXd* out) const {
  Information(implied, cells, cells, workspace, out);
}

Eigen::MatrixXd GeneralizedLeastSquares::Weighted(const Eigen::MatrixXd& x,
                                                  const DiscrepancyWorkspace&) const {
  return NormalTheoryWeighted(precision_, x);
}

WeightFactors GeneralizedLeastSquares::FactorWeight(const DiscrepancyWorkspace&) const {
  return NormalTheoryFactors(precision_, mean_structure_);
}

void GeneralizedLeastSquares::OwnInformation(const ImpliedMoments& implied,
                                             const std::vector<CellDerivative>& cells,
                                             DiscrepancyWorkspace* workspace,
                                             Eigen::VectorXd* out) const {
  BasisProducts(implied, precision_, &workspace->products);
  NormalTheoryOwnInformation(workspace->products, cells, out);
}

}  // namespace trustsem
