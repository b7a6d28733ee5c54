// Trust velocity as an Excel workbook: a sheet a table, behind one that tells what it is.
#include "report/figure_provenance.h"
#include "report/survey_format.h"
#include "report/velocity_sections.h"
#include "report/velocity_words.h"
#include "report/workbook.h"
#include "report/write_velocity.h"

namespace trustsem {
namespace {

using P = VelocityPhrase;

constexpr double kSentenceWidth = 100;

WorkbookSheet AboutVelocity(const VelocityResults& results, Language language) {
  WorkbookSheet sheet;
  sheet.name = Say(language, P::kAbout);
  sheet.widths = {kSentenceWidth};
  const auto add = [&](const std::vector<std::string>& sentences, CellStyle style) {
    for (const std::string& sentence : sentences) sheet.rows.push_back({TextCell(sentence, style)});
  };
  const auto add_part = [&](P heading, const std::vector<std::string>& sentences) {
    if (sentences.empty()) return;
    sheet.rows.push_back({});
    add({Say(language, heading)}, CellStyle::kHeading);
    add(sentences, CellStyle::kLabel);
  };
  add({TitleOf(results, language)}, CellStyle::kTitle);
  const std::string statement = StatementIn(language, results.data_statement);
  if (!statement.empty()) add({statement}, CellStyle::kStatement);
  add(CautionSentences(results, language), CellStyle::kLabel);
  add_part(P::kSummary, SummarySentences(results, language));
  add_part(P::kMethod, VelocityMethodSentences(results, language));
  add_part(P::kNotes, NoteSentences(results.notes));
  add_part(P::kOrigin, VelocityOriginSentences(results, language));
  return sheet;
}

// The list that a practitioner looks for first stands first.
void AddSheets(const VelocitySection& section, const std::string& statement, Language language,
               std::vector<WorkbookSheet>* sheets) {
  for (const VelocityTable& table : section.tables) {
    if (table.rows.empty() || table.room == VelocityRoom::kDocument) continue;
    sheets->push_back(VelocitySheet(section, table, statement, language));
  }
}

}  // namespace

std::string WriteVelocityWorkbook(const VelocityResults& results, Language language) {
  const std::string statement = StatementIn(language, results.data_statement);
  std::vector<WorkbookSheet> sheets = {AboutVelocity(results, language)};
  AddSheets(RankingSection(results, language), statement, language, &sheets);
  for (const auto make :
       {LevelsSection, SalespersonsSection, DifferencesSection, StagesSection, GrowthSection,
        TimeToTrustSection, StrataSection, CountedSection, ReliabilitySection}) {
    AddSheets(make(results, language), statement, language, &sheets);
  }
  return WriteWorkbook(TitleOf(results, language), sheets);
}

}  // namespace trustsem
