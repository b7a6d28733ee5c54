// Vuong's (1989) tests of two models of the same respondents that need not be nested, from each
// respondent's log-likelihoods l_A and l_B (for structural models Merkle, You & Preacher 2016).
#ifndef TRUSTSEM_INFERENCE_VUONG_H_
#define TRUSTSEM_INFERENCE_VUONG_H_

#include <Eigen/Core>

#include "data/sample.h"
#include "inference/fitted_model.h"
#include "inference/results.h"

namespace trustsem {

// A is the restricted model, B the other one.
struct VuongTest {
  // Can the respondents tell the models apart? Were l_A - l_B the same for everybody, its variance
  // would be zero; n times the variance is then a weighted sum of chi-square variables.
  double variance = kMissing;
  double distinguishable_pvalue = kMissing;
  // Sum of l_A - l_B over sqrt(n variance): standard normal where both are equally close to the
  // population. One-sided p values.
  double z = kMissing;
  double restricted_better_pvalue = kMissing, general_better_pvalue = kMissing;
  // 95% intervals of the differences A minus B of AIC and of BIC.
  double aic_difference = kMissing, aic_ci_lower = kMissing, aic_ci_upper = kMissing;
  double bic_difference = kMissing, bic_ci_lower = kMissing, bic_ci_upper = kMissing;
};

// A respondent's log-likelihood given the fixed covariates' own part, which no model explains, and
// the scores: its derivatives by free parameter. Respondents of all groups in the sample's order;
// incomplete ones by what they answered, those without any answer left out.
struct CasewiseLikelihood {
  Eigen::VectorXd values;  // n
  Eigen::MatrixXd scores;  // n x q
};
CasewiseLikelihood MakeCasewiseLikelihood(const FittedModel& fit, const Sample& sample);

// For maximum likelihood of continuous variables, with respondents who are neither weighted nor
// clustered. `restricted_sample` and `general_sample` have the same respondents, each with its
// model's variables in its model's order.
VuongTest TestVuong(const FittedModel& restricted, const Sample& restricted_sample,
                    const FittedModel& general, const Sample& general_sample);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_VUONG_H_
