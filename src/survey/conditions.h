// Conditions on answers, resolved against the data and their codebook.
#ifndef TRUSTSEM_SURVEY_CONDITIONS_H_
#define TRUSTSEM_SURVEY_CONDITIONS_H_

#include <string>
#include <vector>

#include "data/frame.h"
#include "spec/codebook.h"
#include "spec/survey_tables.h"
#include "survey/estimates.h"

namespace trustsem {

// The columns that conditions and bases speak of. A multiple-choice column is a variable of its
// own, with the values 0 and 1.
std::vector<std::string> ColumnsNeeded(const std::vector<Condition>& conditions);

// Which rows fulfil the condition, and which have an answer at all (`answered`, may be null).
// Throws Error(kSpecification) at the condition's place: a variable that is no column of the data
// or no entry of the codebook (with "did you mean"), an open text, a value that neither the
// codebook nor the data know.
RowMask Fulfil(const Condition& condition, const Frame& frame, const Codebook* codebook,
               RowMask* answered);

// Rows for which every condition of the base holds.
RowMask Fulfil(const Base& base, const Frame& frame, const Codebook* codebook);

// The base in words: its label, else its conditions ("Trust frequency: often, always").
Text Describe(const Base& base, const Codebook* codebook);
Text Describe(const std::vector<Condition>& conditions, const Codebook* codebook);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_CONDITIONS_H_
