// What robust standard errors and corrected tests take from the asymptotic covariance Gamma of the
// statistics, where the weight is not its inverse: for group g with share s_g of the respondents,
// weight V_g and Jacobian D_g, and E the inverse of sum_g s_g D_g' V_g D_g,
//   meat      M = sum_g s_g D_g' V_g Gamma_g V_g D_g,    covariance of the estimates  E M E / (N -
//   G) traces of U Gamma and (U Gamma)^2,    U = V - V D E D' V over all groups together
// (Satorra & Bentler 1994; Muthen, du Toit & Spisic 1997; Asparouhov & Muthen 2010). Gamma itself
// is formed on the moments' side where they are fewer than the respondents, else not at all: the
// products of the casewise influence with thin matrices tell the same. A weight that is not
// diagonal is made so by combinations of the variables (WeightFactors).
#ifndef TRUSTSEM_INFERENCE_ROBUST_CORRECTIONS_H_
#define TRUSTSEM_INFERENCE_ROBUST_CORRECTIONS_H_

#include <Eigen/Core>
#include <limits>

namespace trustsem {

struct FittedModel;

struct RobustCorrections {
  Eigen::MatrixXd meat;                                  // q x q
  double trace = 0, square_trace = 0;                    // of the model's U Gamma
  double baseline_trace = 0, baseline_square_trace = 0;  // of the baseline's
  // The mean of the likelihood discrepancy of polychoric correlations at these estimates, for the
  // model and for the baseline (Savalei 2021); NaN unless all variables are ordered and nothing is
  // conditional.
  double likelihood_trace = std::numeric_limits<double>::quiet_NaN();
  double baseline_likelihood_trace = std::numeric_limits<double>::quiet_NaN();
  // Scaling factors of the saturated and the model's log-likelihood, from casewise scores alone.
  double saturated_scaling = std::numeric_limits<double>::quiet_NaN();
  double model_scaling = std::numeric_limits<double>::quiet_NaN();
};

// `bread` is E, q x q (with constraints Z (Z' I Z)^-1 Z'). At the estimates in fit.workspace.
RobustCorrections MakeRobustCorrections(const FittedModel& fit, const Eigen::MatrixXd& bread);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_ROBUST_CORRECTIONS_H_
