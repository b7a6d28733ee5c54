// Robust inference of maximum likelihood from the respondents' scores u_i, the derivatives of their
// log-likelihoods: with E the inverse of the (observed) unit information of N F,
//   meat  M = sum u_i u_i' / N,    covariance of the estimates  E M E / N
// (Huber 1967; White 1980), and the mean of the test statistic where the model holds
//   tr(A_1^-1 B_1) - tr(E M),
// with A_1 the information and B_1 the scores' products of the saturated model at the sample's
// moments (Yuan & Bentler 2000; Asparouhov & Muthen 2005). Scores are sums over clusters where
// respondents come in clusters, and multiples where they are weighted.
#ifndef TRUSTSEM_INFERENCE_SCORE_CORRECTIONS_H_
#define TRUSTSEM_INFERENCE_SCORE_CORRECTIONS_H_

#include <Eigen/Core>

#include "inference/robust_corrections.h"

namespace trustsem {

// `bread` is E, q x q (with constraints Z (Z' A Z)^-1 Z'). At the estimates in fit.workspace.
RobustCorrections MakeScoreCorrections(const FittedModel& fit, const Eigen::MatrixXd& bread);

// The scores of group g's rows of influence (respondents, or clusters) by free parameter, n x q.
Eigen::MatrixXd CasewiseScores(const FittedModel& fit, int g);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_SCORE_CORRECTIONS_H_
