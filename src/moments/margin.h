// What one variable alone tells: thresholds of an ordered one, mean and variance of another, slopes
// on covariates, and each respondent's part in their sampling error.
#ifndef TRUSTSEM_MOMENTS_MARGIN_H_
#define TRUSTSEM_MOMENTS_MARGIN_H_

#include <Eigen/Core>
#include <string>
#include <vector>

#include "moments/ordinal_answers.h"

namespace trustsem {

// The parameters stand in this order: thresholds (or intercept), slopes, variance (of a variable
// that is not ordered). They are those of standardised covariates.
struct Margin {
  bool ordered = false;
  Eigen::VectorXd thresholds;
  double intercept = 0, variance = 1;
  Eigen::VectorXd slopes;
  // With u the casewise scores of the parameters, zero where the answer is missing, and A the sum
  // of w u u': A^-1 u. By category where it depends on nothing else, (K + 1) x parameters with
  // zeros for missing answers; else one row a respondent.
  Eigen::MatrixXd influence;
  bool by_category = false;
  // Casewise: the cut points of the answer given the covariates, infinite at both ends, of an
  // ordered variable; the standardised residual of another. NaN where the answer is missing.
  Eigen::VectorXd lower, upper;
  Eigen::VectorXd residual;

  int parameters() const { return static_cast<int>(influence.cols()); }
};

// Thresholds at the quantiles of the cumulative (weighted) proportions; no covariates.
// `cut_points`: fills in lower and upper.
Margin FitOrderedMargin(const VariableAnswers& answers, const std::vector<double>& weights,
                        bool cut_points);

// Ordered probit: P(answer <= k | x) = Phi(threshold k - x'b), by Newton's method. Throws
// Error(kData) where covariates tell the answers exactly, so that no finite slopes exist; `name` is
// the variable's for that.
Margin FitProbitMargin(const VariableAnswers& answers, const CovariateAnswers& covariates,
                       const std::vector<double>& weights, const std::string& name);

// Mean and variance (divisor n), or linear regression with the residual variance (divisor n).
Margin FitContinuousMargin(const VariableAnswers& answers, const CovariateAnswers& covariates,
                           const std::vector<double>& weights);

// Parameters and influence of covariates as they are, in place of standardised ones.
void RestoreCovariates(const CovariateAnswers& covariates, Margin* margin);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_MARGIN_H_
