#include "discrepancy/full_information.h"

#include <cmath>

#include "discrepancy/normal_theory.h"

namespace trustsem {
namespace {

// A pattern's deviations from the implied means, with zeros in the place of what is missing.
Eigen::VectorXd Deviation(const MissingPattern& pattern, const ImpliedMoments& implied) {
  Eigen::VectorXd deviation = Eigen::VectorXd::Zero(implied.p());
  deviation(pattern.observed) = pattern.means - implied.mu(pattern.observed);
  return deviation;
}

// P S P for the pattern's own covariances about its means.
void AddSpread(const MissingPattern& pattern, const Eigen::MatrixXd& precision, double factor,
               Eigen::MatrixXd* out) {
  if (pattern.n < 2) return;
  const Eigen::MatrixXd columns = precision(Eigen::all, pattern.observed);
  out->noalias() += factor * (columns * pattern.covariance) * columns.transpose();
}

}  // namespace

FullInformation::FullInformation(std::shared_ptr<const MissingPatterns> patterns, double saturated)
    : patterns_(std::move(patterns)), saturated_(saturated) {}

bool FullInformation::Prepare(const ImpliedMoments& implied,
                              DiscrepancyWorkspace* workspace) const {
  PatternPrecision precision;
  if (!precision.SetSigma(implied.sigma)) return false;
  const int p = implied.p();
  workspace->sigma_adjoint.setZero(p, p);
  workspace->mu_adjoint.setZero(p);
  workspace->precision = precision.full();
  double deviance = 0;
  for (const MissingPattern& pattern : patterns_->patterns) {
    precision.Choose(pattern);
    const double share = pattern.n / patterns_->n;
    const Eigen::MatrixXd& P = precision.precision();
    const Eigen::VectorXd d = Deviation(pattern, implied), weighted = P * d;
    deviance += share * (precision.log_determinant() + d.dot(weighted));
    if (pattern.n > 1) {
      deviance +=
          share * P(pattern.observed, pattern.observed).cwiseProduct(pattern.covariance).sum();
    }
    workspace->mu_adjoint -= share * weighted;
    workspace->sigma_adjoint.noalias() += (0.5 * share) * P;
    workspace->sigma_adjoint.noalias() -= (0.5 * share) * weighted * weighted.transpose();
    AddSpread(pattern, P, -0.5 * share, &workspace->sigma_adjoint);
  }
  workspace->value = 0.5 * (deviance - saturated_);
  return std::isfinite(workspace->value);
}

void FullInformation::Information(const ImpliedMoments& implied,
                                  const std::vector<CellDerivative>& rows,
                                  const std::vector<CellDerivative>& columns,
                                  DiscrepancyWorkspace* workspace, Eigen::MatrixXd* out) const {
  out->setZero(rows.size(), columns.size());
  PatternPrecision precision;
  precision.SetSigma(implied.sigma);
  Eigen::MatrixXd one;
  for (const MissingPattern& pattern : patterns_->patterns) {
    precision.Choose(pattern);
    BasisProducts(implied, precision.precision(), &workspace->products);
    if (&rows == &columns) {
      NormalTheoryInformation(workspace->products, rows, rows, &one);
    } else {
      NormalTheoryInformation(workspace->products, rows, columns, &one);
    }
    *out += pattern.n / patterns_->n * one;
  }
}

void FullInformation::OwnInformation(const ImpliedMoments& implied,
                                     const std::vector<CellDerivative>& cells,
                                     DiscrepancyWorkspace* workspace, Eigen::VectorXd* out) const {
  out->setZero(cells.size());
  PatternPrecision precision;
  precision.SetSigma(implied.sigma);
  Eigen::VectorXd one;
  for (const MissingPattern& pattern : patterns_->patterns) {
    precision.Choose(pattern);
    BasisProducts(implied, precision.precision(), &workspace->products);
    NormalTheoryOwnInformation(workspace->products, cells, &one);
    *out += pattern.n / patterns_->n * one;
  }
}

void FullInformation::FirstOrderHessian(const ImpliedMoments& implied,
                                        const std::vector<CellDerivative>& cells,
                                        DiscrepancyWorkspace* workspace,
                                        Eigen::MatrixXd* out) const {
  out->setZero(cells.size(), cells.size());
  PatternPrecision precision;
  precision.SetSigma(implied.sigma);
  Eigen::MatrixXd spread, one;
  for (const MissingPattern& pattern : patterns_->patterns) {
    precision.Choose(pattern);
    const Eigen::MatrixXd& P = precision.precision();
    const Eigen::VectorXd weighted = P * Deviation(pattern, implied);
    spread.noalias() = weighted * weighted.transpose();
    AddSpread(pattern, P, 1, &spread);
    BasisProducts(implied, P, &workspace->products);
    BasisProducts(implied, spread, &workspace->outer_products);
    workspace->mean_products.noalias() = implied.basis.transpose() * weighted;
    NormalTheoryHessian(workspace->products, workspace->outer_products, workspace->mean_products,
                        cells, &one);
    *out += pattern.n / patterns_->n * one;
  }
}

Eigen::MatrixXd FullInformation::Weighted(const Eigen::MatrixXd& x,
                                          const DiscrepancyWorkspace& workspace) const {
  return NormalTheoryWeighted(workspace.precision, x);
}

WeightFactors FullInformation::FactorWeight(const DiscrepancyWorkspace& workspace) const {
  return NormalTheoryFactors(workspace.precision, true);
}

}  // namespace trustsem
