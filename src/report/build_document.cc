#include "report/format_number.h"
#include "report/missing_section.h"
#include "report/sections.h"

namespace trustsem {

std::string ReportContext::List(const std::vector<std::string>& items) const {
  std::string list;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) list += Say(i + 1 < items.size() ? Phrase::kListSeparator : Phrase::kAnd);
    list += items[i];
  }
  return list;
}

std::string ReportContext::GroupLabel(int group) const {
  if (group < 1 || static_cast<size_t>(group) > results.groups.size()) return "";
  const std::string& label = results.groups[group - 1].label;
  return label.empty() ? FormatCount(group) : label;
}

std::string ReportContext::RepeatedPValue(double pvalue) const {
  return options.standardized_errors ? FormatPValue(pvalue) : "";
}

void ReportContext::AddHeading(Document& document, int level, Phrase phrase) const {
  document.blocks.push_back(Heading{level, Say(phrase)});
}

void ReportContext::AddGroupHeading(Document& document, int group) const {
  if (!has_groups()) return;
  document.blocks.push_back(Heading{3,
                                    Say(Phrase::kGroupHeading, group, GroupLabel(group),
                                        FormatCount(results.groups[group - 1].nobs)),
                                    group});
}

Document BuildDocument(const Results& results, const ReportOptions& options, int cell_width) {
  const ReportContext context{results, options, Names(results, options.language, cell_width)};
  Document document;
  if (!results.data_statement.empty()) {
    document.blocks.push_back(Paragraph{results.data_statement, true});
  }
  AddSummary(context, document);
  AddFit(context, document);
  AddBootstrap(context, document);
  AddLoadings(context, document);
  AddPaths(context, document);
  AddOtherParameters(context, document);
  AddReliability(context, document);
  AddRSquared(context, document);
  AddDefinitionsAndConstraints(context, document);
  AddEffects(context, document);
  AddHypotheses(context, document);
  AddResiduals(context, document);
  AddModificationIndices(context, document);
  AddMissingAnswers(results.missing, results.little, context.names, options.language, document);
  AddNotes(context, document);
  AddProvenance(context, document);
  return document;
}

std::string WriteText(const Results& results, const ReportOptions& options) {
  // Two labels with their codes leave room for the numbers in 100 columns.
  constexpr int kCellWidth = 20;
  return RenderText(BuildDocument(results, options, kCellWidth));
}

std::string WriteMarkdown(const Results& results, const ReportOptions& options) {
  return RenderMarkdown(BuildDocument(results, options, 0));
}

}  // namespace trustsem
