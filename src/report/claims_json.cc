// Claims beside a survey as one JSON object. Shares stand from 0 to 1; published percentages,
// tolerances and differences are in percent and points.
#include "report/claims_format.h"
#include "report/json_parts.h"
#include "report/write_survey.h"
#include "survey/judge_claims.h"

namespace trustsem {
namespace {

using Layout = JsonWriter::Layout;

void WriteTally(JsonWriter& json, const ClaimBookResults& results) {
  const ClaimTally tally = Tally(results);
  json.Key("tally");
  json.BeginObject();
  json.Member("claims", tally.claims);
  json.Member("reproduced", tally.reproduced);
  json.Member("reproduced_with_other_reading_that_disagrees", tally.open);
  json.Member("ambiguous", tally.ambiguous);
  json.Member("differs", tally.differs);
  json.Member("not_computed", tally.not_computed);
  json.Member("ratios", tally.ratios);
  json.Member("ratios_reproduced", tally.ratios_reproduced);
  json.EndObject();
}

void WriteReading(JsonWriter& json, const NumberedReading& reading) {
  const ReadingResult& result = *reading.result;
  json.BeginObject();
  WriteTextMember(json, "label", result.label);
  WriteTextMember(json, "counted", result.counted_label);
  json.Member("any", reading.reading->any);
  WriteTextMember(json, "base", result.base_label);
  WriteEstimateMembers(json, result.estimate);
  json.Member("difference", result.difference);
  json.Key("agrees");
  if (AgreesText(result, Language::kEnglish).empty()) {
    json.Number(kNotANumber);  // null
  } else {
    json.Bool(result.agrees);
  }
  json.EndObject();
}

void WriteClaim(JsonWriter& json, const ClaimResult& result) {
  const Claim& claim = result.claim;
  json.BeginObject(Layout::kLines);
  json.Member("id", claim.id);
  WriteTextMember(json, "sentence", claim.sentence);
  json.Member("line", claim.line);
  json.Member("published", claim.published);
  json.Member("comparison", ToString(claim.comparison));
  json.Member("status", claim.status);
  json.Member("verdict", ToString(result.verdict));
  json.Key("readings");
  json.BeginArray(Layout::kLines);
  for (const NumberedReading& reading : ReadingsOf(result)) WriteReading(json, reading);
  json.EndArray();
  WriteTextMember(json, "note", claim.note);
  json.EndObject();
}

void WriteRatio(JsonWriter& json, const ClaimBook& book, const RatioResult& result) {
  const RatioClaim& claim = result.claim;
  const auto [lowest, highest] = AllowedRatio(book, claim);
  json.BeginObject();
  json.Member("id", claim.id);
  WriteTextMember(json, "sentence", claim.sentence);
  json.Member("line", claim.line);
  json.Member("numerator", claim.numerator);
  json.Member("denominator", claim.denominator);
  json.Member("published", claim.published);
  json.Member("value", result.ratio.value);
  json.Member("se", result.ratio.standard_error);
  json.Member("ci_lower", result.ratio.lower);
  json.Member("ci_upper", result.ratio.upper);
  json.Member("difference", result.difference);
  json.Member("allowed_lower", lowest);
  json.Member("allowed_upper", highest);
  json.Member("verdict", ToString(result.verdict));
  json.EndObject();
}

}  // namespace

std::string WriteClaimsJson(const ClaimBookResults& results) {
  JsonWriter json;
  json.BeginObject(Layout::kLines);
  const ClaimBook& book = results.book;
  WriteSurveyProgram(json, results.origin, "claim_book", book.name, book.title);
  json.Member("source", book.source);
  json.Member("by_construction", results.calibrated);
  WriteTextMember(json, "caution", Caution(results));
  json.Member("tolerance", book.tolerance);
  WriteTally(json, results);
  json.Key("claims");
  json.BeginArray(Layout::kLines);
  for (const ClaimResult& claim : results.claims) WriteClaim(json, claim);
  json.EndArray();
  json.Key("ratios");
  json.BeginArray(Layout::kLines);
  for (const RatioResult& ratio : results.ratios) WriteRatio(json, book, ratio);
  json.EndArray();
  WriteWarnings(json, results.warnings);
  json.EndObject();
  return json.text() + "\n";
}

}  // namespace trustsem
