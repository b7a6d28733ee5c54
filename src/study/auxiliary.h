// Auxiliary variables: incomplete variables of the data that the model leaves out, but whose
// answers tell something of what is missing in its own (Graham 2003; Enders 2010, ch. 5).
#ifndef TRUSTSEM_STUDY_AUXILIARY_H_
#define TRUSTSEM_STUDY_AUXILIARY_H_

#include <string>
#include <vector>

#include "spec/model.h"

namespace trustsem {

// The model's observed variables, then its auxiliary ones. Throws Error(kUsage) where those cannot
// be used: without full information, with ordered variables or covariates declared fixed, one named
// twice or in the model already.
std::vector<std::string> AnalysedVariables(const Model& model);

// Throws Error(kUsage) where there are any: for a moment matrix, which has no missing answers.
void RefuseAuxiliary(const Model& model);

// Whether the moments of exogenous observed variables are taken as given where nothing is said:
// auxiliary variables covary with them, which needs their distribution.
bool FixedExogenousByDefault(const Model& model);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_AUXILIARY_H_
