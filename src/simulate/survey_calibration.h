// What has to be known of all respondents before the first one can be written: where responses are
// cut so that the prescribed margins come out.
#ifndef TRUSTSEM_SIMULATE_SURVEY_CALIBRATION_H_
#define TRUSTSEM_SIMULATE_SURVEY_CALIBRATION_H_

#include <vector>

#include "simulate/respondent_cells.h"

namespace trustsem {

using SurveyCalibration = std::vector<ColumnCalibration>;  // one a planned column

// At the sample's own quantiles: those of `respondents` (without cells, which are filled in).
// Categories have their shares of the respondents, items and choices theirs of the weights of
// those who answer, each as closely as one respondent allows; weights have a mean of one.
SurveyCalibration CalibrateToSample(const SurveyPlan& plan, const CellMaker& maker,
                                    std::vector<Respondent>* respondents);

// At the model's own quantiles: shares in expectation, before answers are missing. Throws
// Error(kSpecification) where a category shifts the responses: their quantiles are then not known.
SurveyCalibration CalibrateToModel(const SurveyPlan& plan, const Population& population);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_SURVEY_CALIBRATION_H_
