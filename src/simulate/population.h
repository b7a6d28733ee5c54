// The population that a model with given values describes: what respondents are drawn from.
#ifndef TRUSTSEM_SIMULATE_POPULATION_H_
#define TRUSTSEM_SIMULATE_POPULATION_H_

#include <Eigen/Core>
#include <string>
#include <vector>

#include "implied/structural_model.h"
#include "spec/model.h"

namespace trustsem {

struct Population {
  std::vector<std::string> observed;  // p, in the model's order
  std::vector<std::string> factors;   // m: constructs, then phantom constructs
  ImpliedMoments moments;             // the matrices and all that follows from them
  // The Cholesky factors of Psi (m x m) and Theta (p x p).
  Eigen::MatrixXd disturbance_factor, residual_factor;
  // Of each observed variable, increasing, on the scale of its response; empty: continuous.
  std::vector<std::vector<double>> thresholds;
};

// With simulation.standardized values are those of the completely standardised solution: every
// construct and observed variable has a total variance of one, covariances are correlations of the
// disturbances or residuals, and variances follow. Without, values are taken as they stand, and an
// item with thresholds that is given no residual variance has a total variance of one (theta
// parameterisation: a residual variance of one).
//
// Throws Error(kSpecification): parameters without a value; thresholds that do not increase; a
// truth that cannot be, by the parameters at fault: a negative variance, a feedback loop without a
// limit (spectral radius of B of one or more), correlations that contradict each other, values
// that the model's constraints exclude.
Population MakePopulation(const Model& model);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_POPULATION_H_
