#include "discrepancy/normal_theory.h"

#include <Eigen/Cholesky>

#include "implied/response_moments.h"
#include "moments/vech.h"

namespace trustsem {

void BasisProducts(const ImpliedMoments& implied, const Eigen::MatrixXd& a, Eigen::MatrixXd* g) {
  const int p = implied.p(), z = 2 * implied.m();
  const auto Z = implied.basis.rightCols(z);
  g->resize(p + z, p + z);
  g->topLeftCorner(p, p) = a;
  g->topRightCorner(p, z).noalias() = a * Z;
  g->bottomLeftCorner(z, p) = g->topRightCorner(p, z).transpose();
  g->bottomRightCorner(z, z).noalias() = Z.transpose() * g->topRightCorner(p, z);
}

void NormalTheoryInformation(const Eigen::MatrixXd& g, const std::vector<CellDerivative>& rows,
                             const std::vector<CellDerivative>& columns, Eigen::MatrixXd* out) {
  const bool symmetric = &rows == &columns;
  out->resize(rows.size(), columns.size());
  for (size_t l = 0; l < columns.size(); ++l) {
    const CellDerivative& right = columns[l];
    const double* with_a = g.data() + static_cast<Eigen::Index>(right.a) * g.rows();
    const double* with_b = g.data() + static_cast<Eigen::Index>(right.b) * g.rows();
    double* column = out->data() + static_cast<Eigen::Index>(l) * out->rows();
    const size_t end = symmetric ? l + 1 : rows.size();
    for (size_t k = 0; k < end; ++k) {
      const CellDerivative& left = rows[k];
      column[k] = left.weight * right.weight *
                      (with_a[left.b] * with_b[left.a] + with_b[left.b] * with_a[left.a]) +
                  left.slope * right.slope * with_a[left.a];
    }
  }
  if (symmetric) {
    out->triangularView<Eigen::StrictlyLower>() = out->transpose();
  }
}

void NormalTheoryOwnInformation(const Eigen::MatrixXd& g, const std::vector<CellDerivative>& cells,
                                Eigen::VectorXd* out) {
  out->resize(cells.size());
  for (size_t k = 0; k < cells.size(); ++k) {
    const CellDerivative& c = cells[k];
    (*out)[k] = c.weight * c.weight * (g(c.b, c.a) * g(c.a, c.b) + g(c.b, c.b) * g(c.a, c.a)) +
                c.slope * c.slope * g(c.a, c.a);
  }
}

void NormalTheoryHessian(const Eigen::MatrixXd& g, const Eigen::MatrixXd& r,
                         const Eigen::VectorXd& m, const std::vector<CellDerivative>& cells,
                         Eigen::MatrixXd* out) {
  out->resize(cells.size(), cells.size());
  for (size_t l = 0; l < cells.size(); ++l) {
    for (size_t k = 0; k <= l; ++k) {
      const CellDerivative &x = cells[k], &y = cells[l];
      // 2 tr(A dk B dl) / (w_k w_l) summed over the four products of a b' + b a'.
      const double gg = 2 * (g(x.b, y.a) * g(x.a, y.b) + g(x.b, y.b) * g(x.a, y.a));
      const double gr = g(x.b, y.a) * r(x.a, y.b) + g(x.b, y.b) * r(x.a, y.a) +
                        g(x.a, y.a) * r(x.b, y.b) + g(x.a, y.b) * r(x.b, y.a);
      double value = x.weight * y.weight * (gr - 0.5 * gg) + x.slope * y.slope * g(x.a, y.a);
      value += x.weight * y.slope * (m[x.a] * g(x.b, y.a) + m[x.b] * g(x.a, y.a));
      value += y.weight * x.slope * (m[y.a] * g(y.b, x.a) + m[y.b] * g(y.a, x.a));
      (*out)(k, l) = (*out)(l, k) = value;
    }
  }
}

Eigen::MatrixXd NormalTheoryWeighted(const Eigen::MatrixXd& precision, const Eigen::MatrixXd& x) {
  const int p = static_cast<int>(precision.rows());
  const Eigen::Index first = x.rows() - VechSize(p);
  Eigen::MatrixXd out(x.rows(), x.cols());
  if (first > 0) out.topRows(p).noalias() = precision * x.topRows(p);
  Eigen::MatrixXd change(p, p), product(p, p);
  for (Eigen::Index c = 0; c < x.cols(); ++c) {
    for (int column = 0; column < p; ++column) {
      for (int row = column; row < p; ++row) {
        change(row, column) = change(column, row) = x(first + VechIndex(row, column, p), c);
      }
    }
    product.noalias() = precision * change;
    change.noalias() = product * precision;
    for (int column = 0; column < p; ++column) {
      for (int row = column; row < p; ++row) {
        out(first + VechIndex(row, column, p), c) = (row == column ? 0.5 : 1) * change(row, column);
      }
    }
  }
  return out;
}

WeightFactors NormalTheoryFactors(const Eigen::MatrixXd& precision, bool means) {
  WeightFactors factors;
  factors.layout = ContinuousLayout(static_cast<int>(precision.rows()), means);
  factors.diagonal.resize(static_cast<Eigen::Index>(factors.layout.size()));
  for (size_t k = 0; k < factors.layout.size(); ++k) {
    const Moment& moment = factors.layout[k];
    const bool variance = moment.kind == MomentKind::kCovariance && moment.first == moment.second;
    factors.diagonal[static_cast<Eigen::Index>(k)] = variance ? 0.5 : 1;
  }
  factors.combinations = Eigen::LLT<Eigen::MatrixXd>(precision).matrixL();
  return factors;
}

}  // namespace trustsem
