// The sections of a report: each adds its heading, sentences and tables to a document, or nothing
// where the results have nothing of its kind.
#ifndef TRUSTSEM_REPORT_SECTIONS_H_
#define TRUSTSEM_REPORT_SECTIONS_H_

#include <string>
#include <vector>

#include "report/document.h"
#include "report/names.h"
#include "report/phrases.h"
#include "report/write_results.h"

namespace trustsem {

// What every section needs; lives as long as one document is built.
struct ReportContext {
  const Results& results;
  const ReportOptions& options;
  Names names;

  template <typename... Arguments>
  std::string Say(Phrase phrase, const Arguments&... arguments) const {
    return trustsem::Say(options.language, phrase, arguments...);
  }
  // "a, b and c" in the language.
  std::string List(const std::vector<std::string>& items) const;
  bool has_groups() const { return results.groups.size() > 1; }
  // The label of a group counted from one.
  std::string GroupLabel(int group) const;
  void AddHeading(Document& document, int level, Phrase phrase) const;
  // The p value once more, behind the standardised coefficient: for readers who see one kind of
  // coefficients alone. Empty where all columns stand side by side.
  std::string RepeatedPValue(double pvalue) const;
  // "Group 1: CN (respondents: 600)" where there are several groups.
  void AddGroupHeading(Document& document, int group) const;
};

void AddSummary(const ReportContext& context, Document& document);
void AddFit(const ReportContext& context, Document& document);
void AddBootstrap(const ReportContext& context, Document& document);
void AddLoadings(const ReportContext& context, Document& document);
void AddPaths(const ReportContext& context, Document& document);
// Covariances, intercepts, thresholds, scaling factors and variances.
void AddOtherParameters(const ReportContext& context, Document& document);
void AddReliability(const ReportContext& context, Document& document);
void AddRSquared(const ReportContext& context, Document& document);
void AddDefinitionsAndConstraints(const ReportContext& context, Document& document);
void AddEffects(const ReportContext& context, Document& document);
void AddHypotheses(const ReportContext& context, Document& document);
void AddResiduals(const ReportContext& context, Document& document);
void AddModificationIndices(const ReportContext& context, Document& document);
void AddNotes(const ReportContext& context, Document& document);
void AddProvenance(const ReportContext& context, Document& document);

// Sentences on pairs of variables that are regressed on each other, with what must hold for a
// reading as mutual influence; empty where there is no such pair.
std::vector<std::string> ReciprocalSentences(const ReportContext& context);

// One sentence a group whose paths form a circle: whether total effects exist.
std::vector<std::string> FeedbackSentences(const ReportContext& context);
// "a == b": equalities and inequalities of parameters.
std::vector<std::string> ConstraintTexts(const Results& results);

// Parts of sentences and cells that several formats share.
Phrase EffectPhrase(Effect::Kind kind);
Phrase VerdictPhrase(HypothesisVerdict::Verdict verdict);
// What the codes of effects stand for, in the order they appear; empty where none has a label.
std::string CodeLegend(const ReportContext& context);
// The label of a claim, or what it is about.
std::string ClaimText(const ReportContext& context, const Hypothesis& hypothesis);
// How many respondents, of which groups and design, and how many rows are left out.
std::string RespondentsSentence(const ReportContext& context);

// All sections in order. Labels in cells take at most `cell_width` terminal columns; 0: no limit.
Document BuildDocument(const Results& results, const ReportOptions& options, int cell_width);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_SECTIONS_H_
