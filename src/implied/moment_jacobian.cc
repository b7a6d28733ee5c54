#include "implied/moment_jacobian.h"

#include "moments/vech.h"

namespace trustsem {

Eigen::MatrixXd MomentJacobian(const ImpliedMoments& implied,
                               const std::vector<CellDerivative>& cells, bool means) {
  const int p = implied.p();
  const int first = means ? p : 0;
  Eigen::MatrixXd jacobian(first + VechSize(p), cells.size());
  for (size_t k = 0; k < cells.size(); ++k) {
    const CellDerivative& cell = cells[k];
    const double* a = implied.basis.data() + static_cast<Eigen::Index>(cell.a) * p;
    const double* b = implied.basis.data() + static_cast<Eigen::Index>(cell.b) * p;
    double* out = jacobian.data() + static_cast<Eigen::Index>(k) * jacobian.rows();
    for (int i = 0; i < first; ++i) *out++ = cell.slope * a[i];
    for (int column = 0; column < p; ++column) {
      const double wa = cell.weight * a[column], wb = cell.weight * b[column];
      for (int row = column; row < p; ++row) *out++ = a[row] * wb + b[row] * wa;
    }
  }
  return jacobian;
}

}  // namespace trustsem
