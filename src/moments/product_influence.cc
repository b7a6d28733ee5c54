#include "moments/product_influence.h"

#include <algorithm>

#include "moments/vech.h"

namespace trustsem {
namespace {

constexpr Eigen::Index kBlock = 512;  // rows; a block of 30 variables fits the second-level cache

}  // namespace

Eigen::Index ProductInfluence::moments() const {
  const int p = static_cast<int>(centred_.cols());
  return p + VechSize(p);
}

void ProductInfluence::Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const {
  const Eigen::Index p = centred_.cols();
  rows->resize(count, moments());
  const auto x = centred_.middleRows(begin, count);
  rows->leftCols(p) = x;
  for (Eigen::Index column = 0, k = p; column < p; ++column) {
    for (Eigen::Index row = column; row < p; ++row, ++k) {
      rows->col(k) = x.col(row).cwiseProduct(x.col(column)).array() - covariance_(row, column);
    }
  }
}

// Without storing the products.
Eigen::VectorXd ProductInfluence::Variances() const {
  const Eigen::Index p = centred_.cols();
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(moments());
  for (Eigen::Index begin = 0; begin < respondents(); begin += kBlock) {
    const auto x = centred_.middleRows(begin, std::min(kBlock, respondents() - begin));
    sum.head(p) += x.colwise().squaredNorm().transpose();
    for (Eigen::Index column = 0, k = p; column < p; ++column) {
      for (Eigen::Index row = column; row < p; ++row, ++k) {
        sum[k] +=
            (x.col(row).array() * x.col(column).array() - covariance_(row, column)).square().sum();
      }
    }
  }
  return sum / static_cast<double>(respondents());
}

}  // namespace trustsem
