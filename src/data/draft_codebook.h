// A first codebook for a data file, for its owner to complete.
#ifndef TRUSTSEM_DATA_DRAFT_CODEBOOK_H_
#define TRUSTSEM_DATA_DRAFT_CODEBOOK_H_

#include "data/frame.h"
#include "spec/codebook.h"

namespace trustsem {

// What the columns hold and what the file says of them (labels of SPSS, Stata and SAS files). Types
// are guessed: names that say id, dates by their form, few integers as an ordered scale, few texts
// as categories (known words, such as those of agreement, as an ordered scale), sets of 0/1 columns
// that share a prefix as multiple choice, other texts as open ones. Equal lists of values share a
// scale. Codes 97, 98 and 99 become missing codes where all other answers lie below 90; so do words
// such as "refused", and what an SPSS file declares missing.
//
// The draft reads back (WriteCodebook, ParseCodebook) and applies to the frame without a fault.
Codebook DraftCodebook(const Frame& frame);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_DRAFT_CODEBOOK_H_
