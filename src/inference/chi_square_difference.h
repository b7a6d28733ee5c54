// Tests of the restrictions by which a model M0 differs from a less restricted one M1, from the
// difference of their chi-square statistics T0 and T1 with df0 > df1.
//
// Where the statistics are chi-square distributed, T0 - T1 is too. Where they are not:
//   Satorra & Bentler 2001   (T0 - T1) / c, c = (tr0 - tr1) / (df0 - df1), tr the trace of each
//                            model's U Gamma at its own estimates; c may come out negative
//   Satorra & Bentler 2010   the same with tr1 of M1 at the estimates of M0, which keeps c positive
//   Satorra 2000             T0 - T1 brought to a chi-square distribution by the traces of U Gamma
//                            and its square of the restrictions alone, divided by its mean, scaled
//                            and shifted (Asparouhov & Muthen 2006, 2010: Mplus's DIFFTEST), or
//                            with degrees of freedom to fit its variance
#ifndef TRUSTSEM_INFERENCE_CHI_SQUARE_DIFFERENCE_H_
#define TRUSTSEM_INFERENCE_CHI_SQUARE_DIFFERENCE_H_

#include <Eigen/Core>
#include <string>
#include <vector>

#include "inference/fitted_model.h"
#include "inference/results.h"

namespace trustsem {

enum class DifferenceTest {
  kPlain,
  kSatorraBentler2001,
  kSatorraBentler2010,
  kSatorra2000,          // scaled and shifted
  kSatorra2000Scaled,    // divided by its mean
  kSatorra2000Adjusted,  // mean and variance
};

// "plain", "satorra_bentler_2001", ...
const char* ToString(DifferenceTest test);
const std::vector<std::string>& DifferenceTestNames();
DifferenceTest ParseDifferenceTest(const std::string& name);  // one of the names

// What suits an estimator: plain where its statistic is not corrected, Satorra & Bentler 2001 where
// it is divided by its mean, Satorra 2000 where its variance is corrected too.
DifferenceTest DefaultDifferenceTest(const Estimator& estimator);

// Throws Error(kUsage) where the estimator has no test of fit, or not what `test` is made of.
void RequireDifferenceTest(const Estimator& estimator, DifferenceTest test);

struct ChiSquareDifference {
  DifferenceTest test = DifferenceTest::kPlain;
  double chisq = kMissing;
  double df = 0;
  double pvalue = kMissing;
  double scaling_factor = 1;  // zero or negative: the statistic does not exist
};

// The restrictions of M0 as directions of M1's free parameters, r x q1 with r = df0 - df1: with D
// the Jacobians of the fitted statistics, groups one below the other, D1 H = D0 by least squares
// and the rows A span what is orthogonal to H. M1 at its own estimates gives them approximately
// (the "delta" method of lavaan), at M0's moments exactly.
Eigen::MatrixXd Restrictions(const FittedModel& restricted, const FittedModel& general);

// `restrictions` for the tests of Satorra 2000; `general_trace` is the trace of M1 for those of
// Satorra & Bentler, at whichever estimates. Others may be empty or zero.
ChiSquareDifference TestDifference(DifferenceTest test, const FittedModel& restricted,
                                   const FittedModel& general, double general_trace,
                                   const Eigen::MatrixXd& restrictions);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_CHI_SQUARE_DIFFERENCE_H_
