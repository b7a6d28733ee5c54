#include "discrepancy/full_information.h"

#include <cmath>

#include "base/matrix_products.h"
#include "discrepancy/normal_theory.h"

namespace trustsem {
namespace {

// U'R for the basis U = [I | Z] of the derivatives.
Eigen::MatrixXd InBasis(const ImpliedMoments& implied, const Eigen::MatrixXd& columns) {
  const Eigen::Index p = columns.rows();
  Eigen::MatrixXd out(implied.basis.cols(), columns.cols());
  out.topRows(p) = columns;
  out.bottomRows(out.rows() - p).noalias() =
      implied.basis.rightCols(out.rows() - p).transpose() * columns;
  return out;
}

// Calls visit(pattern, precision, U'PU) for each pattern, with `precision` set to it.
template <typename Visit>
void ForEachPattern(const MissingPatterns& patterns, const ImpliedMoments& implied, Visit visit) {
  PatternPrecision precision;
  precision.SetSigma(implied.sigma);
  Eigen::MatrixXd full, products;
  BasisProducts(implied, precision.full(), &full);
  for (const MissingPattern& pattern : patterns.patterns) {
    precision.Choose(pattern);
    products = full;
    if (!pattern.missing.empty()) {
      const Eigen::MatrixXd root = InBasis(implied, precision.root());
      products.noalias() -= root * root.transpose();
    }
    visit(pattern, precision, products);
  }
}

}  // namespace

FullInformation::FullInformation(std::shared_ptr<const MissingPatterns> patterns, double saturated)
    : patterns_(std::move(patterns)), saturated_(saturated) {
  for (const MissingPattern& pattern : patterns_->patterns) {
    columns_ += 1 + pattern.spread.cols();
    missing_ += static_cast<Eigen::Index>(pattern.missing.size());
  }
}

bool FullInformation::Prepare(const ImpliedMoments& implied,
                              DiscrepancyWorkspace* workspace) const {
  PatternPrecision precision;
  if (!precision.SetSigma(implied.sigma)) return false;
  const int p = implied.p();
  workspace->mu_adjoint.setZero(p);
  workspace->precision = precision.full();
  // Sums of P and of P T P, T the second moments about mu, are made at once in the end.
  Eigen::MatrixXd weighted(p, columns_), roots(p, missing_);
  Eigen::Index column = 0, missing = 0;
  double deviance = 0;
  for (const MissingPattern& pattern : patterns_->patterns) {
    precision.Choose(pattern);
    const double share = pattern.n / patterns_->n, root_share = std::sqrt(share);
    const Eigen::MatrixXd deviations = pattern.Deviations(implied.mu);
    auto own = weighted.middleCols(column, deviations.cols());
    own = precision.Times(deviations);
    deviance += share * (precision.log_determinant() + deviations.cwiseProduct(own).sum());
    workspace->mu_adjoint -= share * own.col(0);
    own *= root_share;
    roots.middleCols(missing, precision.root().cols()) = root_share * precision.root();
    column += deviations.cols();
    missing += precision.root().cols();
  }
  workspace->sigma_adjoint = 0.5 * (precision.full() - Product(roots, roots.transpose(), 1) -
                                    Product(weighted, weighted.transpose(), 1));
  workspace->value = 0.5 * (deviance - saturated_);
  return std::isfinite(workspace->value);
}

void FullInformation::Information(const ImpliedMoments& implied,
                                  const std::vector<CellDerivative>& rows,
                                  const std::vector<CellDerivative>& columns, DiscrepancyWorkspace*,
                                  Eigen::MatrixXd* out) const {
  out->setZero(rows.size(), columns.size());
  Eigen::MatrixXd one;
  ForEachPattern(
      *patterns_, implied,
      [&](const MissingPattern& pattern, const PatternPrecision&, const Eigen::MatrixXd& products) {
        if (&rows == &columns) {
          NormalTheoryInformation(products, rows, rows, &one);
        } else {
          NormalTheoryInformation(products, rows, columns, &one);
        }
        *out += pattern.n / patterns_->n * one;
      });
}

void FullInformation::OwnInformation(const ImpliedMoments& implied,
                                     const std::vector<CellDerivative>& cells,
                                     DiscrepancyWorkspace*, Eigen::VectorXd* out) const {
  out->setZero(cells.size());
  Eigen::VectorXd one;
  ForEachPattern(
      *patterns_, implied,
      [&](const MissingPattern& pattern, const PatternPrecision&, const Eigen::MatrixXd& products) {
        NormalTheoryOwnInformation(products, cells, &one);
        *out += pattern.n / patterns_->n * one;
      });
}

void FullInformation::FirstOrderHessian(const ImpliedMoments& implied,
                                        const std::vector<CellDerivative>& cells,
                                        DiscrepancyWorkspace*, Eigen::MatrixXd* out) const {
  out->setZero(cells.size(), cells.size());
  Eigen::MatrixXd outer, one;
  ForEachPattern(*patterns_, implied,
                 [&](const MissingPattern& pattern, const PatternPrecision& precision,
                     const Eigen::MatrixXd& products) {
                   const Eigen::MatrixXd weighted =
                       InBasis(implied, precision.Times(pattern.Deviations(implied.mu)));
                   outer.noalias() = weighted * weighted.transpose();
                   NormalTheoryHessian(products, outer, weighted.col(0), cells, &one);
                   *out += pattern.n / patterns_->n * one;
                 });
}

Eigen::MatrixXd FullInformation::Weighted(const Eigen::MatrixXd& x,
                                          const DiscrepancyWorkspace& workspace) const {
  return NormalTheoryWeighted(workspace.precision, x);
}

WeightFactors FullInformation::FactorWeight(const DiscrepancyWorkspace& workspace) const {
  return NormalTheoryFactors(workspace.precision, true);
}

}  // namespace trustsem
