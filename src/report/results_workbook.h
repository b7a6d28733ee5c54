// The results of a fit as an Excel workbook.
#ifndef TRUSTSEM_REPORT_RESULTS_WORKBOOK_H_
#define TRUSTSEM_REPORT_RESULTS_WORKBOOK_H_

#include <string>

#include "report/write_results.h"

namespace trustsem {

// One sheet a table (result_tables.h), with the respondents it rests on and its notes, behind one
// with the summary, notes and provenance. Numbers are numbers to the last digit, headers stay when
// the rest scrolls, and a text is a text whatever it begins with. Returns the bytes of an .xlsx
// file, the same for the same results. Throws as WriteWorkbook does.
std::string WriteResultsWorkbook(const Results& results, const ReportOptions& options = {});

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_RESULTS_WORKBOOK_H_
