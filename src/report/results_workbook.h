// A report as an Excel workbook.
#ifndef TRUSTSEM_REPORT_RESULTS_WORKBOOK_H_
#define TRUSTSEM_REPORT_RESULTS_WORKBOOK_H_

#include <string>

#include "report/report_page.h"

namespace trustsem {

// One sheet a table (report_tables.h), with the respondents it rests on and its notes, between one
// that says all in words and one on methods and provenance; those of claims are the sheets of
// WriteClaimsWorkbook. In the report's language. Numbers are numbers to the last digit, headers
// stay when the rest scrolls, and a text is a text whatever it begins with. Returns the bytes of an
// .xlsx file, the same for the same report. Throws as WriteWorkbook does.
std::string WriteResultsWorkbook(const ReportPage& report);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_RESULTS_WORKBOOK_H_
