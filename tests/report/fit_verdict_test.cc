#include "report/fit_verdict.h"

#include <gtest/gtest.h>

#include "tests/report/example_results.h"

namespace trustsem {
namespace {

using Exact = FitVerdict::Exact;
using Approximate = FitVerdict::Approximate;

TEST(FitVerdict, JudgesByTheRules) {
  EXPECT_EQ(JudgeFit(GoodFit()).approximate, Approximate::kGood);
  EXPECT_EQ(JudgeFit(GoodFit()).exact, Exact::kRejected);
  EXPECT_EQ(JudgeFit(PoorFit()).approximate, Approximate::kPoor);
  EXPECT_EQ(JudgeFit({{"cfi", 0.96}, {"rmsea", 0.07}, {"srmr", 0.05}}).approximate,
            Approximate::kPartial);
  EXPECT_EQ(JudgeFit({{"chisq", 20}, {"df", 24}, {"pvalue", 0.7}}).exact, Exact::kNotRejected);
  EXPECT_EQ(JudgeFit({}).exact, Exact::kUnavailable);
  EXPECT_EQ(JudgeFit({}).approximate, Approximate::kUnknown);
}

TEST(FitVerdict, JustIdentifiedModelsAreNotJudged) {
  EXPECT_EQ(JudgeFit(JustIdentifiedFit()).exact, Exact::kJustIdentified);
  EXPECT_EQ(JudgeFit(JustIdentifiedFit()).approximate, Approximate::kUnknown);
}

TEST(FitVerdict, PrefersRobustThenScaledMeasures) {
  FitMeasures fit = {{"cfi", 0.90}, {"cfi_scaled", 0.92}, {"cfi_robust", 0.96}};
  EXPECT_EQ(PreferredMeasure(fit, "cfi"), 0.96);
  fit.back().second = kMissing;
  EXPECT_EQ(PreferredMeasure(fit, "cfi"), 0.92);
  fit = {{"chisq", 50},        {"df", 24},        {"pvalue", 0.001},
         {"chisq_scaled", 30}, {"df_scaled", 24}, {"pvalue_scaled", 0.2}};
  EXPECT_EQ(JudgeFit(fit).chisq, 30);
  EXPECT_EQ(JudgeFit(fit).exact, Exact::kNotRejected);
}

TEST(FitVerdict, CutoffsBelongToTheRule) {
  EXPECT_TRUE(MeetsRule(*FindFitRule("cfi"), 0.95));
  EXPECT_TRUE(MeetsRule(*FindFitRule("cfi"), 0.9498));
  EXPECT_FALSE(MeetsRule(*FindFitRule("cfi"), 0.949));
  EXPECT_TRUE(MeetsRule(*FindFitRule("rmsea"), 0.06));
  EXPECT_FALSE(MeetsRule(*FindFitRule("rmsea"), 0.061));
  EXPECT_EQ(FindFitRule("gfi"), nullptr);
}

}  // namespace
}  // namespace trustsem
