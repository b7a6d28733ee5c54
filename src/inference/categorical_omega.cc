#include "inference/categorical_omega.h"

#include <limits>

#include "moments/normal_distribution.h"

namespace trustsem {
namespace {

double ItemCovariance(const Eigen::VectorXd& first, const Eigen::VectorXd& second, double r) {
  double covariance = 0;
  for (const double h : first) {
    for (const double k : second) {
      covariance += BivariateNormalCdf(h, k, r) - NormalCdf(h) * NormalCdf(k);
    }
  }
  return covariance;
}

}  // namespace

double CategoricalOmega(const std::vector<Eigen::VectorXd>& thresholds,
                        const Eigen::MatrixXd& common, const Eigen::MatrixXd& total) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  double explained = 0, all = 0;
  for (Eigen::Index i = 0; i < total.rows(); ++i) {
    for (Eigen::Index j = 0; j <= i; ++j) {
      const double correlation = i == j ? 1 : total(i, j);
      if (!(std::abs(common(i, j)) <= 1 && std::abs(correlation) <= 1)) return kNaN;
      const Eigen::VectorXd &a = thresholds[static_cast<size_t>(i)],
                            &b = thresholds[static_cast<size_t>(j)];
      const double times = i == j ? 1 : 2;
      explained += times * ItemCovariance(a, b, common(i, j));
      all += times * ItemCovariance(a, b, correlation);
    }
  }
  return all > 0 ? explained / all : kNaN;
}

}  // namespace trustsem
