// Weighted shares, means and ratios of a domain with their sampling errors by Taylor linearisation.
#ifndef TRUSTSEM_SURVEY_ESTIMATES_H_
#define TRUSTSEM_SURVEY_ESTIMATES_H_

#include <cstdint>
#include <vector>

#include "survey/results.h"
#include "survey/survey_design.h"

namespace trustsem {

using RowMask = std::vector<uint8_t>;  // one a row: in or out

struct LinearisedEstimate {
  SurveyEstimate estimate;
  std::vector<double> influence;  // one a row: w_i times it sums to the estimate's error
};

BaseCount CountBase(const SurveyDesign& design, const RowMask& domain);

// The mean of `values` over the rows of the domain (NaN is not allowed there); a share where
// `values` are 0 and 1. The interval is that of `method` for shares (logit: Wald on the logit
// scale; where the share is 0 or 1, or for beta, Korn & Graubard 1998), symmetric with Student's t
// for means. `confidence` in (0, 1).
LinearisedEstimate EstimateMean(const SurveyDesign& design, const RowMask& domain,
                                const std::vector<double>& values, bool is_share,
                                IntervalMethod method, double confidence);

// First / second of two estimates from one design; the interval on the log scale.
SurveyEstimate EstimateRatio(const SurveyDesign& design, const LinearisedEstimate& first,
                             const LinearisedEstimate& second, double confidence);

// first - second, with Student's t on `degrees_of_freedom`; rows and columns are left to the
// caller.
SurveyDifference EstimateDifference(const SurveyDesign& design, const LinearisedEstimate& first,
                                    const LinearisedEstimate& second, double degrees_of_freedom);

// Adjusted p values in the order given (Holm 1979; Benjamini & Hochberg 1995). NaN stays NaN and
// does not count.
std::vector<double> AdjustPValues(const std::vector<double>& p, Correction correction);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_ESTIMATES_H_
