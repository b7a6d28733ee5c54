#include "moments/total_covariance.h"

namespace trustsem {

Eigen::MatrixXd TotalCovariance(const GroupMoments& group, const std::vector<int>& covariates) {
  Eigen::MatrixXd total = group.covariance;
  if (covariates.empty()) return total;
  const Eigen::MatrixXd among = group.covariance(covariates, covariates);
  const Eigen::MatrixXd cross = group.slopes * among;
  total += cross * group.slopes.transpose();
  for (size_t j = 0; j < covariates.size(); ++j) {
    const Eigen::VectorXd column = cross.col(static_cast<Eigen::Index>(j));
    total.col(covariates[j]) = column;
    total.row(covariates[j]) = column.transpose();
  }
  total(covariates, covariates) = among;
  return total;
}

}  // namespace trustsem
