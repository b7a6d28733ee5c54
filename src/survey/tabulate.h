// Tables of weighted percentages of a survey.
#ifndef TRUSTSEM_SURVEY_TABULATE_H_
#define TRUSTSEM_SURVEY_TABULATE_H_

#include <string>

#include "survey/results.h"

namespace trustsem {

// Reads the data (only the columns that the tables need) and, where the book or `codebook` names
// one, its codebook; `codebook` wins. A share's base is those of the table's base who answered the
// variable; of a multiple-choice question, those who answered any of its columns. Cells with fewer
// than minimum_base respondents are suppressed and take no part in comparisons.
//
// Throws Error(kSpecification) at the place of the fault: an unknown variable, shares of an open
// text, a mean of a category, a net of values that are none; Error(kData): a base that is empty
// (named), and what reading the data, the codebook and the design throws.
SurveyBookResults Tabulate(const TableBook& book, const std::string& data,
                           const std::string& codebook = "");

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_TABULATE_H_
