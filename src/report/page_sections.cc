#include "report/page_sections.h"

#include <algorithm>

#include "report/claims_format.h"
#include "report/figure_provenance.h"
#include "report/missing_section.h"
#include "report/page_phrases.h"
#include "report/sections.h"
#include "report/write_check.h"
#include "report/write_survey.h"

namespace trustsem {

namespace {

using P = PagePhrase;

// What the check noticed in the answers and the fit's own notes do not repeat.
void AddDataNotes(const ReportPage& page, Language language, Document& document) {
  std::vector<Note> notes;
  for (const Note& note : page.check->notes) {
    const bool repeated =
        std::any_of(page.results.warnings.begin(), page.results.warnings.end(),
                    [&](const Note& other) { return other.message == note.message; });
    if (!repeated) notes.push_back(note);
  }
  if (notes.empty()) return;
  document.blocks.push_back(Heading{3, Say(language, P::kDataNotes)});
  document.blocks.push_back(Bullets{NoteSentences(notes)});
}

void AddSampleAndQuality(const ReportPage& page, const ReportContext& context, Document& document) {
  const Language language = context.options.language;
  if (page.check && page.check->has_data) {
    Append(BuildSampleDocument(*page.check, language), 0, &document);
    AddProfile(page, language, document);
    AddDataNotes(page, language, document);
  }
  if (page.quality) {
    Document findings = BuildFindingsDocument(*page.quality, language);
    std::get<Heading>(findings.blocks.front()).text = Say(language, P::kFindings);
    Append(std::move(findings), 1, &document);
  }
  AddMissingAnswers(page.results.missing, page.results.little, context.names, language, document);
}

bool HasRows(const Results& results, Operator op) {
  return std::any_of(results.estimates.begin(), results.estimates.end(),
                     [op](const ParameterEstimate& row) { return row.op == op; });
}

void AddFitMeaning(Language language, Document& document) {
  document.blocks.push_back(Heading{3, Say(language, P::kFitMeaning)});
  Bullets bullets;
  for (const P phrase : {P::kFitMeaningExact, P::kFitMeaningRules, P::kFitMeaningDirection,
                         P::kFitMeaningOthers, P::kFitMeaningSize}) {
    bullets.items.push_back(Say(language, phrase));
  }
  document.blocks.push_back(std::move(bullets));
}

void AddAllOtherParameters(const ReportContext& context, Document& document) {
  Document others;
  AddOtherParameters(context, others);
  if (others.blocks.empty()) return;
  document.blocks.push_back(Heading{2, Say(context.options.language, P::kOtherParameters)});
  Append(std::move(others), 1, &document);
}

// The claims' own report as one section; the page's statement on the data stands at its top.
void AddClaimsReport(const ReportPage& page, Language language, Document& document) {
  if (!page.claims) return;
  Document claims = BuildClaimsDocument(*page.claims, language);
  std::erase_if(claims.blocks, [&](const auto& block) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    return paragraph != nullptr && paragraph->text == page.results.data_statement;
  });
  Append(std::move(claims), 1, &document);
}

void AddClaimsInWords(const ClaimBookResults& claims, Language language, Document& document) {
  document.blocks.push_back(Heading{2, ClaimsTitle(claims, language)});
  Bullets findings{{TallySentence(claims, language), Say(language, SurveyPhrase::kStatedOnly)}};
  const std::string caution = InLanguage(Caution(claims), language);
  if (!caution.empty()) findings.items.push_back(caution);
  document.blocks.push_back(std::move(findings));
  Document method;
  AddBullets(method, language, SurveyPhrase::kMethod,
             ClaimMethodSentences(claims, IntervalPlace::kColumns, language));
  AddBullets(method, language, SurveyPhrase::kNotes, NoteSentences(claims.warnings));
  AddBullets(method, language, SurveyPhrase::kOrigin, OriginSentences(claims.origin, language));
  Append(std::move(method), 1, &document);
}

void AddGlossary(Language language, Document& document) {
  document.blocks.push_back(Heading{2, Say(language, P::kGlossary)});
  Table table;
  table.columns = {{Say(language, P::kTerm), Align::kLeft},
                   {Say(language, P::kMeaning), Align::kLeft}};
  for (const GlossaryEntry& entry : Glossary(language)) {
    table.rows.push_back({std::string(entry.term), std::string(entry.meaning)});
  }
  document.blocks.push_back(std::move(table));
}

ReportOptions PageOptions(Language language) {
  ReportOptions options;
  options.language = language;
  options.standardized_errors = true;
  return options;
}

}  // namespace

Document BuildIntroduction(const ReportPage& page, Language language) {
  const ReportOptions options = PageOptions(language);
  const ReportContext context{page.results, options, Names(page.results, language, 0)};
  Document document;
  AddSummary(context, document);
  if (!page.results.data_statement.empty()) {
    // Below the title.
    document.blocks.insert(document.blocks.begin() + 1,
                           Paragraph{StatementIn(language, page.results.data_statement), true});
  }
  if (page.check && page.check->has_data) {
    Append(BuildSampleDocument(*page.check, language), 0, &document);
    AddDataNotes(page, language, document);
  }
  AddMissingAnswers(page.results.missing, page.results.little, context.names, language, document);
  AddFitMeaning(language, document);
  if (page.claims) AddClaimsInWords(*page.claims, language, document);
  return document;
}

Document BuildAppendix(const ReportPage& page, Language language) {
  const ReportOptions options = PageOptions(language);
  const ReportContext context{page.results, options, Names(page.results, language, 0)};
  Document document;
  AddMethods(page, language, document);
  AddNotes(context, document);
  AddProvenance(context, document);
  return document;
}

PageDocuments BuildPageDocuments(const ReportPage& page, Language language) {
  const ReportOptions options = PageOptions(language);
  const ReportContext context{page.results, options, Names(page.results, language, 0)};
  PageDocuments documents;
  Document& before = documents.before_figures;
  if (!page.results.data_statement.empty()) {
    before.blocks.push_back(Paragraph{StatementIn(language, page.results.data_statement), true});
  }
  AddSummary(context, before);
  AddSampleAndQuality(page, context, before);
  AddLoadings(context, before);
  if (HasRows(page.results, Operator::kMeasuredBy)) {
    before.blocks.push_back(Paragraph{Say(language, P::kReadingLoadings)});
  }
  AddReliability(context, before);

  Document& after = documents.after_figures;
  AddPaths(context, after);
  if (HasRows(page.results, Operator::kRegression)) {
    after.blocks.push_back(Paragraph{Say(language, P::kReadingCoefficients)});
  }
  AddRSquared(context, after);
  AddDefinitionsAndConstraints(context, after);
  AddEffects(context, after);
  AddHypotheses(context, after);
  AddFit(context, after);
  AddFitMeaning(language, after);
  AddResiduals(context, after);
  AddModificationIndices(context, after);
  AddClaimsReport(page, language, after);
  AddAllOtherParameters(context, after);
  documents.appendix = BuildAppendix(page, language);
  AddGlossary(language, documents.glossary);
  return documents;
}

}  // namespace trustsem
