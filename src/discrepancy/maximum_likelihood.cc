#include "discrepancy/maximum_likelihood.h"

#include <Eigen/Cholesky>
#include <cmath>

#include "discrepancy/normal_theory.h"

namespace trustsem {
namespace {

double LogDeterminant(const Eigen::LLT<Eigen::MatrixXd>& llt) {
  return 2 * llt.matrixLLT().diagonal().array().log().sum();
}

}  // namespace

MaximumLikelihood::MaximumLikelihood(Eigen::MatrixXd covariance, Eigen::VectorXd means,
                                     bool mean_structure)
    : covariance_(std::move(covariance)),
      means_(std::move(means)),
      mean_structure_(mean_structure),
      constant_(LogDeterminant(Eigen::LLT<Eigen::MatrixXd>(covariance_)) +
                static_cast<double>(covariance_.rows())) {}

bool MaximumLikelihood::Prepare(const ImpliedMoments& implied,
                                DiscrepancyWorkspace* workspace) const {
  const Eigen::LLT<Eigen::MatrixXd> llt(implied.sigma);
  if (llt.info() != Eigen::Success) return false;
  const int p = implied.p();
  // P = L^-T L^-1.
  Eigen::MatrixXd& inverse = workspace->inverse_factor;
  inverse.setIdentity(p, p);
  llt.matrixL().solveInPlace(inverse);
  Eigen::MatrixXd& precision = workspace->precision;
  precision.setZero(p, p);
  precision.selfadjointView<Eigen::Lower>().rankUpdate(inverse.transpose());
  precision.triangularView<Eigen::StrictlyUpper>() = precision.transpose();
  Eigen::MatrixXd& adjoint = workspace->sigma_adjoint;
  Eigen::MatrixXd& product = workspace->product;
  product.noalias() = precision * covariance_;
  double value = LogDeterminant(llt) + product.trace() - constant_;
  adjoint.noalias() = product * precision;
  if (mean_structure_) {
    const Eigen::VectorXd deviation = means_ - implied.mu;
    workspace->mu_adjoint.noalias() = -precision * deviation;
    value -= deviation.dot(workspace->mu_adjoint);
    adjoint.noalias() += workspace->mu_adjoint * workspace->mu_adjoint.transpose();
  } else {
    workspace->mu_adjoint.setZero(p);
  }
  adjoint = 0.5 * (precision - adjoint);
  workspace->value = 0.5 * value;
  return std::isfinite(workspace->value);
}

void MaximumLikelihood::Information(const ImpliedMoments& implied,
                                    const std::vector<CellDerivative>& rows,
                                    const std::vector<CellDerivative>& columns,
                                    DiscrepancyWorkspace* workspace, Eigen::MatrixXd* out) const {
  BasisProducts(implied, workspace->precision, &workspace->products);
  NormalTheoryInformation(workspace->products, rows, columns, out);
}

void MaximumLikelihood::FirstOrderHessian(const ImpliedMoments& implied,
                                          const std::vector<CellDerivative>& cells,
                                          DiscrepancyWorkspace* workspace,
                                          Eigen::MatrixXd* out) const {
  BasisProducts(implied, workspace->precision, &workspace->products);
  BasisProducts(implied, workspace->precision - 2 * workspace->sigma_adjoint,
                &workspace->outer_products);
  workspace->mean_products.noalias() = -implied.basis.transpose() * workspace->mu_adjoint;
  NormalTheoryHessian(workspace->products, workspace->outer_products, workspace->mean_products,
                      cells, out);
}

Eigen::MatrixXd MaximumLikelihood::Weighted(const Eigen::MatrixXd& x,
                                            const DiscrepancyWorkspace& workspace) const {
  return NormalTheoryWeighted(workspace.precision, x);
}

WeightFactors MaximumLikelihood::FactorWeight(const DiscrepancyWorkspace& workspace) const {
  return NormalTheoryFactors(workspace.precision, mean_structure_);
}

void MaximumLikelihood::OwnInformation(const ImpliedMoments& implied,
                                       const std::vector<CellDerivative>& cells,
                                       DiscrepancyWorkspace* workspace,
                                       Eigen::VectorXd* out) const {
  BasisProducts(implied, workspace->precision, &workspace->products);
  NormalTheoryOwnInformation(workspace->products, cells, out);
}

}  // namespace trustsem
