// Models for tests of scores, given by their matrices.
#ifndef TRUSTSEM_TESTS_SUPPORT_SCORE_MODEL_H_
#define TRUSTSEM_TESTS_SUPPORT_SCORE_MODEL_H_

#include "inference/factor_scores.h"
#include "tests/support/numerical.h"

namespace trustsem {

// Items on constructs alone, all continuous: p x m loadings, covariances of the constructs and of
// the residuals; intercepts and means.
inline ScoreModel ItemModel(const Eigen::MatrixXd& lambda, const Eigen::MatrixXd& psi,
                            const Eigen::MatrixXd& theta, const Eigen::VectorXd& nu,
                            const Eigen::VectorXd& alpha) {
  ScoreModel model;
  const auto p = static_cast<size_t>(lambda.rows());
  for (size_t i = 0; i < p; ++i) model.observed.push_back("y" + std::to_string(i + 1));
  model.constructs = static_cast<int>(lambda.cols());
  model.factor_of.assign(p, -1);
  model.exogenous.assign(p, false);
  model.ordered.assign(p, false);
  model.cuts.resize(p);
  ImpliedMoments& moments = model.moments;
  moments.lambda = lambda;
  moments.psi = psi;
  moments.theta = theta;
  moments.nu = nu;
  moments.alpha = alpha;
  moments.beta.setZero(psi.rows(), psi.cols());
  EXPECT_TRUE(DeriveMoments(false, &moments));
  return model;
}

inline void MakeOrdered(size_t i, const std::vector<double>& cuts, ScoreModel* model) {
  model->ordered[i] = true;
  model->cuts[i] = cuts;
}

struct Scored {
  Eigen::MatrixXd scores, errors;  // constructs x respondents
};

// All respondents (columns of `answers`) have answered what the first one has, of continuous
// variables.
inline Scored ScoreAll(const ScoreModel& model, ScoreMethod method,
                       const Eigen::MatrixXd& answers) {
  std::vector<bool> answered;
  for (Eigen::Index i = 0; i < answers.rows(); ++i) {
    answered.push_back(model.ordered[static_cast<size_t>(i)] || !std::isnan(answers(i, 0)));
  }
  Scored scored;
  scored.scores.setConstant(model.constructs, answers.cols(), 99);
  scored.errors = scored.scores;
  MakeScoreRule(model, method, answered)->Score(answers, scored.scores, scored.errors);
  return scored;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_SUPPORT_SCORE_MODEL_H_
