#include "velocity/growth_start.h"

#include <Eigen/Cholesky>
#include <Eigen/QR>
#include <algorithm>

namespace trustsem {
namespace {

// The place of each wave's and component's variable in the moments; -1: not measured.
std::vector<std::vector<int>> Places(const TrustPanel& panel) {
  std::vector<std::vector<int>> places;
  for (const std::vector<std::string>& wave : panel.items.names) {
    std::vector<int>& row = places.emplace_back();
    for (const std::string& name : wave) {
      const auto& observed = panel.moments.observed;
      const auto found = std::find(observed.begin(), observed.end(), name);
      row.push_back(found == observed.end() ? -1 : static_cast<int>(found - observed.begin()));
    }
  }
  return places;
}

// Means and covariances of trust over the waves.
TrustStart MomentsOfTrust(const TrustPanel& panel) {
  const auto p = static_cast<Eigen::Index>(panel.moments.p());
  Eigen::VectorXd means = Eigen::VectorXd::Zero(p);
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(p, p);
  for (const GroupMoments& group : panel.moments.groups) {
    const double share = group.n / panel.moments.Respondents();
    means += share * group.means;
    covariance += share * group.covariance;
  }
  const std::vector<std::vector<int>> places = Places(panel);
  const auto waves = static_cast<Eigen::Index>(places.size());
  TrustStart start{Eigen::VectorXd::Zero(waves), Eigen::MatrixXd::Zero(waves, waves), {}};
  for (Eigen::Index w = 0; w < waves; ++w) {
    int measured = 0;
    for (const int i : places[static_cast<size_t>(w)]) {
      if (i < 0) continue;
      ++measured;
      start.means[w] += means[i];
    }
    start.means[w] /= measured;
    for (Eigen::Index v = 0; v < waves; ++v) {
      int pairs = 0;
      for (size_t c = 0; c < places.front().size(); ++c) {
        for (size_t d = 0; d < places.front().size(); ++d) {
          const int i = places[static_cast<size_t>(w)][c], j = places[static_cast<size_t>(v)][d];
          if (c == d || i < 0 || j < 0) continue;
          ++pairs;
          start.covariance(w, v) += covariance(i, j);
        }
      }
      start.covariance(w, v) /= pairs;
    }
  }
  return start;
}

bool IsPositiveDefinite(const Eigen::MatrixXd& matrix) {
  return Eigen::LLT<Eigen::MatrixXd>(matrix).info() == Eigen::Success;
}

// The means by least squares on the basis, the covariances of different waves on what they are of
// intercept and slope.
TrustStart Grow(const TrustStart& trust, const std::vector<double>& basis) {
  const auto waves = static_cast<Eigen::Index>(basis.size());
  const Eigen::VectorXd b = Eigen::Map<const Eigen::VectorXd>(basis.data(), waves);
  Eigen::MatrixXd loadings(waves, 2);
  loadings << Eigen::VectorXd::Ones(waves), b;
  TrustStart start;
  start.means = loadings.colPivHouseholderQr().solve(trust.means);
  Eigen::MatrixXd design(waves * (waves - 1) / 2, 3);
  Eigen::VectorXd covariances(design.rows());
  Eigen::Index k = 0;
  for (Eigen::Index w = 0; w < waves; ++w) {
    for (Eigen::Index v = w + 1; v < waves; ++v, ++k) {
      design.row(k) << 1, b[w] + b[v], b[w] * b[v];
      covariances[k] = trust.covariance(w, v);
    }
  }
  const Eigen::Vector3d psi = design.colPivHouseholderQr().solve(covariances);
  start.covariance.resize(2, 2);
  start.covariance << psi[0], psi[1], psi[1], psi[2];
  if (!IsPositiveDefinite(start.covariance)) {
    // Slopes that hardly differ: a tenth of the variance, and no covariance.
    const double variance = trust.covariance.diagonal().mean();
    start.covariance << 0.7 * variance, 0, 0, 0.1 * variance;
  }
  const Eigen::VectorXd explained = (loadings * start.covariance * loadings.transpose()).diagonal();
  start.disturbances =
      (trust.covariance.diagonal() - explained).cwiseMax(0.05 * trust.covariance.diagonal());
  return start;
}

}  // namespace

TrustStart StartTrust(const TrustPanel& panel, const std::vector<double>& basis) {
  const TrustStart trust = MomentsOfTrust(panel);
  if (!IsPositiveDefinite(trust.covariance)) return {};
  return basis.empty() ? trust : Grow(trust, basis);
}

}  // namespace trustsem
