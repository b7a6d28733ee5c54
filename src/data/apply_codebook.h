// A data file read with its codebook: labels become codes, missing codes become missing answers.
#ifndef TRUSTSEM_DATA_APPLY_CODEBOOK_H_
#define TRUSTSEM_DATA_APPLY_CODEBOOK_H_

#include "data/frame.h"
#include "spec/codebook.h"

namespace trustsem {

// Of every loaded column that the codebook describes: answers that are missing codes become
// missing; texts of an ordered variable, of a number, of a multiple-choice column, or of a category
// whose values are all numbers (values or labels, in either language) become their codes, the
// column a column of numbers; `label` and `value_labels` are filled in where they are empty. Other
// categories stay texts, with one spelling a value: the codebook's. Dates and texts stay as they
// are. Dates are not checked.
//
// Throws Error(kData), one fault a column: an entry that is not optional whose column the file
// lacks (with "did you mean"); a value of an ordered variable, a category or a multiple-choice
// column that the codebook gives no label (value, number of rows, first data row); texts where the
// codebook has a number; a number outside its range. Only loaded columns are looked at for values.
void ApplyCodebook(const Codebook& codebook, Frame* frame);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_APPLY_CODEBOOK_H_
