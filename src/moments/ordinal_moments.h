// Sample statistics of ordered answers, alone or beside continuous ones: thresholds, polychoric,
// polyserial and ordinary correlations, in two steps (Olsson 1979; Olsson, Drasgow & Dorans 1982),
// and slopes on covariates (ordered probit and linear regression; Muthen 1984), with the casewise
// influence that gives their asymptotic covariance (Muthen 1984; Joreskog 1994; Muthen, du Toit &
// Spisic 1997).
#ifndef TRUSTSEM_MOMENTS_ORDINAL_MOMENTS_H_
#define TRUSTSEM_MOMENTS_ORDINAL_MOMENTS_H_

#include <string>
#include <vector>

#include "data/sample.h"
#include "moments/sample_moments.h"

namespace trustsem {

struct OrdinalOptions {
  // Exogenous variables that the statistics are conditional on: names among the sample's.
  std::vector<std::string> covariates;
  // Added to an empty cell of a 2 x 2 table, with the margins kept; other tables stay as they are.
  double empty_cell = 0.5;
  bool influence = true;  // false: estimates alone
  int threads = 1;        // the results do not depend on it
};

// Throws Error(kData): an ordered variable that a group answered with one category alone. Fills in
// `notes` what is to be told: categories that one group never used, correlations at the boundary, a
// correlation matrix that is not positive definite (with the items involved).
SampleMoments MakeOrdinalMoments(const Sample& sample, const OrdinalOptions& options,
                                 std::vector<Note>* notes);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_ORDINAL_MOMENTS_H_
