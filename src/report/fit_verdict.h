// Whether a model fits, by the test of exact fit and by rules of thumb.
#ifndef TRUSTSEM_REPORT_FIT_VERDICT_H_
#define TRUSTSEM_REPORT_FIT_VERDICT_H_

#include <string>
#include <vector>

#include "inference/results.h"

namespace trustsem {

// A rule of thumb for one index, from Hu and Bentler (1999), Structural Equation Modeling 6, p. 27.
struct FitRule {
  const char* index;      // "cfi"
  const char* name;       // "CFI"
  double cutoff;          // .95
  bool at_least;          // the index is to be at least the cutoff, else at most
  const char* statement;  // ">= .95"
};

// CFI >= .95, TLI >= .95, RMSEA <= .06, SRMR <= .08.
const std::vector<FitRule>& FitRules();

// The rule for an index, or null.
const FitRule* FindFitRule(const std::string& index);

// As indices are shown, to three decimals: .9498 shows as .950 and meets .95.
bool MeetsRule(const FitRule& rule, double value);

// The variant to judge by: the robust one, else the scaled one, else the plain one; NaN: none.
double PreferredMeasure(const FitMeasures& fit, const std::string& index);

struct FitVerdict {
  enum class Exact { kUnavailable, kJustIdentified, kRejected, kNotRejected };
  // kUnknown: no index exists, or the model is just-identified.
  enum class Approximate { kUnknown, kGood, kPartial, kPoor };

  Exact exact = Exact::kUnavailable;
  Approximate approximate = Approximate::kUnknown;
  double chisq = kMissing, df = kMissing, pvalue = kMissing;  // scaled ones where they exist
};

// CFI, RMSEA and SRMR are judged: kGood where all that exist meet their rules, kPoor where none
// does. The exact test is judged at the level .05.
FitVerdict JudgeFit(const FitMeasures& fit);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_FIT_VERDICT_H_
