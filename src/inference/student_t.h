// Student's t distribution, as intervals and tests need it.
#ifndef TRUSTSEM_INFERENCE_STUDENT_T_H_
#define TRUSTSEM_INFERENCE_STUDENT_T_H_

namespace trustsem {

// The quantile that a two-sided interval of `confidence` needs. NaN without degrees of freedom;
// infinitely many make it normal.
double StudentQuantile(double confidence, double degrees_of_freedom);

// P(|t| > |statistic|); NaN without degrees of freedom.
double StudentTwoSidedP(double statistic, double degrees_of_freedom);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_STUDENT_T_H_
