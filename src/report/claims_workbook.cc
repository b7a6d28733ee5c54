// Claims beside a survey as an Excel workbook: about, percentages, readings, ratios.
#include <algorithm>

#include "report/claims_format.h"
#include "report/names.h"
#include "report/write_survey.h"

namespace trustsem {
namespace {

using Cells = std::vector<WorkbookCell>;
using P = SurveyPhrase;

constexpr double kIdWidth = 7, kSentenceWidth = 46, kTextWidth = 30, kBaseWidth = 26;
constexpr double kNumberWidth = 11, kVerdictWidth = 14, kStatusWidth = 18, kNoteWidth = 40;

// A column: its heading, width and what stands in it.
enum class Content { kText, kNumber, kMark };
struct SheetColumn {
  SurveyPhrase heading;
  double width;
  Content content = Content::kText;
};

CellStyle HeadingStyle(Content content) {
  switch (content) {
    case Content::kNumber:
      return CellStyle::kNumberHeading;
    case Content::kMark:
      return CellStyle::kCentredHeading;
    case Content::kText:
      break;
  }
  return CellStyle::kHeading;
}

// Above every table: its title, what the data are, what agreement is worth.
WorkbookSheet NewSheet(const ClaimBookResults& results, SurveyPhrase name, Language language,
                       const std::vector<SheetColumn>& columns) {
  WorkbookSheet sheet;
  sheet.name = Say(language, name);
  for (const SheetColumn& column : columns) sheet.widths.push_back(column.width);
  sheet.rows.push_back(SentenceRow(sheet, ClaimsTitle(results, language), CellStyle::kTitle));
  for (const std::string& statement : Statements(results, language)) {
    sheet.rows.push_back(SentenceRow(sheet, statement, CellStyle::kStatement));
  }
  Cells cells;
  for (const SheetColumn& column : columns) {
    cells.push_back(TextCell(Say(language, column.heading), HeadingStyle(column.content)));
  }
  sheet.rows.push_back(std::move(cells));
  sheet.frozen_rows = static_cast<int>(sheet.rows.size());
  sheet.frozen_columns = 2;
  return sheet;
}

void AddEstimate(const SurveyEstimate& estimate, CellStyle style, Cells* cells) {
  for (const double number : {estimate.value, estimate.lower, estimate.upper}) {
    cells->push_back(NumberCell(number, style));
  }
}

WorkbookCell LabelCell(std::string text) { return TextCell(std::move(text), CellStyle::kLabel); }

WorkbookCell PublishedCell(const Claim& claim) {
  if (claim.comparison == Comparison::kEqual) {
    return NumberCell(claim.published / 100, CellStyle::kPercent);
  }
  return TextCell(PublishedText(claim), CellStyle::kInstead);
}

// As it is shown: a difference that is rounded away has no sign.
WorkbookCell PointsCell(double points) {
  const std::string shown = RoundedText(points, 1);
  return NumberCell(shown == "0.0" ? 0 : points, CellStyle::kDifference);
}

void AddRow(Cells cells, bool rule_above, WorkbookSheet* sheet) {
  // The headings have a line of their own.
  rule_above = rule_above && sheet->rows.size() > static_cast<size_t>(sheet->frozen_rows);
  for (WorkbookCell& cell : cells) cell.rule_above = rule_above;
  sheet->rows.push_back(std::move(cells));
}

// Nobody is counted where nothing was computed.
double RespondentsOf(const ReadingResult& reading) {
  return reading.estimate.base.n > 0 ? static_cast<double>(reading.estimate.base.n) : kNotANumber;
}

WorkbookSheet ClaimSheet(const ClaimBookResults& results, Language language) {
  WorkbookSheet sheet = NewSheet(results, P::kClaimSheet, language,
                                 {{P::kId, kIdWidth},
                                  {P::kClaim, kSentenceWidth},
                                  {P::kLine, kIdWidth, Content::kMark},
                                  {P::kCounted, kTextWidth},
                                  {P::kBaseColumn, kBaseWidth},
                                  {P::kPublished, kNumberWidth, Content::kNumber},
                                  {P::kComputed, kNumberWidth, Content::kNumber},
                                  {P::kLower, kNumberWidth, Content::kNumber},
                                  {P::kUpper, kNumberWidth, Content::kNumber},
                                  {P::kDifference, kNumberWidth, Content::kNumber},
                                  {P::kN, kNumberWidth, Content::kNumber},
                                  {P::kVerdict, kVerdictWidth, Content::kMark},
                                  {P::kStatus, kStatusWidth},
                                  {P::kNoteColumn, kNoteWidth}});
  for (const ClaimResult& result : results.claims) {
    const Claim& claim = result.claim;
    const ReadingResult& reading = result.reading;
    Cells cells = {LabelCell(claim.id),
                   LabelCell(InLanguage(claim.sentence, language)),
                   TextCell(claim.line, CellStyle::kMark),
                   LabelCell(CountedText(reading, claim.reading, language)),
                   LabelCell(BaseText(reading.base_label, language)),
                   PublishedCell(claim)};
    AddEstimate(reading.estimate, CellStyle::kPercent, &cells);
    cells.push_back(PointsCell(reading.difference));
    cells.push_back(NumberCell(RespondentsOf(reading), CellStyle::kCount));
    cells.push_back(TextCell(VerdictText(result.verdict, language), CellStyle::kMark));
    cells.push_back(LabelCell(StatusText(claim.status, language)));
    cells.push_back(LabelCell(InLanguage(claim.note, language)));
    AddRow(std::move(cells), true, &sheet);
  }
  return sheet;
}

WorkbookSheet ReadingSheet(const ClaimBookResults& results, Language language) {
  WorkbookSheet sheet = NewSheet(results, P::kReadings, language,
                                 {{P::kId, kIdWidth},
                                  {P::kReading, kTextWidth},
                                  {P::kCounted, kTextWidth},
                                  {P::kBaseColumn, kTextWidth},
                                  {P::kPublished, kNumberWidth, Content::kNumber},
                                  {P::kComputed, kNumberWidth, Content::kNumber},
                                  {P::kLower, kNumberWidth, Content::kNumber},
                                  {P::kUpper, kNumberWidth, Content::kNumber},
                                  {P::kDifference, kNumberWidth, Content::kNumber},
                                  {P::kN, kNumberWidth, Content::kNumber},
                                  {P::kAgrees, kNumberWidth, Content::kMark},
                                  {P::kNoteColumn, kNoteWidth}});
  for (const ClaimResult& claim : results.claims) {
    if (!IsOpen(claim)) continue;
    for (const NumberedReading& numbered : ReadingsOf(claim)) {
      const ReadingResult& reading = *numbered.result;
      Cells cells = {LabelCell(claim.claim.id), LabelCell(ReadingName(numbered, language)),
                     LabelCell(CountedText(reading, *numbered.reading, language)),
                     LabelCell(BaseText(reading.base_label, language)), PublishedCell(claim.claim)};
      AddEstimate(reading.estimate, CellStyle::kPercent, &cells);
      cells.push_back(PointsCell(reading.difference));
      cells.push_back(NumberCell(RespondentsOf(reading), CellStyle::kCount));
      cells.push_back(TextCell(AgreesText(reading, language), CellStyle::kMark));
      cells.push_back(
          LabelCell(numbered.number == 1 ? InLanguage(claim.claim.note, language) : ""));
      AddRow(std::move(cells), numbered.number == 1, &sheet);
    }
  }
  return sheet;
}

WorkbookSheet RatioSheet(const ClaimBookResults& results, Language language) {
  WorkbookSheet sheet = NewSheet(results, P::kRatios, language,
                                 {{P::kId, kIdWidth},
                                  {P::kClaim, kSentenceWidth},
                                  {P::kLine, kIdWidth, Content::kMark},
                                  {P::kRatio, kVerdictWidth},
                                  {P::kPublished, kNumberWidth, Content::kNumber},
                                  {P::kComputed, kNumberWidth, Content::kNumber},
                                  {P::kLower, kNumberWidth, Content::kNumber},
                                  {P::kUpper, kNumberWidth, Content::kNumber},
                                  {P::kAllowed, kVerdictWidth, Content::kNumber},
                                  {P::kVerdict, kVerdictWidth, Content::kMark}});
  for (const RatioResult& result : results.ratios) {
    const RatioClaim& claim = result.claim;
    Cells cells = {LabelCell(claim.id), LabelCell(InLanguage(claim.sentence, language)),
                   TextCell(claim.line, CellStyle::kMark),
                   LabelCell(claim.numerator + " / " + claim.denominator),
                   NumberCell(claim.published, CellStyle::kNumber)};
    AddEstimate(result.ratio, CellStyle::kNumber, &cells);
    cells.push_back(TextCell(AllowedText(results.book, claim), CellStyle::kInstead));
    cells.push_back(TextCell(VerdictText(result.verdict, language), CellStyle::kMark));
    AddRow(std::move(cells), true, &sheet);
  }
  return sheet;
}

}  // namespace

std::vector<WorkbookSheet> ClaimSheets(const ClaimBookResults& results, Language language) {
  std::vector<WorkbookSheet> sheets = {ClaimSheet(results, language)};
  const auto is_open = [](const ClaimResult& claim) { return IsOpen(claim); };
  if (std::any_of(results.claims.begin(), results.claims.end(), is_open)) {
    sheets.push_back(ReadingSheet(results, language));
  }
  if (!results.ratios.empty()) sheets.push_back(RatioSheet(results, language));
  return sheets;
}

std::string WriteClaimsWorkbook(const ClaimBookResults& results, Language language) {
  const std::string title = ClaimsTitle(results, language);
  std::vector<std::string> findings = {TallySentence(results, language),
                                       Say(language, P::kStatedOnly)};
  if (!results.book.source.empty()) {
    findings.push_back(Say(language, P::kSource, results.book.source));
  }
  const std::vector<std::string> method =
      ClaimMethodSentences(results, IntervalPlace::kColumns, language);
  std::vector<WorkbookSheet> sheets = {AboutSheet(title, Statements(results, language), findings,
                                                  method, results.origin, results.warnings,
                                                  language)};
  for (WorkbookSheet& sheet : ClaimSheets(results, language)) sheets.push_back(std::move(sheet));
  return WriteWorkbook(title, sheets);
}

}  // namespace trustsem
