// The rows of a table: shares of answers, nets and means (private to the folder).
#ifndef TRUSTSEM_SURVEY_TABLE_ROWS_H_
#define TRUSTSEM_SURVEY_TABLE_ROWS_H_

#include <vector>

#include "survey/estimates.h"
#include "survey/results.h"
#include "survey/survey_data.h"

namespace trustsem {

// What a row counts is a function of the answer's code; of a mean of more different answers than
// can be listed, the answer itself.
struct TableRow {
  SurveyRow row;                      // without cells
  std::vector<double> value_of_code;  // empty: the question's numbers
  std::vector<int32_t> own_codes;     // of this row alone; empty: the question's
};

// One variable or one multiple-choice question.
struct TableQuestion {
  std::string name;
  RowMask answered;
  const std::vector<int32_t>* codes = nullptr;
  const std::vector<double>* numbers = nullptr;
  std::vector<TableRow> rows;
};

// Faults: variables that do not exist, shares of an open text, of an identifier, a date or of a
// number with too many values, a mean of a category, nets of values that are none. The rows refer
// to the survey, which must outlive them.
std::vector<TableQuestion> MakeTableQuestions(const TableRequest& table, SurveyData* survey,
                                              std::vector<Fault>* faults);

// The rows of a multiple-choice question: the share that chose each of its columns, and nets of
// those that chose one of several at least. Its base are those who answered any of them.
TableQuestion MakeChoiceQuestion(const TableRequest& table, const CodebookVariable& question,
                                 const Place& place, SurveyData* survey,
                                 std::vector<Fault>* faults);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_TABLE_ROWS_H_
