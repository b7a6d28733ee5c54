#include <cmath>

#include "report/fit_verdict.h"
#include "report/format_number.h"
#include "report/sections.h"

namespace trustsem {

namespace {

enum class FitFormat { kIndex, kCount, kPValue };

struct FitRow {
  const char* measure;
  const char* name;  // of an index known by its letters; null: the phrase
  Phrase phrase;
  FitFormat format;
};

constexpr FitRow kFitRows[] = {
    {"chisq", nullptr, Phrase::kChiSquare, FitFormat::kIndex},
    {"df", nullptr, Phrase::kDegreesOfFreedom, FitFormat::kCount},
    {"pvalue", nullptr, Phrase::kPValueExact, FitFormat::kPValue},
    {"chisq_scaling_factor", nullptr, Phrase::kScalingFactor, FitFormat::kIndex},
    {"cfi", "CFI", Phrase::kFit, FitFormat::kIndex},
    {"tli", "TLI", Phrase::kFit, FitFormat::kIndex},
    {"rmsea", "RMSEA", Phrase::kFit, FitFormat::kIndex},
    {"rmsea_ci", nullptr, Phrase::kRmseaInterval, FitFormat::kIndex},
    {"rmsea_pvalue", nullptr, Phrase::kRmseaPValue, FitFormat::kPValue},
    {"srmr", "SRMR", Phrase::kFit, FitFormat::kIndex},
    {"baseline_chisq", nullptr, Phrase::kBaselineChiSquare, FitFormat::kIndex},
    {"baseline_df", nullptr, Phrase::kBaselineDf, FitFormat::kCount},
    {"logl", nullptr, Phrase::kLogLikelihood, FitFormat::kIndex},
    {"unrestricted_logl", nullptr, Phrase::kUnrestrictedLogLikelihood, FitFormat::kIndex},
    {"aic", "AIC", Phrase::kFit, FitFormat::kIndex},
    {"bic", "BIC", Phrase::kFit, FitFormat::kIndex},
    {"bic2", nullptr, Phrase::kSampleAdjustedBic, FitFormat::kIndex},
};

// The cell of one measure; `suffix` is "", "_scaled" or "_robust".
std::string FitCell(const FitMeasures& fit, const FitRow& row, const std::string& suffix) {
  const std::string measure = row.measure;
  if (measure == "rmsea_ci") {
    return FormatInterval(FitMeasure(fit, "rmsea_ci_lower" + suffix),
                          FitMeasure(fit, "rmsea_ci_upper" + suffix));
  }
  // The factor belongs to the scaled test and has no plain counterpart.
  if (measure == "chisq_scaling_factor") {
    return suffix == "_scaled" ? FormatFixed(FitMeasure(fit, measure)) : "";
  }
  const double value = FitMeasure(fit, measure + suffix);
  switch (row.format) {
    case FitFormat::kCount:
      return FormatCount(value);
    case FitFormat::kPValue:
      return FormatPValue(value);
    case FitFormat::kIndex:
      break;
  }
  return FormatFixed(value);
}

std::string RuleCell(const ReportContext& context, const FitRow& row, bool judged) {
  const FitRule* rule = FindFitRule(row.measure);
  const double value = PreferredMeasure(context.results.fit, row.measure);
  if (rule == nullptr || !judged || !std::isfinite(value)) return "";
  return context.Say(MeetsRule(*rule, value) ? Phrase::kRuleMet : Phrase::kRuleNotMet,
                     rule->statement);
}

}  // namespace

void AddFit(const ReportContext& context, Document& document) {
  const FitMeasures& fit = context.results.fit;
  // A just-identified model meets every rule without saying anything.
  const bool judged = FitMeasure(fit, "df") != 0;
  Table table;
  table.columns = {{context.Say(Phrase::kStatistic), Align::kLeft},
                   {context.Say(Phrase::kValue)},
                   {context.Say(Phrase::kScaled)},
                   {context.Say(Phrase::kRobust)},
                   {context.Say(Phrase::kRule), Align::kLeft}};
  double respondents = 0;
  for (const GroupSummary& group : context.results.groups) respondents += group.nobs;
  table.rows.push_back(
      {context.Say(Phrase::kRespondentsRow), FormatCount(respondents), "", "", ""});
  table.rows.push_back(
      {context.Say(Phrase::kFreeParameters), FormatCount(context.results.parameters), "", "", ""});
  for (const FitRow& row : kFitRows) {
    const std::string plain = FitCell(fit, row, "");
    const std::string scaled = FitCell(fit, row, "_scaled");
    const std::string robust = FitCell(fit, row, "_robust");
    if (plain.empty() && scaled.empty() && robust.empty()) continue;
    table.rows.push_back({row.name != nullptr ? row.name : context.Say(row.phrase), plain, scaled,
                          robust, RuleCell(context, row, judged)});
  }
  context.AddHeading(document, 2, Phrase::kFit);
  document.blocks.push_back(table);
}

}  // namespace trustsem
