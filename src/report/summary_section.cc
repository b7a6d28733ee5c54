#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "report/fit_verdict.h"
#include "report/format_number.h"
#include "report/sections.h"

namespace trustsem {

namespace {

std::string ModelTitle(const ReportContext& context) {
  const std::string& title = InLanguage(context.results.title, context.options.language);
  const std::string& name = context.results.model_name;
  if (title.empty()) return name.empty() ? context.results.model_file : name;
  return name.empty() || title == name ? title : title + " (" + name + ")";
}

std::string WhatWasFitted(const ReportContext& context) {
  const Results& results = context.results;
  const std::string title = ModelTitle(context);
  if (results.construct_names.empty()) {
    return context.Say(Phrase::kFittedWithoutConstructs, title, results.observed_names.size(),
                       results.estimator);
  }
  return context.Say(Phrase::kFitted, title, results.construct_names.size(),
                     results.observed_names.size(), results.estimator);
}

// A number of each group, or the one where there are no groups; empty: it is zero.
std::string OfGroups(const ReportContext& context, double GroupSummary::*number) {
  std::vector<std::string> parts;
  bool any = false;
  for (size_t i = 0; i < context.results.groups.size(); ++i) {
    const double value = context.results.groups[i].*number;
    any |= value > 0;
    parts.push_back(
        (context.has_groups() ? context.GroupLabel(static_cast<int>(i) + 1) + " " : std::string()) +
        FormatCount(value));
  }
  return any ? context.List(parts) : "";
}

// How the respondents were drawn, where that is known.
std::string Design(const ReportContext& context) {
  const std::string clusters = OfGroups(context, &GroupSummary::clusters);
  const std::string strata = OfGroups(context, &GroupSummary::strata);
  std::string sentence;
  if (!clusters.empty()) {
    sentence = strata.empty() ? context.Say(Phrase::kClusters, clusters)
                              : context.Say(Phrase::kClustersInStrata, clusters, strata);
  } else if (!strata.empty()) {
    sentence = context.Say(Phrase::kStrata, strata);
  }
  if (const auto& replicates = context.results.replicates) {
    sentence +=
        context.Say(Phrase::kReplicateWeights,
                    FormatCount(static_cast<double>(replicates->replicates)), replicates->method);
  }
  return sentence;
}

}  // namespace

std::string RespondentsSentence(const ReportContext& context) {
  const Results& results = context.results;
  double total = 0;
  std::vector<std::string> groups;
  for (size_t i = 0; i < results.groups.size(); ++i) {
    const double nobs = results.groups[i].nobs;
    total += nobs;
    groups.push_back(context.GroupLabel(static_cast<int>(i) + 1) + " " + FormatCount(nobs));
  }
  std::string sentence =
      context.has_groups() ? context.Say(Phrase::kRespondentsInGroups, FormatCount(total),
                                         groups.size(), results.group_column, context.List(groups))
                           : context.Say(Phrase::kRespondents, FormatCount(total));
  const double left_out = results.rows_read - total;
  if (left_out > 0.5) {
    sentence +=
        context.Say(Phrase::kRowsLeftOut, FormatCount(left_out), FormatCount(results.rows_read));
  } else if (results.rows_incomplete > 0) {
    sentence += context.Say(Phrase::kRowsIncompleteKept, FormatCount(results.rows_incomplete));
  }
  return sentence + Design(context);
}

namespace {

std::string Convergence(const ReportContext& context) {
  const Results& results = context.results;
  if (!results.converged) return context.Say(Phrase::kNotConverged, results.iterations);
  int free = 0, without = 0;
  for (const ParameterEstimate& row : results.estimates) {
    if (!row.free) continue;
    ++free;
    if (!std::isfinite(row.se)) ++without;
  }
  // Too few replicates say nothing of identification.
  const bool replicates = results.bootstrap && results.bootstrap->used < 2;
  if (replicates && without > 0) return context.Say(Phrase::kConverged, results.iterations);
  return context.Say(Phrase::kConverged, results.iterations) +
         (without == 0 ? context.Say(Phrase::kIdentified, results.parameters)
                       : context.Say(Phrase::kStandardErrorsMissing, without, free));
}

std::string ExactTest(const ReportContext& context, const FitVerdict& verdict) {
  const std::string chisq = FormatFixed(verdict.chisq);
  const std::string df = FormatCount(verdict.df);
  const std::string pvalue = FormatPValue(verdict.pvalue);
  switch (verdict.exact) {
    case FitVerdict::Exact::kJustIdentified:
      return context.Say(Phrase::kJustIdentified);
    case FitVerdict::Exact::kRejected:
      return context.Say(Phrase::kExactTestRejects, chisq, df, pvalue);
    case FitVerdict::Exact::kNotRejected:
      return context.Say(Phrase::kExactTestAccepts, chisq, df, pvalue);
    case FitVerdict::Exact::kUnavailable:
      break;
  }
  return context.Say(Phrase::kExactTestUnavailable);
}

// Empty where no index can be judged.
std::string RulesOfThumb(const ReportContext& context, const FitVerdict& verdict) {
  if (verdict.approximate == FitVerdict::Approximate::kUnknown) return "";
  std::vector<std::string> parts;
  for (const char* index : {"cfi", "rmsea", "srmr"}) {
    const double value = PreferredMeasure(context.results.fit, index);
    if (!std::isfinite(value)) continue;
    const FitRule& rule = *FindFitRule(index);
    const Phrase outcome = MeetsRule(rule, value) ? Phrase::kRuleMet : Phrase::kRuleNotMet;
    parts.push_back(std::string(rule.name) + " " + FormatFixed(value) + " (" +
                    context.Say(outcome, rule.statement) + ")");
  }
  const Phrase phrase = verdict.approximate == FitVerdict::Approximate::kGood ? Phrase::kFitsByRules
                        : verdict.approximate == FitVerdict::Approximate::kPoor
                            ? Phrase::kDoesNotFit
                            : Phrase::kFitsInPart;
  const std::vector<ParameterEstimate>& rows = context.results.estimates;
  const bool ordered = std::any_of(rows.begin(), rows.end(), [](const ParameterEstimate& row) {
    return row.op == Operator::kThreshold;
  });
  return context.Say(phrase, context.List(parts)) + context.Say(Phrase::kRulesCaution) +
         (ordered ? context.Say(Phrase::kRulesOrdered) : "");
}

// The paths to one outcome: predictor and the standardised estimates of the groups.
using PathsByPredictor = std::map<std::string, std::vector<double>>;

// "0.50 / 0.45"; of more than four groups the ends of the range, "0.31 .. 0.55".
std::string GroupValues(const std::vector<double>& values) {
  if (values.size() > 4) {
    const auto [smallest, largest] = std::minmax_element(values.begin(), values.end());
    return FormatFixed(*smallest, 2) + " .. " + FormatFixed(*largest, 2);
  }
  std::string shown;
  for (const double value : values) shown += (shown.empty() ? "" : " / ") + FormatFixed(value, 2);
  return shown;
}

// "Loyalty (LOYA) 0.50 / 0.45, Trust (TRUST) 0.20 / 0.25": the two of the largest mean size.
std::string StrongestPredictors(const ReportContext& context, const PathsByPredictor& paths) {
  std::vector<std::pair<double, std::string>> ranked;
  for (const auto& [predictor, values] : paths) {
    double size = 0;
    for (const double value : values) size += std::abs(value) / static_cast<double>(values.size());
    ranked.emplace_back(size, context.names.Full(predictor) + " " + GroupValues(values));
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> strongest;
  for (size_t i = 0; i < std::min<size_t>(2, ranked.size()); ++i) {
    strongest.push_back(ranked[i].second);
  }
  return context.List(strongest);
}

// One sentence for each of at most two outcomes that predict nothing else.
void AddStrongestPaths(const ReportContext& context, std::vector<std::string>& lines) {
  std::vector<std::string> outcomes;
  std::map<std::string, PathsByPredictor> paths;
  std::set<std::string> predictors;
  for (const ParameterEstimate& row : context.results.estimates) {
    if (row.op != Operator::kRegression || !std::isfinite(row.std_all)) continue;
    if (paths.find(row.lhs) == paths.end()) outcomes.push_back(row.lhs);
    paths[row.lhs][row.rhs].push_back(row.std_all);
    predictors.insert(row.rhs);
  }
  int shown = 0;
  for (const std::string& outcome : outcomes) {
    if (predictors.count(outcome) > 0 || shown == 2) continue;
    ++shown;
    lines.push_back(context.Say(Phrase::kStrongestPaths, context.names.Full(outcome),
                                StrongestPredictors(context, paths[outcome])));
  }
}

void AddHypothesesTally(const ReportContext& context, std::vector<std::string>& lines) {
  using Verdict = HypothesisVerdict::Verdict;
  const std::vector<HypothesisVerdict>& verdicts = context.results.hypotheses;
  if (verdicts.empty()) return;
  const auto count = [&](Verdict wanted) {
    return std::count_if(verdicts.begin(), verdicts.end(),
                         [&](const HypothesisVerdict& row) { return row.verdict == wanted; });
  };
  lines.push_back(context.Say(Phrase::kHypothesesTally, verdicts.size(), count(Verdict::kSupported),
                              count(Verdict::kOppositeSign), count(Verdict::kNotDistinguishable),
                              count(Verdict::kNotEstimated)));
}

std::string WithoutFullStop(std::string sentence) {
  while (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
  return sentence;
}

// Notes, large residual correlations, and data that are no survey, in one line.
void AddAttention(const ReportContext& context, std::vector<std::string>& lines) {
  const Results& results = context.results;
  std::vector<std::string> parts;
  if (!results.warnings.empty()) {
    parts.push_back(context.Say(Phrase::kAttentionWarnings, results.warnings.size(),
                                WithoutFullStop(results.warnings.front().message)));
  }
  const auto beyond =
      std::count_if(results.residual_correlations.begin(), results.residual_correlations.end(),
                    [](const ResidualCorrelation& row) { return std::abs(row.residual) > 0.1; });
  if (beyond > 0) {
    const ResidualCorrelation& worst = results.residual_correlations.front();
    parts.push_back(context.Say(Phrase::kAttentionResidual, context.names.Full(worst.first),
                                context.names.Full(worst.second), FormatFixed(worst.residual, 2),
                                beyond));
  }
  if (!results.data_statement.empty()) parts.push_back(context.Say(Phrase::kSyntheticNote));
  if (parts.empty()) return;
  std::string line;
  for (const std::string& part : parts) {
    line += (line.empty() ? "" : context.Say(Phrase::kSentenceSeparator)) + part;
  }
  lines.push_back(context.Say(Phrase::kAttention, line));
}

}  // namespace

void AddSummary(const ReportContext& context, Document& document) {
  document.blocks.push_back(Heading{1, context.Say(Phrase::kResultsOf, ModelTitle(context))});
  const std::string& description =
      InLanguage(context.results.description, context.options.language);
  if (!description.empty()) document.blocks.push_back(Paragraph{description});
  context.AddHeading(document, 2, Phrase::kSummary);
  const FitVerdict verdict = JudgeFit(context.results.fit);
  std::vector<std::string> lines = {WhatWasFitted(context), RespondentsSentence(context),
                                    Convergence(context), ExactTest(context, verdict)};
  const std::string rules = RulesOfThumb(context, verdict);
  if (!rules.empty()) lines.push_back(rules);
  AddStrongestPaths(context, lines);
  const std::vector<std::string> reciprocal = ReciprocalSentences(context);
  lines.insert(lines.end(), reciprocal.begin(), reciprocal.end());
  AddHypothesesTally(context, lines);
  AddAttention(context, lines);
  const bool has_paths =
      std::any_of(context.results.estimates.begin(), context.results.estimates.end(),
                  [](const ParameterEstimate& row) { return row.op == Operator::kRegression; });
  // The sentences on reciprocal pairs say as much.
  if (has_paths && reciprocal.empty()) lines.push_back(context.Say(Phrase::kAssociationsOnly));
  document.blocks.push_back(Bullets{lines});
}

}  // namespace trustsem
