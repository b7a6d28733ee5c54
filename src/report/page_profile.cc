#include "report/format_number.h"
#include "report/page_phrases.h"
#include "report/page_sections.h"
#include "report/survey_format.h"

namespace trustsem {

void AddProfile(const ReportPage& page, Language language, Document& document) {
  using P = PagePhrase;
  if (!page.profile || page.profile->tables.empty()) return;
  Table table;
  table.columns = {{Say(language, P::kQuestion), Align::kLeft},
                   {Say(language, P::kAnswer), Align::kLeft},
                   {Say(language, P::kShare)},
                   {Say(language, P::kAnswered)}};
  for (const SurveyTable& source : page.profile->tables) {
    for (size_t i = 0; i < source.rows.size(); ++i) {
      const SurveyRow& row = source.rows[i];
      if (row.kind != SurveyRow::Kind::kShare) continue;
      const SurveyEstimate& share = row.cells.front().estimate;
      const bool begins = BeginsQuestion(source, i);
      table.rows.push_back({begins ? QuestionLabel(row, language) : "", AnswerLabel(row, language),
                            EstimateText(share, true),
                            begins ? FormatCount(static_cast<double>(share.base.n)) : ""});
    }
  }
  if (table.rows.empty()) return;
  document.blocks.push_back(Heading{3, Say(language, P::kProfile)});
  document.blocks.push_back(std::move(table));
  const TableBook& book = page.profile->book;
  Bullets method{DesignSentences(book.design, language)};
  method.items.push_back(
      IntervalSentence(IntervalPlace::kBrackets, book.interval, book.confidence, language));
  document.blocks.push_back(std::move(method));
}

}  // namespace trustsem
