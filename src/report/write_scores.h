// Writes scores as CSV or JSON.
#ifndef TRUSTSEM_REPORT_WRITE_SCORES_H_
#define TRUSTSEM_REPORT_WRITE_SCORES_H_

#include <string>

#include "study/scores.h"

namespace trustsem {

// One line a respondent: `row` or the id column, the group column where there is one, `estimated`
// (1 or 0), then of each construct NAME and NAME_se. A number that does not exist is an empty cell.
std::string WriteScoresCsv(const ScoreTable& table);

// One object: provenance, method, and an object a respondent; numbers that do not exist are null.
std::string WriteScoresJson(const ScoreTable& table);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_WRITE_SCORES_H_
