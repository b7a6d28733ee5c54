// The columns of a table: the total, and a family for each segmenting variable (private to the
// folder).
#ifndef TRUSTSEM_SURVEY_TABLE_COLUMNS_H_
#define TRUSTSEM_SURVEY_TABLE_COLUMNS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "survey/estimates.h"
#include "survey/family_estimates.h"
#include "survey/results.h"
#include "survey/survey_data.h"

namespace trustsem {

// A segmenting variable with more values makes no columns.
inline constexpr size_t kMostSegments = 20;

struct TableColumns {
  std::vector<SurveyColumn> columns;
  std::vector<BaseCount> bases;       // one a column
  std::vector<Family> families;       // the first is the total
  std::vector<size_t> first_columns;  // of each family, among `columns`
  // What a reader should know: by segmenting variable, how many of the base have no value, and
  // which values nobody in the base has.
  std::vector<std::pair<std::string, int64_t>> without_segment;
  std::vector<std::pair<std::string, std::string>> dropped;
};

// `base`: the rows that the table is about. Faults: segments that cannot be columns.
TableColumns MakeTableColumns(const TableRequest& table, const RowMask& base, SurveyData* survey,
                              std::vector<Fault>* faults);

// "A" ... "Z", "AA", "AB" ... for the columns behind the total.
std::string ColumnLetter(size_t index);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_TABLE_COLUMNS_H_
