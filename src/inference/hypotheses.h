// Hypotheses with expected signs, judged at the 5% level, two-sided.
#ifndef TRUSTSEM_INFERENCE_HYPOTHESES_H_
#define TRUSTSEM_INFERENCE_HYPOTHESES_H_

#include <vector>

#include "inference/results.h"

namespace trustsem {

// One verdict a hypothesis and group (defined effects: one). A hypothesis about a parameter that is
// fixed, or that the model does not have, is not estimated.
std::vector<HypothesisVerdict> JudgeHypotheses(const Model& model,
                                               const std::vector<ParameterEstimate>& estimates);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_HYPOTHESES_H_
