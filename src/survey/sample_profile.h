// Who answered: the shares of a survey's questions on the respondents themselves.
#ifndef TRUSTSEM_SURVEY_SAMPLE_PROFILE_H_
#define TRUSTSEM_SURVEY_SAMPLE_PROFILE_H_

#include "spec/codebook.h"
#include "spec/model.h"
#include "survey/data_quality.h"
#include "survey/results.h"

namespace trustsem {

// One table of the codebook's categories that have labels of their own (no scale that questions
// share), at most twelve of them, and measure no construct: at most ten questions, in the
// codebook's order, that the data have, without those of the model and the check of attention.
// `quality`: of the data by this codebook. Weighted and with the errors of the design that the
// model's data options name. No table where there is no such question. Throws as Tabulate does.
SurveyBookResults ProfileSample(const Codebook& codebook, const DataQuality& quality,
                                const Model& model);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_SAMPLE_PROFILE_H_
