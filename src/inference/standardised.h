// Standardised solutions and their delta-method standard errors.
#ifndef TRUSTSEM_INFERENCE_STANDARDISED_H_
#define TRUSTSEM_INFERENCE_STANDARDISED_H_

#include <Eigen/Core>
#include <vector>

#include "inference/fitted_model.h"

namespace trustsem {

// The model's variances and their derivatives with respect to the q free parameters, one group (q =
// 0 where values alone are wanted). What is conditional on covariates is brought together with
// their own moments first; of ordered variables the variances are their latent responses'.
struct VarianceDerivatives {
  Eigen::VectorXd factor, observed;           // m, p: total variances
  Eigen::MatrixXd d_factor, d_observed;       // q x m, q x p
  Eigen::VectorXd disturbance, residual;      // m, p: diagonals of Psi and Theta
  Eigen::MatrixXd d_disturbance, d_residual;  // q x m, q x p
  Eigen::VectorXd scale;                      // p: of latent responses; empty without ordered ones
  Eigen::MatrixXd d_scale;                    // q x p
};

VarianceDerivatives TotalVariances(const FittedModel& fit, int group);

// A standardised value for each row of the table and, after those, for each defined effect.
struct StandardisedSolution {
  Eigen::VectorXd value;       // NaN where a variance is not positive
  Eigen::VectorXd error;       // NaN where values alone are wanted
  Eigen::MatrixXd derivative;  // rows x q
};

enum class Standardisation {
  kLatent,    // std_lv: constructs have unit variance
  kComplete,  // std_all: observed variables too
};

// Loadings and regressions are scaled by total standard deviations, covariances by residual ones
// (lavaan's convention), variances by total variances; defined effects are their expressions of
// standardised values.
StandardisedSolution Standardise(const FittedModel& fit,
                                 const std::vector<VarianceDerivatives>& variances,
                                 Standardisation kind);

// Values and derivatives (rows x q) of the defined effects from those of the table's rows.
void EvaluateDefined(const ParameterTable& table, const Eigen::VectorXd& row_values,
                     const Eigen::MatrixXd& row_derivatives, Eigen::VectorXd* values,
                     Eigen::MatrixXd* derivatives);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_STANDARDISED_H_
