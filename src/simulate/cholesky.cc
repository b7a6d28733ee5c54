#include "simulate/cholesky.h"

#include <cmath>

namespace trustsem {
namespace {

constexpr double kSmallestPivot = 1e-12;  // relative to the variance

}  // namespace

int CholeskyFactor(const Eigen::MatrixXd& covariance, Eigen::MatrixXd* lower) {
  const int n = static_cast<int>(covariance.rows());
  lower->setZero(n, n);
  Eigen::MatrixXd& l = *lower;
  for (int i = 0; i < n; ++i) {
    const double variance = covariance(i, i);
    if (!(variance >= 0)) return i;
    if (variance == 0) {
      if (!covariance.row(i).isZero(0)) return i;
      continue;
    }
    double pivot = variance;
    for (int j = 0; j < i; ++j) {
      if (l(j, j) == 0) continue;
      double sum = covariance(i, j);
      for (int k = 0; k < j; ++k) sum -= l(i, k) * l(j, k);
      l(i, j) = sum / l(j, j);
      pivot -= l(i, j) * l(i, j);
    }
    if (!(pivot > kSmallestPivot * variance)) return i;
    l(i, i) = std::sqrt(pivot);
  }
  return -1;
}

}  // namespace trustsem
