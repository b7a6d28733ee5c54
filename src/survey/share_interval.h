// Confidence intervals of shares and means from a linearised variance.
#ifndef TRUSTSEM_SURVEY_SHARE_INTERVAL_H_
#define TRUSTSEM_SURVEY_SHARE_INTERVAL_H_

#include "inference/student_t.h"
#include "survey/results.h"

namespace trustsem {

struct Interval {
  double lower = kNotANumber, upper = kNotANumber;
};

// Of a share. kLogit: logit(p) +- t se / (p (1 - p)), transformed back. kBeta: Clopper & Pearson
// (1934) with the effective number of respondents p (1 - p) / variance times
// (t(n - 1) / t(degrees of freedom))^2 (Korn & Graubard 1998, Survey Methodology 24, 193-201).
// Where the variance is zero, as it is with a share of 0 or 1, Clopper & Pearson with Kish's
// effective number, times the same factor. Within [0, 1]; NaN without degrees of freedom.
Interval ShareInterval(double share, double variance, const BaseCount& base,
                       double degrees_of_freedom, IntervalMethod method, double confidence);

// Of a mean: value +- t se.
Interval MeanInterval(double mean, double variance, double degrees_of_freedom, double confidence);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_SHARE_INTERVAL_H_
