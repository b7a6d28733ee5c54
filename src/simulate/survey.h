// A simulated survey as a CSV file.
#ifndef TRUSTSEM_SIMULATE_SURVEY_H_
#define TRUSTSEM_SIMULATE_SURVEY_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "spec/model.h"

namespace trustsem {

// Where responses are cut so that the prescribed shares come out.
enum class SurveyMargins {
  kSample,  // at the sample's weighted quantiles: shares are met, all respondents are held in
            // memory
  kModel,   // at the model's quantiles: shares are met in expectation, respondents are independent
            // and written as they are drawn
};

struct SurveyOptions {
  int64_t respondents = 0;
  uint64_t seed = 0;
  bool continuous = false;  // the responses themselves: neither thresholds nor items' scales
  SurveyMargins margins = SurveyMargins::kSample;
  int threads = 1;  // the bytes do not depend on them
};

// One line a respondent (and wave), behind a header line; lines end with "\n" and cells are quoted
// where they need it. An item with thresholds or a margin is cut to its answers; one of
// simulation.items is mean + sd * standardised response, clipped to its range and rounded; others
// have six significant digits. Columns take the names of the data's columns, and reversed items are
// written reversed, so that the same specification reads them back.
//
// A respondent's draws depend on the seed and the respondent's number alone; with kModel so does
// the line. `write` gets the file's text piece by piece. Throws Error(kUsage) where the number of
// respondents is less than one, or with kSample too large for memory, and Error(kSpecification) as
// MakePopulation, ClusterMembership and MakeSurveyPlan do, all before anything is written.
void SimulateSurvey(const Model& model, const SurveyOptions& options,
                    const std::function<void(std::string_view)>& write);

// The same as one text.
std::string SimulateSurvey(const Model& model, const SurveyOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_SURVEY_H_
