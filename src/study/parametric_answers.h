// Answers drawn from a fitted model of ordered and continuous variables: latent responses from
// their normal distribution, ordered ones cut at the model's thresholds.
#ifndef TRUSTSEM_STUDY_PARAMETRIC_ANSWERS_H_
#define TRUSTSEM_STUDY_PARAMETRIC_ANSWERS_H_

#include <Eigen/Core>
#include <vector>

#include "base/random.h"
#include "data/sample.h"
#include "inference/fitted_model.h"

namespace trustsem {

class ParametricAnswers {
 public:
  // `sample`: the respondents that `fit` was estimated from, whose categories and sizes of groups
  // are taken; nothing is conditional on covariates. Keeps references to both.
  ParametricAnswers(const Sample& sample, const FittedModel& fit);

  // As many respondents as there were in each group, by the first (respondents x variables) draws
  // of `random`, respondent by respondent. Everybody has answered everything and counts alike.
  Sample Draw(const RandomStream& random) const;

 private:
  double Answer(size_t g, size_t variable, double response) const;

  const Sample& sample_;
  const FittedModel& fit_;
  std::vector<Eigen::MatrixXd> roots_;  // of the groups' covariance matrices, p x p, lower triangle
};

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_PARAMETRIC_ANSWERS_H_
