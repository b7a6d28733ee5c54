#include "moments/positive_definite.h"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "base/text.h"

namespace trustsem {

void RequirePositiveDefinite(const GroupMoments& group, const std::vector<std::string>& names) {
  const Eigen::VectorXd scale = group.covariance.diagonal().cwiseSqrt().cwiseInverse();
  const Eigen::MatrixXd correlation = scale.asDiagonal() * group.covariance * scale.asDiagonal();
  if (Eigen::LLT<Eigen::MatrixXd>(correlation).info() == Eigen::Success &&
      Eigen::LLT<Eigen::MatrixXd>(correlation -
                                  1e-10 * Eigen::MatrixXd::Identity(names.size(), names.size()))
              .info() == Eigen::Success) {
    return;
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(correlation);
  const Eigen::VectorXd direction = eigen.eigenvectors().col(0).cwiseAbs();
  std::vector<std::string> involved;
  for (int i = 0; i < direction.size(); ++i) {
    if (direction[i] > 0.1 * direction.maxCoeff()) involved.push_back(names[i]);
  }
  throw Error(
      ErrorKind::kData,
      fmt::format("the covariance matrix{} is not positive definite (smallest eigenvalue of "
                  "the correlations {:.2g}): {} depend linearly on each other",
                  group.label.empty() ? "" : " of group '" + group.label + "'",
                  eigen.eigenvalues()[0], JoinNames(involved)),
      "leave one of these variables out, or collect more respondents than variables");
}

}  // namespace trustsem
