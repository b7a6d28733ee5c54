// A simulated survey as a CSV file: the specification's further columns, then the items.
#ifndef TRUSTSEM_SIMULATE_SURVEY_H_
#define TRUSTSEM_SIMULATE_SURVEY_H_

#include <cstdint>
#include <string>

#include "spec/model.h"

namespace trustsem {

struct SurveyOptions {
  int64_t respondents = 0;
  uint64_t seed = 0;
  bool continuous = false;  // the responses themselves: neither thresholds nor items' scales
};

// One line a respondent, behind a header line; lines end with "\n" and cells are quoted where they
// need it. An item with thresholds is cut to 1..k; one of simulation.items is
// mean + sd * standardised response, clipped to its range and rounded; others have six significant
// digits. Columns take the names of the data's columns, and reversed items are written reversed,
// so that the same specification reads them back.
//
// A respondent's line depends on the model, the seed and the respondent's number alone. Throws
// Error(kUsage) where the number of respondents is less than one or the survey would be larger than
// 10^8 cells, and Error(kSpecification) as MakePopulation does, for two columns of one name, for an
// ordered item without thresholds, and for an item with both thresholds and a scale.
std::string SimulateSurvey(const Model& model, const SurveyOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_SURVEY_H_
