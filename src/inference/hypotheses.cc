#include "inference/hypotheses.h"

#include <cmath>

namespace trustsem {
namespace {

bool IsAbout(const Hypothesis& hypothesis, const ParameterEstimate& row) {
  if (hypothesis.lhs.empty()) return row.label == hypothesis.about;
  if (row.op != hypothesis.op) return false;
  if (row.lhs == hypothesis.lhs && row.rhs == hypothesis.rhs) return true;
  return row.op == Operator::kCovariance && row.lhs == hypothesis.rhs && row.rhs == hypothesis.lhs;
}

HypothesisVerdict Judge(const Hypothesis& hypothesis, const ParameterEstimate& row) {
  HypothesisVerdict verdict;
  verdict.hypothesis = hypothesis;
  verdict.group = row.group;
  verdict.est = row.est;
  verdict.se = row.se;
  verdict.pvalue = row.pvalue;
  verdict.std_all = row.std_all;
  if (std::isnan(row.pvalue)) return verdict;
  const bool expected_sign = (row.est > 0) == (hypothesis.expected == Sign::kPositive);
  if (row.pvalue >= 0.05) {
    verdict.verdict = HypothesisVerdict::Verdict::kNotDistinguishable;
  } else if (expected_sign) {
    verdict.verdict = HypothesisVerdict::Verdict::kSupported;
  } else {
    verdict.verdict = HypothesisVerdict::Verdict::kOppositeSign;
  }
  return verdict;
}

}  // namespace

std::vector<HypothesisVerdict> JudgeHypotheses(const Model& model,
                                               const std::vector<ParameterEstimate>& estimates) {
  std::vector<HypothesisVerdict> verdicts;
  for (const Hypothesis& hypothesis : model.hypotheses) {
    bool found = false;
    int last_group = -1;
    for (const ParameterEstimate& row : estimates) {
      if (!IsAbout(hypothesis, row) || row.group == last_group) continue;
      verdicts.push_back(Judge(hypothesis, row));
      last_group = row.group;
      found = true;
    }
    if (!found) {
      HypothesisVerdict verdict;
      verdict.hypothesis = hypothesis;
      verdicts.push_back(verdict);
    }
  }
  return verdicts;
}

}  // namespace trustsem
