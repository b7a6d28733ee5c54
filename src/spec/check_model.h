// What can be said of a specification without data, whatever language it was written in.
#ifndef TRUSTSEM_SPEC_CHECK_MODEL_H_
#define TRUSTSEM_SPEC_CHECK_MODEL_H_

#include <vector>

#include "spec/model.h"

namespace trustsem {

// Every fault: an empty construct, a cycle among second-order constructs, an item measured twice by
// the same construct, an undefined label in a constraint or definition, a name defined twice, a
// hypothesis about a path that the model does not have, a variable described that the model does
// not use. Empty where the model is sound.
std::vector<Fault> CheckModel(const Model& model);

// The observed variables that the model needs of the data, in lavaan's order: those measured by
// constructs first, then outcomes, predictors and the others, each in order of appearance.
std::vector<std::string> ObservedVariables(const Model& model);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_CHECK_MODEL_H_
