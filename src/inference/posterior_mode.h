// Scores from ordered answers, alone or beside continuous ones: the mode of each respondent's
// posterior distribution of the constructs (Bayes modal estimation: Samejima 1969, Psychometrika
// Monograph 17; also called maximum a posteriori, and empirical Bayes modal, EBM).
//
// The constructs eta and the latent responses y* of the ordered variables are jointly normal given
// the answers to all continuous variables and the covariates. With eta = m + C u,
// u ~ N(0, I), the latent response j is e_j + l_j' u + a residual of variance s_j^2, and
//
//   f(u) = u'u / 2 - sum_j log [ Phi((tau_above - e_j - l_j' u) / s_j)
//                              - Phi((tau_below - e_j - l_j' u) / s_j) ]
//
// over the ordered variables that were answered is convex, with the Hessian
// I + sum_j w_j l_j l_j' / s_j^2, 0 <= w_j <= 1. Newton's method with a step that is halved where f
// does not fall converges from u = 0 for every respondent. Standard errors: square roots of
// diag(C H^-1 C') at the mode.
//
// - Continuous variables alone: the posterior is normal, and its mode the regression score.
// - Observed outcomes of constructs and effects of covariates on items are part of the joint
//   distribution, and so of the likelihood. (lavaan 0.6 leaves effects on items out.)
// - A missing answer drops out. So does a missing covariate: its distribution is then taken as
//   normal.
// - Residual covariances among ordered variables are not part of the likelihood, which multiplies
//   their probabilities (as in lavaan): DependentResiduals tells which.
// - Scales: thresholds and residual variances are those of the group on the metric of the latent
//   responses, whatever the parameterization, so that delta and theta give the same scores.
//   (lavaan 0.6 mixes the metrics where a scaling factor is not one - always with theta, and in
//   later groups with equal thresholds - or where constructs have means.)
#ifndef TRUSTSEM_INFERENCE_POSTERIOR_MODE_H_
#define TRUSTSEM_INFERENCE_POSTERIOR_MODE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "inference/factor_scores.h"

namespace trustsem {

// As MakeScoreRule of ScoreMethod::kPosteriorMode.
std::unique_ptr<ScoreRule> MakePosteriorModeRule(const ScoreModel& model,
                                                 const std::vector<bool>& answered);

// The pairs of ordered variables whose answers are not independent given the constructs, the
// continuous variables and the covariates.
std::vector<std::pair<std::string, std::string>> DependentResiduals(const ScoreModel& model);

// f, its gradient (r) and the lower triangle of its Hessian (r x r) at u (r), for items with
// loadings (r x items) and bounds in units of their residual standard deviations. `gradient` and
// `hessian` have their sizes already and are overwritten.
double PosteriorObjective(const Eigen::VectorXd& u,
                          const Eigen::Ref<const Eigen::MatrixXd>& loadings,
                          const Eigen::Ref<const Eigen::VectorXd>& lower,
                          const Eigen::Ref<const Eigen::VectorXd>& upper, Eigen::VectorXd* gradient,
                          Eigen::MatrixXd* hessian);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_POSTERIOR_MODE_H_
