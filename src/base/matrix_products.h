// Products of large matrices through BLAS, which knows the processor; small ones stay with Eigen.
#ifndef TRUSTSEM_BASE_MATRIX_PRODUCTS_H_
#define TRUSTSEM_BASE_MATRIX_PRODUCTS_H_

#include <Eigen/Core>

namespace trustsem {

using ConstMatrixView = Eigen::Ref<const Eigen::MatrixXd, 0, Eigen::OuterStride<>>;
using MatrixView = Eigen::Ref<Eigen::MatrixXd, 0, Eigen::OuterStride<>>;

// out += A' A, the lower triangle alone; A is k x m, out m x m.
void AddLowerGram(ConstMatrixView a, MatrixView out);

// out += A B and out += A' B.
void AddProduct(ConstMatrixView a, ConstMatrixView b, MatrixView out);
void AddTransposedProduct(ConstMatrixView a, ConstMatrixView b, MatrixView out);

// A' A, A B and A' B as new matrices, by `threads` threads: in fixed tiles, so that the bits do not
// depend on their number.
Eigen::MatrixXd Gram(ConstMatrixView a, int threads);
Eigen::MatrixXd Product(ConstMatrixView a, ConstMatrixView b, int threads);
Eigen::MatrixXd TransposedProduct(ConstMatrixView a, ConstMatrixView b, int threads);

// The inverse of a symmetric matrix, from its lower triangle; empty where it is not positive
// definite.
Eigen::MatrixXd PositiveDefiniteInverse(Eigen::MatrixXd matrix);

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_MATRIX_PRODUCTS_H_
