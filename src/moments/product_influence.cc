#include "moments/product_influence.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <utility>

#include "moments/vech.h"

namespace trustsem {
namespace {

constexpr Eigen::Index kBlock = 512;  // rows; a block of 30 variables fits the second-level cache

}  // namespace

ProductInfluence::ProductInfluence(Eigen::MatrixXd centred, Eigen::MatrixXd covariance,
                                   Eigen::VectorXd weights)
    : centred_(std::move(centred)),
      covariance_(std::move(covariance)),
      weights_(std::move(weights)) {
  if (weights_.size() == 0) return;
  // Gamma has the divisor n of the rows and is that of as many respondents as the weights sum to.
  weights_ *= std::sqrt(static_cast<double>(weights_.size()) / weights_.sum());
}

void ProductInfluence::Condition(const std::vector<int>& covariates) {
  if (covariates.empty()) return;
  // The regression of all variables on the covariates: those predict themselves.
  const Eigen::MatrixXd among = covariance_(covariates, covariates);
  const Eigen::MatrixXd with = covariance_(covariates, Eigen::all);
  const Eigen::MatrixXd slopes = among.llt().solve(with);
  predicted_ = centred_(Eigen::all, covariates) * slopes;
  for (int x : covariates) predicted_.col(x) = centred_.col(x);
  covariance_ -= with.transpose() * slopes;
  for (int x : covariates) {
    covariance_.row(x).setZero();
    covariance_.col(x).setZero();
  }
}

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
  if (predicted_.size() > 0) {
    const auto h = predicted_.middleRows(begin, count);
    rows->leftCols(p) -= h;
    for (Eigen::Index column = 0, k = p; column < p; ++column) {
      for (Eigen::Index row = column; row < p; ++row, ++k) {
        rows->col(k) -= h.col(row).cwiseProduct(h.col(column));
      }
    }
  }
  if (weights_.size() == 0) return;
  for (Eigen::Index k = 0; k < rows->cols(); ++k) {
    rows->col(k).array() *= weights_.segment(begin, count).array();
  }
}

Eigen::VectorXd ProductInfluence::Masses() const {
  return weights_.size() > 0 ? weights_ : CasewiseInfluence::Masses();
}

// Without storing the products.
Eigen::VectorXd ProductInfluence::Variances() const {
  if (weights_.size() > 0 || predicted_.size() > 0) return CasewiseInfluence::Variances();
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
