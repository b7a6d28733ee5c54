#include <cmath>

#include "report/fit_verdict.h"
#include "report/format_number.h"
#include "report/result_tables.h"

namespace trustsem {

namespace {

struct FitRow {
  const char* measure;
  const char* name;  // of an index known by its letters; null: the phrase
  Phrase phrase;
  NumberKind kind;
};

constexpr FitRow kFitRows[] = {
    {"chisq", nullptr, Phrase::kChiSquare, NumberKind::kFixed},
    {"df", nullptr, Phrase::kDegreesOfFreedom, NumberKind::kCount},
    {"pvalue", nullptr, Phrase::kPValueExact, NumberKind::kPValue},
    {"chisq_scaling_factor", nullptr, Phrase::kScalingFactor, NumberKind::kFixed},
    {"cfi", "CFI", Phrase::kFit, NumberKind::kFixed},
    {"tli", "TLI", Phrase::kFit, NumberKind::kFixed},
    {"rmsea", "RMSEA", Phrase::kFit, NumberKind::kFixed},
    {"rmsea_ci", nullptr, Phrase::kRmseaInterval, NumberKind::kFixed},
    {"rmsea_ci_lower", nullptr, Phrase::kFrom, NumberKind::kFixed},
    {"rmsea_ci_upper", nullptr, Phrase::kTo, NumberKind::kFixed},
    {"rmsea_pvalue", nullptr, Phrase::kRmseaPValue, NumberKind::kPValue},
    {"srmr", "SRMR", Phrase::kFit, NumberKind::kFixed},
    {"baseline_chisq", nullptr, Phrase::kBaselineChiSquare, NumberKind::kFixed},
    {"baseline_df", nullptr, Phrase::kBaselineDf, NumberKind::kCount},
    {"logl", nullptr, Phrase::kLogLikelihood, NumberKind::kFixed},
    {"unrestricted_logl", nullptr, Phrase::kUnrestrictedLogLikelihood, NumberKind::kFixed},
    {"aic", "AIC", Phrase::kFit, NumberKind::kFixed},
    {"bic", "BIC", Phrase::kFit, NumberKind::kFixed},
    {"bic2", nullptr, Phrase::kSampleAdjustedBic, NumberKind::kFixed},
};

// The cell of one measure; `suffix` is "", "_scaled" or "_robust".
ResultCell FitCell(const FitMeasures& fit, const FitRow& row, const std::string& suffix) {
  const std::string measure = row.measure;
  if (measure == "rmsea_ci") {
    return {FormatInterval(FitMeasure(fit, "rmsea_ci_lower" + suffix),
                           FitMeasure(fit, "rmsea_ci_upper" + suffix))};
  }
  // The factor belongs to the scaled test and has no plain counterpart.
  if (measure == "chisq_scaling_factor") {
    return {suffix == "_scaled" ? FitMeasure(fit, measure) : kMissing, NumberKind::kFixed};
  }
  return {FitMeasure(fit, measure + suffix), row.kind};
}

// Whether the row is of the other way to show the RMSEA's interval.
bool IsLeftOut(const FitRow& row, IntervalPlace place) {
  const std::string measure = row.measure;
  if (measure == "rmsea_ci") return place != IntervalPlace::kBrackets;
  return measure.starts_with("rmsea_ci_") && place != IntervalPlace::kColumns;
}

std::string RowName(const ReportContext& context, const FitRow& row) {
  if (row.name != nullptr) return row.name;
  const std::string phrase = context.Say(row.phrase);
  const bool end = row.phrase == Phrase::kFrom || row.phrase == Phrase::kTo;
  return end ? context.Say(Phrase::kRmseaInterval) + " (" + phrase + ")" : phrase;
}

std::string RuleCell(const ReportContext& context, const FitRow& row, bool judged) {
  const FitRule* rule = FindFitRule(row.measure);
  const double value = PreferredMeasure(context.results.fit, row.measure);
  if (rule == nullptr || !judged || !std::isfinite(value)) return "";
  return context.Say(MeetsRule(*rule, value) ? Phrase::kRuleMet : Phrase::kRuleNotMet,
                     rule->statement);
}

}  // namespace

ResultTable MakeFitTable(const ReportContext& context, IntervalPlace place) {
  const FitMeasures& fit = context.results.fit;
  // A just-identified model meets every rule without saying anything.
  const bool judged = FitMeasure(fit, "df") != 0;
  ResultTable table;
  table.name = "fit";
  table.title = context.Say(Phrase::kFit);
  table.columns = {{context.Say(Phrase::kStatistic), Align::kLeft},
                   {context.Say(Phrase::kValue)},
                   {context.Say(Phrase::kScaled)},
                   {context.Say(Phrase::kRobust)},
                   {context.Say(Phrase::kRule), Align::kLeft}};
  double respondents = 0;
  for (const GroupSummary& group : context.results.groups) respondents += group.nobs;
  const auto add_count = [&](Phrase phrase, double count) {
    table.rows.push_back({{context.Say(phrase)}, {count, NumberKind::kCount}, {}, {}, {}});
  };
  add_count(Phrase::kRespondentsRow, respondents);
  add_count(Phrase::kFreeParameters, context.results.parameters);
  for (const FitRow& row : kFitRows) {
    if (IsLeftOut(row, place)) continue;
    std::vector<ResultCell> cells = {{RowName(context, row)}};
    bool any = false;
    for (const char* suffix : {"", "_scaled", "_robust"}) {
      cells.push_back(FitCell(fit, row, suffix));
      any |= !CellText(cells.back()).empty();
    }
    if (!any) continue;
    cells.push_back({RuleCell(context, row, judged)});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

void AddFit(const ReportContext& context, Document& document) {
  context.AddHeading(document, 2, Phrase::kFit);
  document.blocks.push_back(TextTable(MakeFitTable(context, IntervalPlace::kBrackets)));
}

}  // namespace trustsem
