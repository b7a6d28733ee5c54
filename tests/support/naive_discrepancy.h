// Discrepancies as textbooks write them, with dense weight matrices of all moments: slow and plain.
#ifndef TRUSTSEM_TESTS_SUPPORT_NAIVE_DISCREPANCY_H_
#define TRUSTSEM_TESTS_SUPPORT_NAIVE_DISCREPANCY_H_

#include "tests/support/ram.h"

namespace trustsem {

// D with vec(A) = D vech(A) for symmetric A (Magnus & Neudecker 1999).
inline Eigen::MatrixXd DuplicationMatrix(int p) {
  Eigen::MatrixXd D = Eigen::MatrixXd::Zero(p * p, VechSize(p));
  for (int column = 0; column < p; ++column) {
    for (int row = column; row < p; ++row) {
      D(row + column * p, VechIndex(row, column, p)) = 1;
      D(column + row * p, VechIndex(row, column, p)) = 1;
    }
  }
  return D;
}

// The normal-theory weight of (means, vech) or of vech alone: P for means, D'(P x P)D / 2.
inline Eigen::MatrixXd NormalTheoryWeight(const Eigen::MatrixXd& P, bool means) {
  const int p = static_cast<int>(P.rows());
  Eigen::MatrixXd kronecker(p * p, p * p);
  for (int i = 0; i < p; ++i) {
    for (int j = 0; j < p; ++j) kronecker.block(i * p, j * p, p, p) = P(i, j) * P;
  }
  const Eigen::MatrixXd D = DuplicationMatrix(p);
  const Eigen::MatrixXd covariances = 0.5 * D.transpose() * kronecker * D;
  if (!means) return covariances;
  Eigen::MatrixXd all = Eigen::MatrixXd::Zero(p + VechSize(p), p + VechSize(p));
  all.topLeftCorner(p, p) = P;
  all.bottomRightCorner(VechSize(p), VechSize(p)) = covariances;
  return all;
}

// The weight of `estimator` for a group; for ML at `sigma`.
inline Eigen::MatrixXd NaiveWeight(const std::string& estimator, const GroupMoments& group,
                                   const Eigen::MatrixXd& sigma, bool means) {
  const int p = static_cast<int>(sigma.rows());
  const int size = VechSize(p) + (means ? p : 0);
  if (estimator == "ML") return NormalTheoryWeight(sigma.inverse(), means);
  if (estimator == "GLS") return NormalTheoryWeight(group.UnbiasedCovariance().inverse(), means);
  if (estimator == "ULS") return Eigen::MatrixXd::Identity(size, size);
  const Eigen::MatrixXd gamma = group.asymptotic_covariance.bottomRightCorner(size, size);
  if (estimator == "WLS") return gamma.inverse();
  return gamma.diagonal().cwiseInverse().asDiagonal();  // DWLS
}

inline Eigen::VectorXd MomentVector(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& mean,
                                    bool means) {
  RamMoments as;
  as.sigma = covariance;
  as.mu = mean;
  return as.Vector(means);
}

// One group's f.
inline double NaiveValue(const std::string& estimator, const GroupMoments& group,
                         const RamMoments& implied, bool means) {
  if (estimator == "ML") {
    const Eigen::MatrixXd P = implied.sigma.inverse();
    const Eigen::VectorXd d = group.means - implied.mu;
    const double p = static_cast<double>(P.rows());
    double value = std::log(implied.sigma.determinant()) -
                   std::log(group.covariance.determinant()) + (group.covariance * P).trace() - p;
    if (means) value += d.dot(P * d);
    return 0.5 * value;
  }
  const Eigen::VectorXd residual =
      MomentVector(group.UnbiasedCovariance(), group.means, means) - implied.Vector(means);
  return 0.5 * residual.dot(NaiveWeight(estimator, group, implied.sigma, means) * residual);
}

// F: likelihood weighs groups by n_g, least squares by n_g - 1.
inline double NaiveObjective(const std::string& estimator, const ParameterTable& table,
                             const SampleMoments& moments, const Eigen::VectorXd& theta) {
  const bool likelihood = estimator == "ML";
  double value = 0;
  for (int g = 0; g < table.groups; ++g) {
    const GroupMoments& group = moments.groups[g];
    const RamMoments implied = EvaluateRam(table, theta, g, moments, !likelihood);
    value += (likelihood ? group.n : group.n - 1) / moments.Respondents() *
             NaiveValue(estimator, group, implied, table.mean_structure);
  }
  return value;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_SUPPORT_NAIVE_DISCREPANCY_H_
