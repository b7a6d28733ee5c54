// The Cholesky factor of a covariance matrix that may hold variables without variance.
#ifndef TRUSTSEM_SIMULATE_CHOLESKY_H_
#define TRUSTSEM_SIMULATE_CHOLESKY_H_

#include <Eigen/Core>

namespace trustsem {

// Lower triangular L with L L' = `covariance`; a variable whose variance is zero has a row of
// zeros. Returns -1, or the index of the first variable that makes the matrix indefinite (or
// singular among the variables with a variance).
int CholeskyFactor(const Eigen::MatrixXd& covariance, Eigen::MatrixXd* lower);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_CHOLESKY_H_
