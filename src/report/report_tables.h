// All tables of a report, before they have a format: those of the results (result_tables.h), and
// around them those of the sample, the claims and the words.
#ifndef TRUSTSEM_REPORT_REPORT_TABLES_H_
#define TRUSTSEM_REPORT_REPORT_TABLES_H_

#include <vector>

#include "report/report_page.h"
#include "report/result_tables.h"

namespace trustsem {

// Variables (over all rows), who answered, what the codebook finds odd, patterns of missing answers
// and shares of respondents who answered: those that have rows.
std::vector<ResultTable> MakeSampleTables(const ReportPage& page, const ReportContext& context);

// Published percentages beside the survey's, first readings alone; without rows where there are no
// claims.
ResultTable MakeClaimTable(const ReportPage& page, Language language);

ResultTable MakeGlossaryTable(Language language);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_REPORT_TABLES_H_
