// What several completed data sets say together (multiple imputation).
#ifndef TRUSTSEM_INFERENCE_RUBIN_RULES_H_
#define TRUSTSEM_INFERENCE_RUBIN_RULES_H_

#include <vector>

namespace trustsem {

// Of one parameter (Rubin 1987, ch. 3). With the sets' mean variance W and the variance B of their
// estimates, T = W + (1 + 1/m) B, r = (1 + 1/m) B / W the relative increase in variance.
struct PooledEstimate {
  double estimate = 0;             // mean of the sets'
  double error = 0;                // sqrt(T); NaN where a set has none
  double df = 0;                   // (m - 1)(1 + 1/r)^2 of the t distribution; infinite where B = 0
  double missing_information = 0;  // (r + 2 / (df + 3)) / (r + 1)
};

// `estimates` and `errors`: one a set, at least two. Errors of zero: the estimate alone.
PooledEstimate PoolEstimates(const std::vector<double>& estimates,
                             const std::vector<double>& errors);

// Of chi-square statistics with `df` degrees of freedom each (Li, Meng, Raghunathan & Rubin 1991,
// eqs. 2.1 to 2.4, known as D2). With r = (1 + 1/m) var(sqrt(statistics)):
//   D2 = (mean / df - (m + 1) / (m - 1) r) / (1 + r),
// referred to F with df and df^(-3/m) (m - 1)(1 + 1/r)^2 degrees of freedom.
struct PooledStatistic {
  double chisq = 0;  // df times D2, not below zero
  double df = 0;
  double denominator_df = 0;     // infinite where the sets agree
  double relative_increase = 0;  // r
  double pvalue = 0;
};

// At least two statistics; NaN where one of them is no number.
PooledStatistic PoolStatistics(const std::vector<double>& statistics, double df);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_RUBIN_RULES_H_
