// Scores: where each respondent stands on the constructs, as far as the answers show it.
//
//   regression      E(eta | y) of the joint normal distribution,
//                     a + C Sigma^-1 (y - mu),  C = Cov(eta, y)
//                   (Thurstone 1935, The vectors of mind; Thomson 1951): the best prediction, with
//                   error variance diag(V - C Sigma^-1 C'). All observed variables serve, also
//                   covariates and observed outcomes.
//   Bartlett        the weighted least squares (conditionally unbiased) estimate
//                     (L' Th^-1 L)^-1 L' Th^-1 (y - nu - K x),  error variance diag((L' Th^-1
//                     L)^-1)
//                   (Bartlett 1937, British Journal of Psychology 28, 97-104) from the observed
//                   variables that constructs explain directly, items and outcomes, less what
//                   other observed variables explain of them (K x). A construct without such a
//                   variable (of second order, or all unanswered) has none.
//   posterior mode  for ordered answers: posterior_mode.h.
//
// Missing answers: each respondent's own variables serve (Sigma, mu, L, Th restricted to them).
#ifndef TRUSTSEM_INFERENCE_FACTOR_SCORES_H_
#define TRUSTSEM_INFERENCE_FACTOR_SCORES_H_

#include <Eigen/Core>
#include <memory>
#include <vector>

#include "inference/score_model.h"

namespace trustsem {

enum class ScoreMethod { kRegression, kBartlett, kPosteriorMode };

// The scores of all respondents of one group who answered the same variables. Const: threads share
// a rule.
class ScoreRule {
 public:
  virtual ~ScoreRule() = default;

  // answers: p x n, one column a respondent, in the model's order; of ordered variables the number
  // of the interval between the cut points, from 0; NaN where missing. scores and errors (standard
  // errors): constructs x n; NaN where there is none.
  virtual void Score(const Eigen::MatrixXd& answers, Eigen::Ref<Eigen::MatrixXd> scores,
                     Eigen::Ref<Eigen::MatrixXd> errors) const = 0;
};

// `answered`: of each observed variable; not looked at for ordered ones, whose answers may be
// missing respondent by respondent. Regression and Bartlett scores need continuous variables alone.
// `model` must outlive the rule. Throws Error(kOther) where a covariance matrix or a residual
// variance that has to be positive is not, naming the variables.
std::unique_ptr<ScoreRule> MakeScoreRule(const ScoreModel& model, ScoreMethod method,
                                         const std::vector<bool>& answered);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_FACTOR_SCORES_H_
