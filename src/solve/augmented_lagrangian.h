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
  AugmentedLagrangian(ObjectiveFunction function,
                      const std::vector<ConstraintFunction>& constraints)
      : function_(std::move(function)),
        constraints_(constraints),
        multipliers_(constraints.size(), 0.0) {}

  bool Evaluate(const Eigen::VectorXd& theta, double* value, Eigen::VectorXd* gradient,
                Eigen::MatrixXd* information) const;

  // The first-order update of the multipliers at `theta`; returns the largest violation.
  double Update(const Eigen::VectorXd& theta);

  void set_penalty(double penalty) { penalty_ = penalty; }
  double penalty() const { return penalty_; }
  const std::vector<double>& multipliers() const { return multipliers_; }

 private:
  ObjectiveFunction function_;
  const std::vector<ConstraintFunction>& constraints_;
  std::vector<double> multipliers_;
  double penalty_ = 10;
};

}  // namespace trustsem

#endif  // TRUSTSEM_SOLVE_AUGMENTED_LAGRANGIAN_H_
