// Writes tables of percentages, claims and data quality.
#ifndef TRUSTSEM_REPORT_WRITE_SURVEY_H_
#define TRUSTSEM_REPORT_WRITE_SURVEY_H_

#include <string>

#include "report/document.h"
#include "report/write_results.h"

namespace trustsem {

struct SurveyBookResults;  // survey/results.h
struct ClaimBookResults;   // survey/results.h
struct DataQuality;        // survey/data_quality.h
struct QualityFinding;     // survey/data_quality.h

// Text for a terminal and Markdown, in English or Chinese; CSV: one line a cell; JSON: one object.
std::string WriteSurveyText(const SurveyBookResults& results, Language language);
std::string WriteSurveyMarkdown(const SurveyBookResults& results, Language language);
std::string WriteSurveyCsv(const SurveyBookResults& results);
std::string WriteSurveyJson(const SurveyBookResults& results);
// One sheet a table, and one on the design and its words. Returns the bytes of an .xlsx file.
std::string WriteSurveyWorkbook(const SurveyBookResults& results, Language language);

// With whole tables, as Markdown has them.
Document BuildClaimsDocument(const ClaimBookResults& results, Language language);
std::string WriteClaimsText(const ClaimBookResults& results, Language language);
std::string WriteClaimsMarkdown(const ClaimBookResults& results, Language language);
std::string WriteClaimsCsv(const ClaimBookResults& results);
std::string WriteClaimsJson(const ClaimBookResults& results);
std::string WriteClaimsWorkbook(const ClaimBookResults& results, Language language);

// What kind of finding it is: "out of range".
std::string FindingName(const QualityFinding& finding, Language language);

// What was found alone, as the text has it.
Document BuildFindingsDocument(const DataQuality& quality, Language language);
std::string WriteQualityText(const DataQuality& quality, Language language);
std::string WriteQualityJson(const DataQuality& quality);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_WRITE_SURVEY_H_
