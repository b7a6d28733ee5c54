// Claims beside a survey as CSV: one line a reading, then one a ratio.
#include <fmt/format.h>

#include <iterator>

#include "report/claims_format.h"
#include "report/csv_field.h"
#include "report/names.h"
#include "report/write_survey.h"

namespace trustsem {
namespace {

constexpr Language kLanguage = Language::kEnglish;

void AppendField(const std::string& field, std::string* csv) { *csv += CsvField(field) + ","; }

void AppendSentence(const Text& sentence, const std::string& line, std::string* csv) {
  AppendField(sentence.en, csv);
  AppendField(sentence.zh, csv);
  AppendField(line, csv);
}

void AppendReading(const ClaimResult& result, const NumberedReading& reading, std::string* csv) {
  const Claim& claim = result.claim;
  AppendField(claim.id, csv);
  fmt::format_to(std::back_inserter(*csv), "{},", reading.number);
  AppendField(ReadingName(reading, kLanguage), csv);
  AppendSentence(claim.sentence, claim.line, csv);
  AppendField(CountedText(*reading.result, *reading.reading, kLanguage), csv);
  AppendField(BaseText(reading.result->base_label, kLanguage), csv);
  AppendField(claim.status, csv);
  AppendField(ToString(claim.comparison), csv);
  *csv += "percent,";
  AppendCsvNumber(claim.published, csv);
  AppendEstimateFields(reading.result->estimate, 100, csv);
  *csv += ',';
  AppendCsvNumber(reading.result->difference, csv);
  const bool computed = !AgreesText(*reading.result, kLanguage).empty();
  *csv += !computed ? "," : reading.result->agrees ? ",true" : ",false";
  fmt::format_to(std::back_inserter(*csv), ",{},", ToString(result.verdict));
  *csv += CsvField(InLanguage(claim.note, kLanguage));
}

void AppendRatio(const RatioResult& result, std::string* csv) {
  const RatioClaim& claim = result.claim;
  AppendField(claim.id, csv);
  *csv += "1,";
  AppendField(claim.numerator + " / " + claim.denominator, csv);
  AppendSentence(claim.sentence, claim.line, csv);
  *csv += ",,,equal,ratio,";
  AppendCsvNumber(claim.published, csv);
  AppendEstimateFields(result.ratio, 1, csv);
  *csv += ',';
  AppendCsvNumber(result.difference, csv);
  const bool computed = result.verdict != Verdict::kNotComputed;
  *csv += !computed ? "," : result.verdict == Verdict::kReproduced ? ",true" : ",false";
  fmt::format_to(std::back_inserter(*csv), ",{},", ToString(result.verdict));
}

}  // namespace

std::string WriteClaimsCsv(const ClaimBookResults& results) {
  std::string csv =
      "id,reading,reading_label,sentence_en,sentence_zh,line,counted,base,status,comparison,unit,"
      "published,";
  csv += kEstimateHeadings;
  csv += ",difference,agrees,verdict,note";
  // Lines that are cut from their surroundings still say what agreement is worth.
  std::string statements;
  for (const std::string& statement : Statements(results, kLanguage)) {
    statements += (statements.empty() ? "" : " ") + statement;
  }
  const std::string last = statements.empty() ? "" : "," + CsvField(statements);
  csv += statements.empty() ? "\n" : ",data_statement\n";
  for (const ClaimResult& claim : results.claims) {
    for (const NumberedReading& reading : ReadingsOf(claim)) {
      AppendReading(claim, reading, &csv);
      csv += last + '\n';
    }
  }
  for (const RatioResult& ratio : results.ratios) {
    AppendRatio(ratio, &csv);
    csv += last + '\n';
  }
  return csv;
}

}  // namespace trustsem
