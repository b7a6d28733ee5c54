// The half-vectorisation of a symmetric matrix: its lower triangle, column by column, so that the
// order is (1,1), (2,1), ..., (p,1), (2,2), ..., (p,p).
#ifndef TRUSTSEM_MOMENTS_VECH_H_
#define TRUSTSEM_MOMENTS_VECH_H_

#include <Eigen/Core>

namespace trustsem {

inline int VechSize(int p) { return p * (p + 1) / 2; }

// Position of element (row, column), row >= column, in the vech of a p x p matrix.
inline int VechIndex(int row, int column, int p) {
  return column * p - column * (column - 1) / 2 + row - column;
}

inline Eigen::VectorXd Vech(const Eigen::MatrixXd& matrix) {
  const int p = static_cast<int>(matrix.rows());
  Eigen::VectorXd v(VechSize(p));
  for (int column = 0, k = 0; column < p; ++column) {
    for (int row = column; row < p; ++row) v[k++] = matrix(row, column);
  }
  return v;
}

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_VECH_H_
