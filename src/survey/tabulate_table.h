// One table: estimates, comparisons and suppression (private to the folder).
#ifndef TRUSTSEM_SURVEY_TABULATE_TABLE_H_
#define TRUSTSEM_SURVEY_TABULATE_TABLE_H_

#include <vector>

#include "survey/results.h"
#include "survey/survey_data.h"
#include "survey/table_columns.h"
#include "survey/table_rows.h"

namespace trustsem {

// Fills in the cells of the questions' rows and the letters of significant differences.
SurveyTable TabulateTable(const TableBook& book, const TableRequest& request,
                          const TableColumns& columns, const std::vector<TableQuestion>& questions,
                          const SurveyDesign& design);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_TABULATE_TABLE_H_
