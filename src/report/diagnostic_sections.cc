#include <algorithm>
#include <cmath>

#include "base/version.h"
#include "report/format_number.h"
#include "report/sections.h"

namespace trustsem {

namespace {

constexpr double kLargeResidual = 0.1;
constexpr size_t kMostResiduals = 20;

// A sentence ends with a full stop, whoever wrote it.
std::string Ended(const std::string& sentence) {
  if (sentence.empty()) return "";
  for (const std::string_view end : {".", "!", "?", "。"}) {
    if (std::string_view(sentence).ends_with(end)) return sentence;
  }
  return sentence + ".";
}

std::string WithHash(const ReportContext& context, const std::string& file,
                     const std::string& hash) {
  return hash.empty() ? file : file + context.Say(Phrase::kHash, hash);
}

}  // namespace

void AddResiduals(const ReportContext& context, Document& document) {
  const std::vector<ResidualCorrelation>& residuals = context.results.residual_correlations;
  if (residuals.empty()) return;
  context.AddHeading(document, 2, Phrase::kResiduals);
  Table table;
  table.columns = {{context.Say(Phrase::kVariable), Align::kLeft},
                   {context.Say(Phrase::kAndVariable), Align::kLeft},
                   {context.Say(Phrase::kGroup), Align::kLeft},
                   {context.Say(Phrase::kResidual)}};
  size_t hidden = 0;
  for (const ResidualCorrelation& row : residuals) {
    const bool large = std::abs(row.residual) > kLargeResidual;
    if (!context.options.all_residuals && !large) continue;
    if (!context.options.all_residuals && table.rows.size() == kMostResiduals) {
      ++hidden;
      continue;
    }
    table.rows.push_back({context.names.Cell(row.first), context.names.Cell(row.second),
                          context.has_groups() ? context.GroupLabel(row.group) : "",
                          FormatFixed(row.residual)});
  }
  if (table.rows.empty()) {
    document.blocks.push_back(
        Paragraph{context.Say(Phrase::kNoLargeResiduals, FormatFixed(residuals.front().residual))});
    return;
  }
  document.blocks.push_back(table);
  if (hidden > 0) document.blocks.push_back(Paragraph{context.Say(Phrase::kMoreResiduals, hidden)});
}

void AddModificationIndices(const ReportContext& context, Document& document) {
  const Results& results = context.results;
  if (!results.has_modification_indices) return;
  context.AddHeading(document, 2, Phrase::kModificationIndices);
  if (results.modification_indices.empty()) {
    document.blocks.push_back(Paragraph{context.Say(Phrase::kNoModificationIndices)});
    return;
  }
  document.blocks.push_back(Paragraph{context.Say(Phrase::kModificationCaution)});
  Table table;
  table.columns = {
      {context.Say(Phrase::kParameter), Align::kLeft},
      {context.Say(Phrase::kGroup), Align::kLeft},
      {context.Say(Phrase::kModificationIndex)},
      {"p"},
      {context.Say(Phrase::kExpectedChange), Align::kRight, Coefficients::kPlain},
      {context.Say(Phrase::kStandardized), Align::kRight, Coefficients::kStandardized}};
  const size_t shown =
      std::min(results.modification_indices.size(),
               static_cast<size_t>(std::max(0, context.options.modification_indices)));
  for (size_t i = 0; i < shown; ++i) {
    const ModificationIndex& row = results.modification_indices[i];
    table.rows.push_back(
        {context.names.Cell(row.lhs) + " " + ToString(row.op) + " " + context.names.Cell(row.rhs),
         context.has_groups() ? context.GroupLabel(row.group) : "", FormatFixed(row.mi),
         FormatPValue(row.pvalue), FormatEstimate(row.epc), FormatFixed(row.sepc_all)});
  }
  if (shown > 0) document.blocks.push_back(table);
  const size_t hidden = results.modification_indices.size() - shown;
  if (hidden > 0) document.blocks.push_back(Paragraph{context.Say(Phrase::kMoreRows, hidden)});
}

void AddNotes(const ReportContext& context, Document& document) {
  if (context.results.warnings.empty()) return;
  context.AddHeading(document, 2, Phrase::kNotes);
  Bullets bullets;
  for (const Note& note : context.results.warnings) {
    bullets.items.push_back(
        Ended(note.hint.empty() ? note.message : note.message + "; " + note.hint));
  }
  document.blocks.push_back(bullets);
}

void AddProvenance(const ReportContext& context, Document& document) {
  const Results& results = context.results;
  context.AddHeading(document, 2, Phrase::kProvenance);
  Bullets bullets;
  bullets.items.push_back(
      context.Say(Phrase::kProgram, Version(), results.estimator, results.information));
  std::string options;
  for (const auto& [name, value] : results.options) {
    if (value.empty()) continue;
    options += (options.empty() ? "" : "; ") + name + " = " + value;
  }
  if (!options.empty()) bullets.items.push_back(context.Say(Phrase::kOptions, options));
  if (!results.model_file.empty()) {
    bullets.items.push_back(
        context.Say(Phrase::kModelFile, WithHash(context, results.model_file, results.model_hash)));
  }
  if (!results.data_file.empty()) {
    bullets.items.push_back(
        context.Say(Phrase::kDataFile, WithHash(context, results.data_file, results.data_hash)));
  }
  document.blocks.push_back(bullets);
}

}  // namespace trustsem
