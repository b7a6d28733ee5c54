#include "solve/augmented_lagrangian.h"

#include <algorithm>
#include <cmath>

namespace trustsem {

bool AugmentedLagrangian::Evaluate(const Eigen::VectorXd& theta, double* value,
                                   Eigen::VectorXd* gradient, Eigen::MatrixXd* information) const {
  if (!function_(theta, value, gradient, information)) return false;
  const std::vector<double> point(theta.data(), theta.data() + theta.size());
  for (size_t i = 0; i < constraints_.size(); ++i) {
    Eigen::VectorXd slope = Eigen::VectorXd::Zero(theta.size());
    const double c = constraints_[i].Evaluate(point, slope.data());
    if (!std::isfinite(c) || !slope.allFinite()) return false;
    const double lambda = multipliers_[i];
    // d(penalty term)/dc and its second derivative.
    double first = lambda + penalty_ * c, second = penalty_;
    if (constraints_[i].equality) {
      *value += lambda * c + 0.5 * penalty_ * c * c;
    } else {
      const double pull = std::max(0.0, lambda - penalty_ * c);
      *value += (pull * pull - lambda * lambda) / (2 * penalty_);
      first = -pull;
      if (pull <= 0) second = 0;
    }
    if (gradient != nullptr) *gradient += first * slope;
    if (information != nullptr) *information += second * slope * slope.transpose();
  }
  return std::isfinite(*value);
}

double AugmentedLagrangian::Update(const Eigen::VectorXd& theta) {
  const std::vector<double> point(theta.data(), theta.data() + theta.size());
  double violation = 0;
  for (size_t i = 0; i < constraints_.size(); ++i) {
    const double c = constraints_[i].Evaluate(point, nullptr);
    if (constraints_[i].equality) {
      violation = std::max(violation, std::abs(c));
      multipliers_[i] += penalty_ * c;
    } else {
      // Feasible and complementary: c >= 0 and lambda c = 0.
      violation = std::max(violation, std::abs(std::min(c, multipliers_[i] / penalty_)));
      multipliers_[i] = std::max(0.0, multipliers_[i] - penalty_ * c);
    }
  }
  return violation;
}

}  // namespace trustsem
