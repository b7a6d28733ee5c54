#include <cmath>
#include <set>

#include "report/format_number.h"
#include "report/sections.h"

namespace trustsem {

Phrase EffectPhrase(Effect::Kind kind) {
  switch (kind) {
    case Effect::Kind::kDirect:
      return Phrase::kDirect;
    case Effect::Kind::kIndirect:
      return Phrase::kIndirect;
    case Effect::Kind::kTotalIndirect:
      return Phrase::kTotalIndirect;
    case Effect::Kind::kTotal:
      break;
  }
  return Phrase::kTotal;
}

namespace {

// "CO -> VAL -> TRUST": codes, for labels would not fit a line.
std::string PathCell(const Effect& effect) {
  std::string path = effect.from + " -> ";
  for (const std::string& name : effect.through) path += name + " -> ";
  return path + effect.to;
}

}  // namespace

std::string CodeLegend(const ReportContext& context) {
  std::vector<std::string> entries;
  std::set<std::string> seen;
  const auto add = [&](const std::string& name) {
    const std::string label = context.names.Label(name);
    if (!label.empty() && label != name && seen.insert(name).second) {
      entries.push_back(name + " = " + label);
    }
  };
  for (const Effect& effect : context.results.effects) {
    add(effect.from);
    for (const std::string& name : effect.through) add(name);
    add(effect.to);
  }
  std::string legend;
  for (const std::string& entry : entries) legend += (legend.empty() ? "" : "; ") + entry;
  return legend.empty() ? "" : context.Say(Phrase::kCodes, legend);
}

Phrase VerdictPhrase(HypothesisVerdict::Verdict verdict) {
  switch (verdict) {
    case HypothesisVerdict::Verdict::kSupported:
      return Phrase::kSupported;
    case HypothesisVerdict::Verdict::kOppositeSign:
      return Phrase::kOppositeSign;
    case HypothesisVerdict::Verdict::kNotDistinguishable:
      return Phrase::kNotDistinguishable;
    case HypothesisVerdict::Verdict::kNotEstimated:
      break;
  }
  return Phrase::kNotEstimated;
}

std::string ClaimText(const ReportContext& context, const Hypothesis& hypothesis) {
  const std::string& label = InLanguage(hypothesis.label, context.options.language);
  if (label.empty() || label == hypothesis.about) return hypothesis.about;
  return label + " (" + hypothesis.about + ")";
}

void AddEffects(const ReportContext& context, Document& document) {
  if (context.results.effects.empty()) return;
  context.AddHeading(document, 2, Phrase::kEffects);
  const std::string legend = CodeLegend(context);
  if (!legend.empty()) document.blocks.push_back(Paragraph{legend});
  for (int group = 1; group <= static_cast<int>(context.results.groups.size()); ++group) {
    Table table;
    table.columns = {
        {context.Say(Phrase::kEffectPath), Align::kLeft},
        {context.Say(Phrase::kKind), Align::kLeft},
        {context.Say(Phrase::kEstimate), Align::kRight, Coefficients::kPlain},
        {context.Say(Phrase::kStandardError), Align::kRight, Coefficients::kPlain},
        {"z", Align::kRight, Coefficients::kPlain},
        {"p", Align::kRight, Coefficients::kPlain},
        {context.Say(Phrase::kInterval), Align::kRight, Coefficients::kPlain},
        {context.Say(Phrase::kStandardized), Align::kRight, Coefficients::kStandardized},
        {context.Say(Phrase::kStandardError), Align::kRight, Coefficients::kStandardized},
        {"p", Align::kRight, Coefficients::kStandardized}};
    for (const Effect& effect : context.results.effects) {
      if (effect.group != group) continue;
      table.rows.push_back(
          {PathCell(effect), context.Say(EffectPhrase(effect.kind)), FormatEstimate(effect.est),
           FormatEstimate(effect.se), FormatFixed(effect.z, 2), FormatPValue(effect.pvalue),
           FormatInterval(effect.ci_lower, effect.ci_upper), FormatFixed(effect.std_all),
           context.options.standardized_errors ? FormatFixed(effect.std_all_se) : "",
           context.RepeatedPValue(effect.pvalue)});
    }
    if (table.rows.empty()) continue;
    context.AddGroupHeading(document, group);
    document.blocks.push_back(table);
  }
}

void AddHypotheses(const ReportContext& context, Document& document) {
  if (context.results.hypotheses.empty()) return;
  Table table;
  table.columns = {{context.Say(Phrase::kHypothesis), Align::kLeft},
                   {context.Say(Phrase::kClaim), Align::kLeft},
                   {context.Say(Phrase::kGroup), Align::kLeft},
                   {context.Say(Phrase::kExpected), Align::kLeft},
                   {context.Say(Phrase::kEstimate), Align::kRight, Coefficients::kPlain},
                   {context.Say(Phrase::kStandardError), Align::kRight, Coefficients::kPlain},
                   {"p", Align::kRight, Coefficients::kPlain},
                   {context.Say(Phrase::kStandardized), Align::kRight, Coefficients::kStandardized},
                   {"p", Align::kRight, Coefficients::kStandardized},
                   {context.Say(Phrase::kVerdict), Align::kLeft},
                   {context.Say(Phrase::kStatedIn), Align::kLeft}};
  for (const HypothesisVerdict& row : context.results.hypotheses) {
    const bool positive = row.hypothesis.expected == Sign::kPositive;
    table.rows.push_back({row.hypothesis.name, ClaimText(context, row.hypothesis),
                          context.has_groups() ? context.GroupLabel(row.group) : "",
                          context.Say(positive ? Phrase::kPositive : Phrase::kNegative),
                          FormatEstimate(row.est), FormatEstimate(row.se), FormatPValue(row.pvalue),
                          FormatFixed(row.std_all), context.RepeatedPValue(row.pvalue),
                          context.Say(VerdictPhrase(row.verdict)), row.hypothesis.source});
  }
  context.AddHeading(document, 2, Phrase::kHypotheses);
  document.blocks.push_back(table);
  document.blocks.push_back(Paragraph{context.Say(Phrase::kHypothesesRule)});
}

}  // namespace trustsem
