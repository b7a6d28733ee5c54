#include "report/fit_verdict.h"

#include <cmath>

namespace trustsem {

const std::vector<FitRule>& FitRules() {
  static const std::vector<FitRule> rules = {{"cfi", "CFI", 0.95, true, ">= .95"},
                                             {"tli", "TLI", 0.95, true, ">= .95"},
                                             {"rmsea", "RMSEA", 0.06, false, "<= .06"},
                                             {"srmr", "SRMR", 0.08, false, "<= .08"}};
  return rules;
}

const FitRule* FindFitRule(const std::string& index) {
  for (const FitRule& rule : FitRules()) {
    if (index == rule.index) return &rule;
  }
  return nullptr;
}

bool MeetsRule(const FitRule& rule, double value) {
  const double shown = std::round(value * 1000) / 1000;
  // Half of the last digit that is shown: the cutoffs are not exact in binary.
  return rule.at_least ? shown > rule.cutoff - 0.0005 : shown < rule.cutoff + 0.0005;
}

double PreferredMeasure(const FitMeasures& fit, const std::string& index) {
  for (const char* suffix : {"_robust", "_scaled", ""}) {
    const double value = FitMeasure(fit, index + suffix);
    if (std::isfinite(value)) return value;
  }
  return kMissing;
}

FitVerdict JudgeFit(const FitMeasures& fit) {
  FitVerdict verdict;
  const bool scaled = std::isfinite(FitMeasure(fit, "pvalue_scaled"));
  const std::string suffix = scaled ? "_scaled" : "";
  verdict.chisq = FitMeasure(fit, "chisq" + suffix);
  verdict.df = FitMeasure(fit, "df" + suffix);
  verdict.pvalue = FitMeasure(fit, "pvalue" + suffix);
  if (FitMeasure(fit, "df") == 0) {
    verdict.exact = FitVerdict::Exact::kJustIdentified;
    return verdict;
  }
  if (std::isfinite(verdict.pvalue) && std::isfinite(verdict.chisq)) {
    verdict.exact =
        verdict.pvalue < 0.05 ? FitVerdict::Exact::kRejected : FitVerdict::Exact::kNotRejected;
  }
  int judged = 0, met = 0;
  for (const char* index : {"cfi", "rmsea", "srmr"}) {
    const double value = PreferredMeasure(fit, index);
    if (!std::isfinite(value)) continue;
    ++judged;
    if (MeetsRule(*FindFitRule(index), value)) ++met;
  }
  if (judged > 0) {
    verdict.approximate = met == judged ? FitVerdict::Approximate::kGood
                          : met == 0    ? FitVerdict::Approximate::kPoor
                                        : FitVerdict::Approximate::kPartial;
  }
  return verdict;
}

}  // namespace trustsem
