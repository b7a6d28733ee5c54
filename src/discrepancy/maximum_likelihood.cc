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

// -1/2 tr(P dk P dl) + tr(P dk PTP dl) + dmu_k' P dmu_l + d'P dk P dmu_l + d'P dl P dmu_k.
void MaximumLikelihood::FirstOrderHessian(const ImpliedMoments& implied,
                                          const std::vector<CellDerivative>& cells,
                                          DiscrepancyWorkspace* workspace,
                                          Eigen::MatrixXd* out) const {
  BasisProducts(implied, workspace->precision, &workspace->products);
  BasisProducts(implied, workspace->precision - 2 * workspace->sigma_adjoint,
                &workspace->outer_products);
  workspace->mean_products.noalias() = -implied.basis.transpose() * workspace->mu_adjoint;
  const Eigen::MatrixXd& G = workspace->products;
  const Eigen::MatrixXd& R = workspace->outer_products;
  const Eigen::VectorXd& g = workspace->mean_products;
  out->resize(cells.size(), cells.size());
  for (size_t l = 0; l < cells.size(); ++l) {
    for (size_t k = 0; k <= l; ++k) {
      const CellDerivative &x = cells[k], &y = cells[l];
      // 2 tr(A dk B dl) / (w_k w_l) summed over the four products of a b' + b a'.
      const double gg = 2 * (G(x.b, y.a) * G(x.a, y.b) + G(x.b, y.b) * G(x.a, y.a));
      const double gr = G(x.b, y.a) * R(x.a, y.b) + G(x.b, y.b) * R(x.a, y.a) +
                        G(x.a, y.a) * R(x.b, y.b) + G(x.a, y.b) * R(x.b, y.a);
      double value = x.weight * y.weight * (gr - 0.5 * gg) + x.slope * y.slope * G(x.a, y.a);
      value += x.weight * y.slope * (g[x.a] * G(x.b, y.a) + g[x.b] * G(x.a, y.a));
      value += y.weight * x.slope * (g[y.a] * G(y.b, x.a) + g[y.b] * G(y.a, x.a));
      (*out)(k, l) = (*out)(l, k) = value;
    }
  }
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
