// The respondents' weights: which are refused, and what a reader should know of the others.
#ifndef TRUSTSEM_DATA_SAMPLE_WEIGHTS_H_
#define TRUSTSEM_DATA_SAMPLE_WEIGHTS_H_

#include <string>
#include <vector>

#include "base/error.h"
#include "data/sample.h"

namespace trustsem {

// Looks at the rows that the sample keeps. `column` is the weights' name. Faults: weights that are
// missing, infinite or negative (with the first row), weights that are all zero in a group, no more
// respondents with a weight above zero than variables.
void CheckWeights(const Sample& sample, const std::string& column, std::vector<Fault>* faults);

// Of weights without a fault: "zero_weights", "equal_weights", and "uneven_weights" where the
// effective number of respondents of a group, (sum w)^2 / sum w^2 (Kish 1965), is below half of
// their number.
std::vector<Note> WeightNotes(const Sample& sample, const std::string& column);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_SAMPLE_WEIGHTS_H_
