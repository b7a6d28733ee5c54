// Blank cells of multiple-choice questions: one rule for every share that is made of them (private
// to the folder).
#ifndef TRUSTSEM_SURVEY_CHOICE_ANSWERS_H_
#define TRUSTSEM_SURVEY_CHOICE_ANSWERS_H_

#include <set>
#include <string>

#include "data/frame.h"
#include "spec/codebook.h"

namespace trustsem {

// Adds to each column of a multiple-choice question the question's other columns, so that it is
// known who answered the question. `codebook` may be null.
void CompleteQuestions(const Codebook* codebook, std::set<std::string>* columns);

// Who answered any column of a multiple-choice question answered it: their blanks in its other
// columns become 0, not chosen. Blanks of those who answered none of them stay missing. Columns
// that are not loaded count as blank. `frame` is read with the codebook already.
void FillInUnchosen(const Codebook& codebook, Frame* frame);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_CHOICE_ANSWERS_H_
