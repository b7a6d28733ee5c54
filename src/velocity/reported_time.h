// What respondents say themselves: after how many positive interactions they usually trust a
// salesperson.
#ifndef TRUSTSEM_VELOCITY_REPORTED_TIME_H_
#define TRUSTSEM_VELOCITY_REPORTED_TIME_H_

#include <string>
#include <vector>

#include "velocity/time_to_trust.h"

namespace trustsem {

// The answers, coded as n_int_to_trust of data/codebook.yaml: 1 one interaction, 2 two or three,
// 3 four or five, 4 six to ten, 5 more than ten, 6 never.
struct ReportedTimeInput {
  std::string column;
  std::vector<double> answers;  // one a response; NaN: not answered
  std::vector<double> weights;  // likewise, 0 or more; empty: all one
  std::vector<int> account;  // whose response it is: answers of one account are alike (clusters);
                             // empty: each is another's
  double confidence = 0.95;
};

// The share of "two or three" and "four or five" among all who answered, "never" among them (the
// base of the report's 55%), with its linearised standard error and an interval on the logit scale,
// of 0 and 1 that of Clopper & Pearson (survey/estimates.h). Not known where nobody answered.
// Throws Error(kData) for answers that are none of the six and for weights below zero, with their
// rows.
ReportedTime EstimateReportedTime(const ReportedTimeInput& input);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_REPORTED_TIME_H_
