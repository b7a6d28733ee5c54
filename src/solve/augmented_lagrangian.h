// A function with constraints as one without (Nocedal & Wright 2006, eqs. 17.36 and 17.57):
//   F + sum over equalities h:   lambda h + mu/2 h^2
//     + sum over inequalities c >= 0:   (max(0, lambda - mu c)^2 - lambda^2) / (2 mu).
#ifndef TRUSTSEM_SOLVE_AUGMENTED_LAGRANGIAN_H_
#define TRUSTSEM_SOLVE_AUGMENTED_LAGRANGIAN_H_

#include <vector>

#include "solve/minimise.h"

namespace trustsem {

class AugmentedLagrangian {
 public:
  // Constraints are scaled at `start` so that a violation of one is a step of one standard error
  // (for one respondent): the penalty then means the same whatever the units.
  AugmentedLagrangian(ObjectiveFunction function,
                      const std::vector<ConstraintFunction>& constraints,
                      const Eigen::VectorXd& start);

  bool Evaluate(const Eigen::VectorXd& theta, double* value, Eigen::VectorXd* gradient,
                Eigen::MatrixXd* information) const;

  // Adds the constraints' part of the information (their own curvature left out) to `information`.
  void AddInformation(const Eigen::VectorXd& theta, Eigen::MatrixXd* information) const;

  // The first-order update of the multipliers at `theta`; returns the largest violation.
  double Update(const Eigen::VectorXd& theta);

  void set_penalty(double penalty) { penalty_ = penalty; }
  double penalty() const { return penalty_; }
  // Whether inequality i holds with equality, by its scaled multiplier.
  bool IsActive(size_t i) const { return multipliers_[i] > 1e-8; }
  // Of the constraints as they stand, not as scaled.
  std::vector<double> Multipliers() const;

 private:
  ObjectiveFunction function_;
  const std::vector<ConstraintFunction>& constraints_;
  std::vector<double> scales_, multipliers_;
  double penalty_ = 10;
};

}  // namespace trustsem

#endif  // TRUSTSEM_SOLVE_AUGMENTED_LAGRANGIAN_H_
