// What the formats of reports on claims have in common (private to them).
#ifndef TRUSTSEM_REPORT_CLAIMS_FORMAT_H_
#define TRUSTSEM_REPORT_CLAIMS_FORMAT_H_

#include <string>
#include <vector>

#include "report/survey_format.h"

namespace trustsem {

struct ClaimTally {
  int claims = 0, reproduced = 0, ambiguous = 0, differs = 0, not_computed = 0;
  int open = 0;  // reproduced, with another reading that does not agree
  int ratios = 0, ratios_reproduced = 0;
};

ClaimTally Tally(const ClaimBookResults& results);
// "35 of 35 percentages reproduced; 12 of them have another reading that does not agree."
std::string TallySentence(const ClaimBookResults& results, Language language);

// What agreement with synthetic data means; empty for other data.
Text Caution(const ClaimBookResults& results);

// The statement on the data and the caution, where there are any.
std::vector<std::string> Statements(const ClaimBookResults& results, Language language);

std::vector<std::string> ClaimMethodSentences(const ClaimBookResults& results, IntervalPlace place,
                                              Language language);
// One sheet each: percentages, claims with other readings, ratios, where there are any.
std::vector<WorkbookSheet> ClaimSheets(const ClaimBookResults& results, Language language);

std::string ClaimsTitle(const ClaimBookResults& results, Language language);

std::string VerdictText(Verdict verdict, Language language);

// How certain the reading is, in words; a status that has none here as the file writes it.
std::string StatusText(const std::string& status, Language language);

// "> 85%", "71%".
std::string PublishedText(const Claim& claim);

// What a reading counts: "any of: ..." where one condition is enough.
std::string CountedText(const ReadingResult& result, const Reading& reading, Language language);

// A claim is open where it has other readings, computed or in words.
bool IsOpen(const ClaimResult& claim);

// A reading and what was computed from it; `number` is one for the first.
struct NumberedReading {
  int number = 1;
  const Reading* reading = nullptr;
  const ReadingResult* result = nullptr;
};
std::vector<NumberedReading> ReadingsOf(const ClaimResult& claim);
// "first reading", or the other one's label, else "reading 2".
std::string ReadingName(const NumberedReading& reading, Language language);
// "yes", "no", or nothing where it is not computed.
std::string AgreesText(const ReadingResult& result, Language language);

// "3.10 [2.43; 3.95]", "2.96-3.32".
std::string RatioText(const SurveyEstimate& ratio);
std::string AllowedText(const ClaimBook& book, const RatioClaim& ratio);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CLAIMS_FORMAT_H_
