// Whether one model is nested in another, by their implied moments: the less restricted model,
// fitted to the moments that the restricted one implies, must fit them exactly (Bentler & Satorra
// 2010). It does not matter how the models are written, nor with which parameters.
#ifndef TRUSTSEM_STUDY_NESTING_H_
#define TRUSTSEM_STUDY_NESTING_H_

#include <memory>

#include "inference/comparison.h"
#include "inference/fitted_model.h"

namespace trustsem {

struct NestingCheck {
  Nesting nesting = Nesting::kUnknown;
  double chisq = kMissing;  // of the less restricted model at the restricted one's moments
  // The less restricted model's parameters where it does.
  MinimiseResult solution;
};

// Both models are complete (CompleteFit), `general` with no more degrees of freedom.
NestingCheck CheckNesting(const FittedModel& restricted, const FittedModel& general);

// `general` with the parameters of a check and the sample's own moments: what it says of the data
// where the restrictions hold. Complete.
std::unique_ptr<FittedModel> WhereRestricted(const FittedModel& general, const NestingCheck& check);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_NESTING_H_
