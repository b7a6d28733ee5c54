#include "moments/combined_influence.h"

#include "base/matrix_products.h"
#include "moments/vech.h"

namespace trustsem {

void CombinedInfluence::Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const {
  base_.Rows(begin, count, rows);
  const int p = static_cast<int>(combinations_.rows());
  rows->leftCols(p) = Eigen::MatrixXd(rows->leftCols(p) * combinations_);
  // The block's X side by side: A' [X_1 X_2 ...] is one product, and each of its parts once more.
  Eigen::MatrixXd all(p, p * count);
  for (Eigen::Index i = 0; i < count; ++i) {
    auto x = all.middleCols(i * p, p);
    for (int column = 0, k = p; column < p; ++column) {
      for (int row = column; row < p; ++row, ++k) {
        x(row, column) = x(column, row) = (*rows)(i, k);
      }
    }
  }
  Eigen::MatrixXd left = Eigen::MatrixXd::Zero(p, p * count);
  AddTransposedProduct(combinations_, all, left);
  Eigen::MatrixXd x(p, p);
  for (Eigen::Index i = 0; i < count; ++i) {
    x.noalias() = left.middleCols(i * p, p) * combinations_;
    for (int column = 0, k = p; column < p; ++column) {
      for (int row = column; row < p; ++row, ++k) (*rows)(i, k) = x(row, column);
    }
  }
}

}  // namespace trustsem
