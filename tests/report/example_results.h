// Results made by hand: a small reciprocal trust model with Chinese labels, as if fitted.
#ifndef TRUSTSEM_TESTS_REPORT_EXAMPLE_RESULTS_H_
#define TRUSTSEM_TESTS_REPORT_EXAMPLE_RESULTS_H_

#include <string>

#include "inference/results.h"

namespace trustsem {

inline ParameterEstimate ExampleRow(const std::string& lhs, Operator op, const std::string& rhs,
                                    double est, double se, int group = 1) {
  ParameterEstimate row;
  row.lhs = lhs;
  row.op = op;
  row.rhs = rhs;
  row.group = group;
  row.est = est;
  row.se = se;
  row.free = se > 0;
  if (row.free) {
    row.z = est / se;
    row.pvalue = 0.0004;
    row.ci_lower = est - 1.96 * se;
    row.ci_upper = est + 1.96 * se;
  }
  row.std_lv = est;
  row.std_all = est;
  return row;
}

inline void AddExampleGroup(Results& results, int group) {
  const auto add = [&](const std::string& lhs, Operator op, const std::string& rhs, double est,
                       double se) {
    results.estimates.push_back(ExampleRow(lhs, op, rhs, est, se, group));
  };
  add("TRUST", Operator::kMeasuredBy, "trust1", 1, 0);
  add("TRUST", Operator::kMeasuredBy, "trust2", 0.81, 0.04);
  add("REL", Operator::kMeasuredBy, "rel1", 1, 0);
  add("REL", Operator::kMeasuredBy, "rel2", 0.77, 0.05);
  add("TRUST", Operator::kRegression, "REL", 0.2, 0.05);
  add("TRUST", Operator::kRegression, "VAL", 0.3, 0.05);
  add("REL", Operator::kRegression, "TRUST", 0.35, 0.06);
  add("REL", Operator::kRegression, "RAP", 0.25, 0.05);
  add("LOY", Operator::kRegression, "TRUST", 0.45, 0.04);
  add("LOY", Operator::kRegression, "REL", -0.15, 0.04);
  add("VAL", Operator::kCovariance, "RAP", 0.1, 0.02);
  add("TRUST", Operator::kCovariance, "REL", 0.05, 0.02);
  add("trust1", Operator::kCovariance, "trust1", 0.4, 0.02);
  add("trust1", Operator::kIntercept, "", 3.2, 0.02);
  add("TRUST", Operator::kIntercept, "", 0, 0);
  results.r_squared.push_back({"TRUST", group, true, 0.34});
  results.r_squared.push_back({"LOY", group, true, 0.41});
}

inline Effect ExampleEffect(Effect::Kind kind, std::vector<std::string> through, double est) {
  Effect effect;
  effect.kind = kind;
  effect.from = "VAL";
  effect.to = "LOY";
  effect.through = std::move(through);
  effect.est = est;
  effect.se = 0.02;
  effect.z = est / 0.02;
  effect.pvalue = 0.03;
  effect.ci_lower = est - 0.04;
  effect.ci_upper = est + 0.04;
  effect.std_all = est;
  return effect;
}

inline HypothesisVerdict ExampleVerdict(const std::string& name, const std::string& about,
                                        HypothesisVerdict::Verdict verdict) {
  HypothesisVerdict row;
  row.hypothesis.name = name;
  row.hypothesis.about = about;
  row.est = 0.3;
  row.se = 0.05;
  row.pvalue = 0.0123;
  row.std_all = 0.3;
  row.verdict = verdict;
  return row;
}

// Fits by every rule; the test of exact fit rejects it.
inline FitMeasures GoodFit() {
  return {{"npar", 13},
          {"chisq", 85.306},
          {"df", 24},
          {"pvalue", 1e-9},
          {"cfi", 0.981},
          {"tli", 0.97},
          {"rmsea", 0.041},
          {"rmsea_ci_lower", 0.031},
          {"rmsea_ci_upper", 0.052},
          {"srmr", 0.065},
          {"gfi", kMissing}};
}

inline FitMeasures PoorFit() {
  return {{"chisq", 900.5}, {"df", 24},       {"pvalue", 0},
          {"cfi", 0.71},    {"rmsea", 0.161}, {"srmr", 0.112}};
}

inline FitMeasures JustIdentifiedFit() {
  return {{"chisq", 0}, {"df", 0}, {"pvalue", kMissing}, {"cfi", 1}, {"rmsea", 0}, {"srmr", 0}};
}

inline Results ExampleResults() {
  Results results;
  results.model_name = "trust";
  results.model_file = "models/trust.yaml";
  results.model_hash = "00ff";
  results.data_file = "data/answers.csv";
  results.data_hash = "11ee";
  results.options = {{"estimator", "ML"}, {"missing", "listwise"}};
  results.estimator = "ML";
  results.information = "expected";
  results.groups = {{"", 1590, 0.265}};
  results.rows_read = 1600;
  results.rows_incomplete = 10;
  results.mean_structure = true;
  results.converged = true;
  results.iterations = 17;
  results.gradient_norm = 1e-9;
  results.parameters = 13;
  results.title = {"Trust and relationship", "信任与关系"};
  results.labels = {{"TRUST", {"Trust", "信任"}},
                    {"REL", {"Relationship", "关系"}},
                    {"VAL", {"Communicating and delivering value", "沟通和传递价值"}},
                    {"LOY", {"Loyalty", "忠诚"}},
                    {"trust1", {"I trust | believe \"her\"", "我信任这位销售人员并且愿意依靠她"}}};
  results.construct_names = {"TRUST", "REL", "VAL", "RAP", "LOY"};
  results.observed_names = {"trust1", "trust2", "rel1", "rel2"};
  AddExampleGroup(results, 1);
  ParameterEstimate defined = ExampleRow("indirect", Operator::kDefinition, "a*b", 0.135, 0.02);
  defined.group = 0;
  defined.free = false;
  results.estimates.push_back(defined);
  results.fit = GoodFit();
  results.effects = {ExampleEffect(Effect::Kind::kIndirect, {"TRUST"}, 0.135),
                     ExampleEffect(Effect::Kind::kTotalIndirect, {}, 0.12),
                     ExampleEffect(Effect::Kind::kTotal, {}, 0.12)};
  using Outcome = HypothesisVerdict::Verdict;
  results.hypotheses = {ExampleVerdict("H1", "VAL -> TRUST", Outcome::kSupported),
                        ExampleVerdict("H2", "REL -> LOY", Outcome::kOppositeSign),
                        ExampleVerdict("H3", "RAP -> REL", Outcome::kNotDistinguishable)};
  results.residual_correlations = {{"trust1", "rel2", 1, -0.1534}, {"trust2", "rel2", 1, 0.02}};
  results.warnings = {{"small_cell", "item rel2 has 3 answers in category 5", "join categories"}};
  return results;
}

inline Results ExampleResultsOfTwoGroups() {
  Results results = ExampleResults();
  results.groups = {{"CN", 800, 0.265}, {"US", 790, 0.2}};
  results.group_column = "market";
  AddExampleGroup(results, 2);
  return results;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_REPORT_EXAMPLE_RESULTS_H_
