// A model at its estimates, with what inference needs: the pieces, each made once.
#ifndef TRUSTSEM_INFERENCE_FITTED_MODEL_H_
#define TRUSTSEM_INFERENCE_FITTED_MODEL_H_

#include <Eigen/Core>
#include <memory>
#include <optional>
#include <vector>

#include "discrepancy/objective.h"
#include "implied/structural_model.h"
#include "inference/robust_corrections.h"
#include "inference/saturated_information.h"
#include "moments/sample_moments.h"
#include "solve/minimise.h"
#include "table/parameter_table.h"

namespace trustsem {

// Held behind one pointer, because the objective refers to the structural model.
struct FittedModel {
  ParameterTable table;
  SampleMoments moments;
  std::unique_ptr<StructuralModel> structure;
  std::unique_ptr<Objective> objective;
  MinimiseResult solution;
  bool observed_information = false;
  int threads = 1;
  bool values_only = false;  // no standard errors, and none of what they need

  // At the estimates, one a group: as estimated, conditional on the covariates where there are any,
  // and with the covariates' own moments.
  std::vector<ImpliedMoments> implied, unconditional;
  ObjectiveWorkspace workspace;
  Eigen::MatrixXd null_space;  // q x (q - active constraints); empty: no constraint is active
  Eigen::MatrixXd bread;       // E, q x q
  Eigen::MatrixXd covariance;  // of the estimates, q x q
  // Standard errors were each parameter the only one: a scale for what counts as no error at all.
  Eigen::VectorXd least_errors;  // q
  bool information_singular = false;
  std::optional<RobustCorrections> corrections;  // where the estimator has a corrected test
  std::vector<SaturatedInformation> saturated;   // of incomplete answers, one a group
  int equality_constraints = 0;                  // rank of the equality constraints' Jacobian

  int free_parameters() const { return table.free_parameters; }
  double respondents() const { return objective->respondents(); }
  // Free parameters less equality constraints.
  int parameters() const { return table.free_parameters - equality_constraints; }

  // The parameters that derivatives are taken of, for standard errors.
  int differentiated() const { return values_only ? 0 : table.free_parameters; }

  // The estimate of a row of the table.
  double Value(const Parameter& row) const;
};

// The sample moments that the model is to explain: those of fixed or random exogenous variables
// among themselves are counted only where they are parameters.
int CountMoments(const ParameterTable& table);

// Fills the implied moments at the solution. False where they do not exist.
bool FillImplied(FittedModel* fit);

// A basis of the null space of the rows of `jacobian` (k x q), q x (q - rank); `rank` may be null.
Eigen::MatrixXd NullSpace(const Eigen::MatrixXd& jacobian, int* rank);

// Derivatives of the constraints at theta, one row a constraint for which `include` is true.
Eigen::MatrixXd ConstraintJacobian(const ParameterTable& table, const Eigen::VectorXd& theta,
                                   const std::vector<bool>& include);

// Fills what follows from the solution: implied moments, null space, covariance of the estimates
//   V = E / divisor,  E = Z (Z' I Z)^-1 Z',  Z the null space of the active constraints
// (Aitchison & Silvey 1958; Bentler & Weeks 1980 for bordered information); where the estimator has
// a corrected test the sandwich E M E / divisor (robust_corrections.h,
// score_corrections.h).
void CompleteFit(FittedModel* fit);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_FITTED_MODEL_H_
