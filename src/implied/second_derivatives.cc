#include "implied/second_derivatives.h"

namespace trustsem {
namespace {

// A sum of at most two columns of the basis.
struct Combination {
  int column[2] = {0, 0};
  double factor[2] = {0, 0};
  int terms = 0;

  void Add(int c, double f) {
    if (f == 0) return;
    column[terms] = c;
    factor[terms++] = f;
  }
};

// The derivative of basis column `index` with respect to a cell. With M = (I-B)^-1, C = M Psi M':
//   dL_i / dLambda_rc = e_r M_ci          dL_i / dB_rc = L_r M_ci
//   dV_j / dLambda_rc = e_r C_cj          dV_j / dB_rc = L_r C_cj + V_c M_jr
//   dV_j / dPsi_rc = L_r M_jc + L_c M_jr  (once where r = c)
Combination ColumnDerivative(int index, const Cell& cell, const ImpliedMoments& implied) {
  const int p = implied.p(), m = implied.m();
  Combination d;
  if (index < p) return d;
  const bool is_l = index < p + m;
  const int j = is_l ? index - p : index - p - m;
  const Eigen::MatrixXd& M = implied.total;
  const Eigen::MatrixXd& C = implied.factor_covariance;
  switch (cell.matrix) {
    case ModelMatrix::kLambda:
      d.Add(cell.row, is_l ? M(cell.column, j) : C(cell.column, j));
      break;
    case ModelMatrix::kBeta:
      if (is_l) {
        d.Add(p + cell.row, M(cell.column, j));
      } else {
        d.Add(p + cell.row, C(cell.column, j));
        d.Add(p + m + cell.column, M(j, cell.row));
      }
      break;
    case ModelMatrix::kPsi:
      if (is_l) break;
      d.Add(p + cell.row, M(j, cell.column));
      if (cell.row != cell.column) d.Add(p + cell.column, M(j, cell.row));
      break;
    default:
      break;
  }
  return d;
}

// The derivative of `slope` of a cell's mean derivative, h_j for Lambda and Beta.
double SlopeDerivative(const Cell& of, const Cell& cell, const ImpliedMoments& implied) {
  if (of.matrix != ModelMatrix::kLambda && of.matrix != ModelMatrix::kBeta) return 0;
  if (cell.matrix == ModelMatrix::kBeta) {
    return implied.total(of.column, cell.row) * implied.factor_means[cell.column];
  }
  if (cell.matrix == ModelMatrix::kAlpha) return implied.total(of.column, cell.row);
  return 0;
}

}  // namespace

void AddSecondDerivatives(const std::vector<StructuralModel::FreeCell>& cells,
                          const std::vector<CellDerivative>& derivatives,
                          const ImpliedMoments& implied, const Eigen::MatrixXd& products,
                          const Eigen::VectorXd& mean_products, Eigen::MatrixXd* out) {
  for (size_t k = 0; k < cells.size(); ++k) {
    const CellDerivative& x = derivatives[k];
    for (size_t l = 0; l <= k; ++l) {
      const Cell& by = cells[l].cell;
      const Combination da = ColumnDerivative(x.a, by, implied);
      const Combination db = ColumnDerivative(x.b, by, implied);
      double value = 0;
      for (int t = 0; t < da.terms; ++t) {
        value += 2 * x.weight * da.factor[t] * products(da.column[t], x.b);
        value += x.slope * da.factor[t] * mean_products[da.column[t]];
      }
      for (int t = 0; t < db.terms; ++t) {
        value += 2 * x.weight * db.factor[t] * products(x.a, db.column[t]);
      }
      value += SlopeDerivative(cells[k].cell, by, implied) * mean_products[x.a];
      (*out)(k, l) += value;
      if (k != l) (*out)(l, k) += value;
    }
  }
}

}  // namespace trustsem
