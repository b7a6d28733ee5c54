// Claims beside a survey as an Excel workbook: about, percentages, readings, ratios.
#include "report/claims_format.h"
#include "report/names.h"
#include "report/write_survey.h"

namespace trustsem {
namespace {

using Cells = std::vector<WorkbookCell>;
using P = SurveyPhrase;

constexpr double kIdWidth = 7, kSentenceWidth = 60, kTextWidth = 34, kNumberWidth = 11;

// Above every table: its title, what the data are, what agreement is worth.
WorkbookSheet NewSheet(const ClaimBookResults& results, SurveyPhrase name, Language language,
                       const std::vector<P>& headings) {
  WorkbookSheet sheet;
  sheet.name = Say(language, name);
  sheet.rows.push_back({TextCell(ClaimsTitle(results, language), CellStyle::kTitle)});
  for (const std::string& statement : Statements(results, language)) {
    sheet.rows.push_back({TextCell(statement, CellStyle::kStatement)});
  }
  Cells cells;
  for (const P phrase : headings) {
    cells.push_back(TextCell(Say(language, phrase), CellStyle::kHeading));
  }
  sheet.rows.push_back(std::move(cells));
  sheet.frozen_rows = static_cast<int>(sheet.rows.size());
  sheet.frozen_columns = 1;
  return sheet;
}

void AddEstimate(const SurveyEstimate& estimate, CellStyle style, Cells* cells) {
  for (const double number : {estimate.value, estimate.lower, estimate.upper}) {
    cells->push_back(NumberCell(number, style));
  }
}

// Nobody is counted where nothing was computed.
double RespondentsOf(const ReadingResult& reading) {
  return reading.estimate.base.n > 0 ? static_cast<double>(reading.estimate.base.n) : kNotANumber;
}

WorkbookSheet ClaimSheet(const ClaimBookResults& results, Language language) {
  WorkbookSheet sheet = NewSheet(
      results, P::kClaimSheet, language,
      {P::kId, P::kClaim, P::kLine, P::kCounted, P::kBaseColumn, P::kPublished, P::kComputed,
       P::kLower, P::kUpper, P::kDifference, P::kN, P::kVerdict, P::kStatus, P::kNoteColumn});
  sheet.widths = {kIdWidth,     kSentenceWidth, kIdWidth,     kTextWidth,
                  kTextWidth,   kNumberWidth,   kNumberWidth, kNumberWidth,
                  kNumberWidth, kNumberWidth,   kNumberWidth, 16,
                  24,           kSentenceWidth};
  for (const ClaimResult& result : results.claims) {
    const Claim& claim = result.claim;
    const ReadingResult& reading = result.reading;
    Cells cells = {TextCell(claim.id),
                   TextCell(InLanguage(claim.sentence, language), CellStyle::kLabel),
                   TextCell(claim.line),
                   TextCell(CountedText(reading, claim.reading, language), CellStyle::kLabel),
                   TextCell(BaseText(reading.base_label, language), CellStyle::kLabel),
                   claim.comparison == Comparison::kEqual
                       ? NumberCell(claim.published / 100, CellStyle::kPercent)
                       : TextCell(PublishedText(claim))};
    AddEstimate(reading.estimate, CellStyle::kPercent, &cells);
    cells.push_back(NumberCell(reading.difference, CellStyle::kPoints));
    cells.push_back(NumberCell(RespondentsOf(reading), CellStyle::kCount));
    cells.push_back(TextCell(VerdictText(result.verdict, language)));
    cells.push_back(TextCell(claim.status));
    cells.push_back(TextCell(InLanguage(claim.note, language), CellStyle::kLabel));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

WorkbookSheet ReadingSheet(const ClaimBookResults& results, Language language) {
  WorkbookSheet sheet =
      NewSheet(results, P::kReadings, language,
               {P::kId, P::kReading, P::kCounted, P::kBaseColumn, P::kPublished, P::kComputed,
                P::kLower, P::kUpper, P::kDifference, P::kN, P::kAgrees, P::kNoteColumn});
  sheet.widths = {kIdWidth,     kTextWidth,   kTextWidth,   kTextWidth,
                  kNumberWidth, kNumberWidth, kNumberWidth, kNumberWidth,
                  kNumberWidth, kNumberWidth, kNumberWidth, kSentenceWidth};
  for (const ClaimResult& claim : results.claims) {
    if (!IsOpen(claim)) continue;
    for (const NumberedReading& numbered : ReadingsOf(claim)) {
      const ReadingResult& reading = *numbered.result;
      Cells cells = {TextCell(claim.claim.id),
                     TextCell(ReadingName(numbered, language), CellStyle::kLabel),
                     TextCell(CountedText(reading, *numbered.reading, language), CellStyle::kLabel),
                     TextCell(BaseText(reading.base_label, language), CellStyle::kLabel),
                     TextCell(PublishedText(claim.claim))};
      AddEstimate(reading.estimate, CellStyle::kPercent, &cells);
      cells.push_back(NumberCell(reading.difference, CellStyle::kPoints));
      cells.push_back(NumberCell(RespondentsOf(reading), CellStyle::kCount));
      cells.push_back(TextCell(AgreesText(reading, language)));
      cells.push_back(TextCell(numbered.number == 1 ? InLanguage(claim.claim.note, language) : "",
                               CellStyle::kLabel));
      sheet.rows.push_back(std::move(cells));
    }
  }
  return sheet;
}

WorkbookSheet RatioSheet(const ClaimBookResults& results, Language language) {
  WorkbookSheet sheet = NewSheet(results, P::kRatios, language,
                                 {P::kId, P::kClaim, P::kLine, P::kRatio, P::kPublished,
                                  P::kComputed, P::kLower, P::kUpper, P::kAllowed, P::kVerdict});
  sheet.widths = {kIdWidth,     kSentenceWidth, kIdWidth,     14, kNumberWidth,
                  kNumberWidth, kNumberWidth,   kNumberWidth, 14, 16};
  for (const RatioResult& result : results.ratios) {
    const RatioClaim& claim = result.claim;
    Cells cells = {TextCell(claim.id),
                   TextCell(InLanguage(claim.sentence, language), CellStyle::kLabel),
                   TextCell(claim.line), TextCell(claim.numerator + " / " + claim.denominator),
                   NumberCell(claim.published, CellStyle::kNumber)};
    AddEstimate(result.ratio, CellStyle::kNumber, &cells);
    cells.push_back(TextCell(AllowedText(results.book, claim)));
    cells.push_back(TextCell(VerdictText(result.verdict, language)));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

}  // namespace

std::string WriteClaimsWorkbook(const ClaimBookResults& results, Language language) {
  const std::string title = ClaimsTitle(results, language);
  std::vector<std::string> statements = Statements(results, language);
  statements.push_back(TallySentence(results, language));
  statements.push_back(Say(language, P::kStatedOnly));
  if (!results.book.source.empty()) {
    statements.push_back(Say(language, P::kSource, results.book.source));
  }
  std::vector<WorkbookSheet> sheets = {
      AboutSheet(title, statements, ClaimMethodSentences(results, language), results.origin,
                 results.warnings, language),
      ClaimSheet(results, language), ReadingSheet(results, language)};
  if (!results.ratios.empty()) sheets.push_back(RatioSheet(results, language));
  return WriteWorkbook(title, sheets);
}

}  // namespace trustsem
