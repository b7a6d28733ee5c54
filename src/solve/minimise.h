// The one Ceres driver: minimises a function that gives its value, gradient and a positive definite
// information matrix, with bounds and with equality and inequality constraints.
//
// With information H = R'R (R upper triangular) and gradient g, the residual block
//   r = [ R^-T g ; sqrt(2 (F + c) - |R^-T g|^2) ],   J = [ R ; 0 ]
// has r'r/2 = F + c, J'r = g and J'J = H for any constant c that keeps the root real: Ceres's
// Levenberg-Marquardt is then Fisher scoring (later Newton's method) with step control and bounds.
// Constraints enter by the method of multipliers (Nocedal & Wright 2006, ch. 17.3-17.4), which
// changes F, g and H alone. Convergence is judged here, from the gradient, not by Ceres.
#ifndef TRUSTSEM_SOLVE_MINIMISE_H_
#define TRUSTSEM_SOLVE_MINIMISE_H_

#include <Eigen/Core>
#include <functional>
#include <string>
#include <vector>

#include "table/parameter_table.h"

namespace trustsem {

// Returns false where the function does not exist. Gradient and information may be null.
using ObjectiveFunction =
    std::function<bool(const Eigen::VectorXd& theta, double* value, Eigen::VectorXd* gradient,
                       Eigen::MatrixXd* information)>;

// The second derivative itself; returns false where it does not exist.
using HessianFunction = std::function<bool(const Eigen::VectorXd& theta, Eigen::MatrixXd* hessian)>;

struct MinimiseProblem {
  ObjectiveFunction function;
  // Takes the information's place after `scoring_evaluations`, wherever it is positive definite:
  // scoring is slow where the model fits badly, Newton's steps are not. May be empty.
  HessianFunction hessian;
  int scoring_evaluations = 7;
  Eigen::VectorXd start;
  // Where the start is close to the minimum: about what the Hessian is there (q x q). Plain steps
  // with it are then tried before the search with step control (near_steps.h). Empty: unknown.
  Eigen::MatrixXd near_hessian;
  Eigen::VectorXd lower, upper;  // infinite where there is none
  // Parameters whose start is where the minimum has them, wherever the others are: they are left
  // out of the search. Empty: none.
  std::vector<bool> settled;
  std::vector<ConstraintFunction> constraints;
  double respondents = 1;  // the function is per respondent; scales the test of convergence
  int max_iterations = 200;
  // Converged where respondents * g' H^-1 g, the squared distance to the minimum in standard
  // errors, is below this.
  double tolerance = 1e-11;
  double constraint_tolerance = 1e-9;
};

struct MinimiseResult {
  enum class Verdict {
    kConverged,
    kStartNotEvaluable,  // the function does not exist at the start
    kIterationLimit,
    kStuck,       // no step reduces the function, yet the gradient is not zero
    kInfeasible,  // the constraints cannot be met
  };
  Verdict verdict = Verdict::kStuck;
  Eigen::VectorXd theta;
  double value = 0;
  Eigen::VectorXd gradient;  // of the function alone
  int iterations = 0;
  double distance = 0;              // sqrt(respondents * g' H^-1 g), g of the Lagrangian
  std::vector<double> multipliers;  // one a constraint
  std::vector<bool> active;         // constraints that hold with equality
  std::vector<bool> at_bound;       // parameters at a bound that holds them

  bool converged() const { return verdict == Verdict::kConverged; }
};

MinimiseResult Minimise(const MinimiseProblem& problem);

}  // namespace trustsem

#endif  // TRUSTSEM_SOLVE_MINIMISE_H_
