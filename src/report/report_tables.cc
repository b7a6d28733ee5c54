#include "report/report_tables.h"

#include <fmt/format.h>

#include <cmath>

#include "report/claims_format.h"
#include "report/format_number.h"
#include "report/page_phrases.h"
#include "report/write_survey.h"

namespace trustsem {
namespace {

using P = PagePhrase;
using S = SurveyPhrase;
using Row = std::vector<ResultCell>;

ResultCell TextOf(std::string text) { return {std::move(text)}; }
ResultCell Count(double number) { return {number, NumberKind::kCount}; }
ResultCell Count(int64_t number) { return Count(static_cast<double>(number)); }
ResultCell Share(double share) { return {share, NumberKind::kShare}; }
ResultCell Estimate(double number) { return {number, NumberKind::kEstimate}; }

// Share or percentage with its interval.
void AddEstimate(const SurveyEstimate& estimate, Row* row) {
  row->insert(row->end(), {Share(estimate.value), Share(estimate.lower), Share(estimate.upper)});
}

std::string GroupLabel(const GroupMissing& group, size_t index) {
  return group.label.empty() ? fmt::format("{}", index + 1) : group.label;
}

class SampleTables {
 public:
  SampleTables(const ReportPage& page, const ReportContext& context)
      : page_(page), context_(context), language_(context.options.language) {}

  std::vector<ResultTable> Make() {
    if (page_.check && page_.check->has_data) AddVariables(*page_.check);
    if (page_.profile) AddProfile(*page_.profile);
    if (page_.quality) AddFindings(*page_.quality);
    if (page_.results.missing.Any()) {
      AddPatterns(page_.results.missing);
      AddAnswered(page_.results.missing);
    }
    std::erase_if(tables_, [](const ResultTable& table) { return table.rows.empty(); });
    return std::move(tables_);
  }

 private:
  std::string Say(P phrase) const { return trustsem::Say(language_, phrase); }

  ResultTable& Begin(std::string name, P title, std::vector<ResultColumn> columns) {
    ResultTable table;
    table.name = std::move(name);
    table.title = Say(title);
    table.columns = std::move(columns);
    tables_.push_back(std::move(table));
    return tables_.back();
  }

  // Of all rows of the file, or of a matrix those that it is of.
  std::string AllRows(double rows) const {
    return context_.Say(Phrase::kRespondents, FormatCount(rows));
  }

  void AddVariables(const CheckReport& check) {
    ResultTable& table = Begin("variables", P::kVariables,
                               {{context_.Say(Phrase::kVariable), Align::kLeft},
                                {Say(P::kMissingAnswers)},
                                {Say(P::kDistinct)},
                                {Say(P::kMinimum)},
                                {Say(P::kMaximum)},
                                {Say(P::kMean)},
                                {Say(P::kStandardDeviation)}});
    for (const VariableSummary& row : check.variables) {
      table.rows.push_back({TextOf(context_.names.Full(row.name)), Count(row.missing),
                            Count(row.distinct), Estimate(row.minimum), Estimate(row.maximum),
                            Estimate(row.mean), Estimate(row.sd)});
    }
    double rows = check.rows_read;
    if (std::isnan(rows)) {
      rows = 0;
      for (const GroupSummary& group : check.sample_groups) rows += group.nobs;
    }
    table.base = AllRows(rows);
  }

  void AddProfile(const SurveyBookResults& profile) {
    ResultTable& table = Begin("who answered", P::kProfile,
                               {{Say(P::kQuestion), Align::kLeft},
                                {Say(P::kAnswer), Align::kLeft},
                                {Say(P::kShare)},
                                {context_.Say(Phrase::kIntervalFrom)},
                                {context_.Say(Phrase::kIntervalTo)},
                                {Say(P::kAnswered)}});
    table.blank_repeats = 1;
    for (const SurveyTable& source : profile.tables) {
      for (const SurveyRow& row : source.rows) {
        if (row.kind != SurveyRow::Kind::kShare) continue;
        const SurveyEstimate& share = row.cells.front().estimate;
        Row cells = {TextOf(QuestionLabel(row, language_)), TextOf(AnswerLabel(row, language_))};
        AddEstimate(share, &cells);
        cells.push_back(Count(share.base.n));
        table.rows.push_back(std::move(cells));
      }
    }
    table.base = AllRows(static_cast<double>(profile.origin.rows));
    const TableBook& book = profile.book;
    table.notes = DesignSentences(book.design, language_);
    table.notes.push_back(
        IntervalSentence(IntervalPlace::kColumns, book.interval, book.confidence, language_));
  }

  void AddFindings(const DataQuality& quality) {
    ResultTable& table = Begin("data quality", P::kFindings,
                               {{Say(P::kFinding), Align::kLeft},
                                {Say(P::kColumn), Align::kLeft},
                                {Say(P::kRows)},
                                {Say(P::kExample), Align::kLeft},
                                {Say(P::kFirstRows), Align::kLeft}});
    for (const QualityFinding& finding : quality.findings) {
      std::string rows = fmt::format("{}", fmt::join(finding.rows, ", "));
      if (finding.count > static_cast<int64_t>(finding.rows.size())) rows += ", ...";
      table.rows.push_back({TextOf(FindingName(finding, language_)), TextOf(finding.column),
                            finding.count > 0 ? Count(finding.count) : ResultCell{},
                            TextOf(finding.value), TextOf(rows)});
    }
    table.base = AllRows(static_cast<double>(quality.rows));
    table.in_papers = false;
  }

  // Shares are of respondents with an answer.
  void AddPatterns(const MissingSummary& missing) {
    ResultTable& table = Begin("missing answers", P::kMissingPatterns,
                               {{context_.Say(Phrase::kGroup), Align::kLeft},
                                {Say(P::kMissingAnswers), Align::kLeft},
                                {context_.Say(Phrase::kRespondentsRow)},
                                {Say(P::kShare)}});
    for (size_t g = 0; g < missing.groups.size(); ++g) {
      const GroupMissing& group = missing.groups[g];
      for (const MissingPatternCount& pattern : group.frequent) {
        std::vector<std::string> names;
        for (const int i : pattern.missing) {
          names.push_back(missing.variables[static_cast<size_t>(i)]);
        }
        table.rows.push_back(
            {TextOf(GroupLabel(group, g)),
             TextOf(names.empty() ? Say(P::kNone) : fmt::format("{}", fmt::join(names, ", "))),
             Count(pattern.respondents), Share(pattern.respondents / group.respondents)});
      }
    }
    FinishMissing(missing, &table);
  }

  void AddAnswered(const MissingSummary& missing) {
    ResultTable& table = Begin("answer rates", P::kAnsweredShares,
                               {{context_.Say(Phrase::kGroup), Align::kLeft},
                                {context_.Say(Phrase::kVariable), Align::kLeft},
                                {Say(P::kShare)}});
    for (size_t g = 0; g < missing.groups.size(); ++g) {
      const GroupMissing& group = missing.groups[g];
      for (size_t i = 0; i < missing.variables.size(); ++i) {
        table.rows.push_back({TextOf(GroupLabel(group, g)),
                              TextOf(context_.names.Full(missing.variables[i])),
                              Share(group.coverage[i])});
      }
    }
    FinishMissing(missing, &table);
  }

  // One group needs no column that names it.
  void FinishMissing(const MissingSummary& missing, ResultTable* table) const {
    table->base = AllRows(missing.Respondents());
    table->in_papers = false;
    if (missing.groups.size() > 1) return;
    table->columns.erase(table->columns.begin());
    for (Row& row : table->rows) row.erase(row.begin());
  }

  const ReportPage& page_;
  const ReportContext& context_;
  const Language language_;
  std::vector<ResultTable> tables_;
};

}  // namespace

std::vector<ResultTable> MakeSampleTables(const ReportPage& page, const ReportContext& context) {
  return SampleTables(page, context).Make();
}

ResultTable MakeClaimTable(const ReportPage& page, Language language) {
  ResultTable table;
  if (!page.claims) return table;
  const auto say = [&](S phrase) { return Say(language, phrase); };
  table.name = "percentages";
  table.title = ClaimsTitle(*page.claims, language);
  table.columns = {{say(S::kId), Align::kLeft},
                   {say(S::kCounted), Align::kLeft},
                   {say(S::kPublished)},
                   {say(S::kComputed)},
                   {say(S::kLower)},
                   {say(S::kUpper)},
                   {say(S::kDifference)},
                   {say(S::kN)},
                   {say(S::kVerdict), Align::kLeft}};
  for (const ClaimResult& result : page.claims->claims) {
    const SurveyEstimate& estimate = result.reading.estimate;
    Row row = {TextOf(result.claim.id),
               TextOf(CountedText(result.reading, result.claim.reading, language)),
               TextOf(PublishedText(result.claim))};
    AddEstimate(estimate, &row);
    row.push_back({result.reading.difference, NumberKind::kPoints});
    row.push_back(estimate.base.n > 0 ? Count(estimate.base.n) : ResultCell{});
    row.push_back(TextOf(VerdictText(result.verdict, language)));
    table.rows.push_back(std::move(row));
  }
  table.base = Say(language, Phrase::kRespondents,
                   FormatCount(static_cast<double>(page.claims->origin.rows)));
  table.notes = ClaimMethodSentences(*page.claims, IntervalPlace::kColumns, language);
  table.notes.insert(table.notes.begin(), TallySentence(*page.claims, language));
  const std::string caution = InLanguage(Caution(*page.claims), language);
  if (!caution.empty()) table.notes.push_back(caution);
  return table;
}

ResultTable MakeGlossaryTable(Language language) {
  ResultTable table;
  table.name = "glossary";
  table.title = Say(language, P::kGlossary);
  table.columns = {{Say(language, P::kTerm), Align::kLeft},
                   {Say(language, P::kMeaning), Align::kLeft}};
  for (const GlossaryEntry& entry : Glossary(language)) {
    table.rows.push_back({TextOf(std::string(entry.term)), TextOf(std::string(entry.meaning))});
  }
  table.in_papers = false;
  return table;
}

}  // namespace trustsem
