#include "inference/hypotheses.h"

#include <gmock/gmock.h>

#include "tests/support/numerical.h"

namespace trustsem {
namespace {

using Verdict = HypothesisVerdict::Verdict;

ParameterEstimate Path(double est, double pvalue, int group = 1) {
  ParameterEstimate row;
  row.lhs = "y";
  row.rhs = "x";
  row.group = group;
  row.est = est;
  row.se = 0.1;
  row.pvalue = pvalue;
  row.std_all = est / 2;
  return row;
}

Hypothesis About(Sign expected) {
  Hypothesis hypothesis;
  hypothesis.name = "H1";
  hypothesis.about = "x -> y";
  hypothesis.lhs = "y";
  hypothesis.rhs = "x";
  hypothesis.expected = expected;
  return hypothesis;
}

Verdict Judge(Sign expected, double est, double pvalue) {
  Model model;
  model.hypotheses = {About(expected)};
  const auto verdicts = JudgeHypotheses(model, {Path(est, pvalue)});
  EXPECT_EQ(verdicts.size(), 1u);
  return verdicts.at(0).verdict;
}

TEST(HypothesesTest, Verdicts) {
  EXPECT_EQ(Judge(Sign::kPositive, 0.4, 0.001), Verdict::kSupported);
  EXPECT_EQ(Judge(Sign::kNegative, -0.4, 0.049), Verdict::kSupported);
  EXPECT_EQ(Judge(Sign::kPositive, -0.4, 0.001), Verdict::kOppositeSign);
  EXPECT_EQ(Judge(Sign::kNegative, 0.4, 0.001), Verdict::kOppositeSign);
  EXPECT_EQ(Judge(Sign::kPositive, 0.4, 0.05), Verdict::kNotDistinguishable);
  EXPECT_EQ(Judge(Sign::kPositive, -0.4, 0.9), Verdict::kNotDistinguishable);
  EXPECT_EQ(Judge(Sign::kPositive, 0.4, kNan), Verdict::kNotEstimated);
}

TEST(HypothesesTest, OneVerdictAGroup) {
  Model model;
  model.hypotheses = {About(Sign::kPositive)};
  const auto verdicts = JudgeHypotheses(model, {Path(0.4, 0.001, 1), Path(-0.2, 0.001, 2)});
  ASSERT_EQ(verdicts.size(), 2u);
  EXPECT_EQ(verdicts[0].verdict, Verdict::kSupported);
  EXPECT_EQ(verdicts[1].verdict, Verdict::kOppositeSign);
  EXPECT_EQ(verdicts[1].group, 2);
  EXPECT_EQ(verdicts[1].est, -0.2);
  EXPECT_EQ(verdicts[1].std_all, -0.1);
}

TEST(HypothesesTest, LabelsAndCovariancesEitherWay) {
  ParameterEstimate defined = Path(0.3, 0.01, 0);
  defined.op = Operator::kDefinition;
  defined.lhs = defined.label = "indirect";
  ParameterEstimate covariance = Path(0.3, 0.01);
  covariance.op = Operator::kCovariance;
  Hypothesis label;
  label.about = "indirect";
  Hypothesis pair = About(Sign::kPositive);
  pair.op = Operator::kCovariance;
  std::swap(pair.lhs, pair.rhs);
  Hypothesis reversed = About(Sign::kPositive);  // a path has a direction
  std::swap(reversed.lhs, reversed.rhs);
  Model model;
  model.hypotheses = {label, pair, reversed};
  const auto verdicts = JudgeHypotheses(model, {Path(0.3, 0.01), defined, covariance});
  ASSERT_EQ(verdicts.size(), 3u);
  EXPECT_EQ(verdicts[0].verdict, Verdict::kSupported);
  EXPECT_EQ(verdicts[0].group, 0);
  EXPECT_EQ(verdicts[1].verdict, Verdict::kSupported);
  EXPECT_EQ(verdicts[2].verdict, Verdict::kNotEstimated);
}

}  // namespace
}  // namespace trustsem
