#include "solve/augmented_lagrangian.h"

#include <algorithm>
#include <cmath>

namespace trustsem {

AugmentedLagrangian::AugmentedLagrangian(ObjectiveFunction function,
                                         const std::vector<ConstraintFunction>& constraints,
                                         const Eigen::VectorXd& start)
    : function_(std::move(function)),
      constraints_(constraints),
      scales_(constraints.size(), 1.0),
      multipliers_(constraints.size(), 0.0) {
  double value;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd information;
  if (!function_(start, &value, &gradient, &information)) return;
  const std::vector<double> point(start.data(), start.data() + start.size());
  for (size_t i = 0; i < constraints_.size(); ++i) {
    Eigen::VectorXd slope = Eigen::VectorXd::Zero(start.size());
    constraints_[i].Evaluate(point, slope.data());
    double squared = 0;
    for (Eigen::Index k = 0; k < slope.size(); ++k) {
      if (slope[k] != 0) squared += slope[k] * slope[k] / information(k, k);
    }
    if (std::isfinite(squared) && squared > 0) scales_[i] = 1 / std::sqrt(squared);
  }
}

std::vector<double> AugmentedLagrangian::Multipliers() const {
  std::vector<double> multipliers = multipliers_;
  for (size_t i = 0; i < multipliers.size(); ++i) multipliers[i] *= scales_[i];
  return multipliers;
}

bool AugmentedLagrangian::Evaluate(const Eigen::VectorXd& theta, double* value,
                                   Eigen::VectorXd* gradient, Eigen::MatrixXd* information) const {
  if (!function_(theta, value, gradient, information)) return false;
  const std::vector<double> point(theta.data(), theta.data() + theta.size());
  for (size_t i = 0; i < constraints_.size(); ++i) {
    Eigen::VectorXd slope = Eigen::VectorXd::Zero(theta.size());
    const double c = scales_[i] * constraints_[i].Evaluate(point, slope.data());
    slope *= scales_[i];
    if (!std::isfinite(c) || !slope.allFinite()) return false;
    const double lambda = multipliers_[i];
    double first = lambda + penalty_ * c;  // d(penalty term)/dc
    if (constraints_[i].equality) {
      *value += lambda * c + 0.5 * penalty_ * c * c;
    } else {
      const double pull = std::max(0.0, lambda - penalty_ * c);
      *value += (pull * pull - lambda * lambda) / (2 * penalty_);
      first = -pull;
    }
    if (gradient != nullptr) *gradient += first * slope;
  }
  if (information != nullptr) AddInformation(theta, information);
  return std::isfinite(*value);
}

void AugmentedLagrangian::AddInformation(const Eigen::VectorXd& theta,
                                         Eigen::MatrixXd* information) const {
  const std::vector<double> point(theta.data(), theta.data() + theta.size());
  for (size_t i = 0; i < constraints_.size(); ++i) {
    Eigen::VectorXd slope = Eigen::VectorXd::Zero(theta.size());
    const double c = scales_[i] * constraints_[i].Evaluate(point, slope.data());
    slope *= scales_[i];
    const bool pulls = constraints_[i].equality || multipliers_[i] - penalty_ * c > 0;
    if (pulls) *information += penalty_ * slope * slope.transpose();
  }
}

double AugmentedLagrangian::Update(const Eigen::VectorXd& theta) {
  const std::vector<double> point(theta.data(), theta.data() + theta.size());
  double violation = 0;
  for (size_t i = 0; i < constraints_.size(); ++i) {
    const double c = scales_[i] * constraints_[i].Evaluate(point, nullptr);
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
