#include "simulate/unit_variances.h"

#include <Eigen/LU>

namespace trustsem {
namespace {

constexpr int kMostIterations = 2000;
constexpr double kTolerance = 1e-14;
// Rounding keeps an ill-conditioned system from settling further than this.
constexpr double kAcceptable = 1e-10;

}  // namespace

bool SolveUnitVariances(const Eigen::MatrixXd& total, const Eigen::MatrixXd& correlations,
                        Eigen::VectorXd* variances) {
  const Eigen::Index m = total.rows();
  const Eigen::FullPivLU<Eigen::MatrixXd> linear(total.cwiseAbs2());
  if (!linear.isInvertible()) return false;
  Eigen::VectorXd v = Eigen::VectorXd::Ones(m);
  double change = 0;
  for (int iteration = 0; iteration < kMostIterations; ++iteration) {
    const Eigen::VectorXd sd = v.cwiseMax(0).cwiseSqrt();
    Eigen::MatrixXd covariances = sd.asDiagonal() * correlations * sd.asDiagonal();
    covariances.diagonal().setZero();
    const Eigen::VectorXd shared = (total * covariances).cwiseProduct(total).rowwise().sum();
    const Eigen::VectorXd next = linear.solve(Eigen::VectorXd::Ones(m) - shared);
    change = (next - v).cwiseAbs().maxCoeff();
    v = next;
    if (!(change > kTolerance)) break;
  }
  *variances = v;
  return v.allFinite() && change < kAcceptable;
}

}  // namespace trustsem
