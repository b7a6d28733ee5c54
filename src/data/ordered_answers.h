// The categories of ordered variables: the distinct answers that a sample's respondents gave.
#ifndef TRUSTSEM_DATA_ORDERED_ANSWERS_H_
#define TRUSTSEM_DATA_ORDERED_ANSWERS_H_

#include <string>
#include <vector>

#include "base/error.h"
#include "data/sample.h"

namespace trustsem {

// An item with more is no rating scale.
inline constexpr size_t kMostCategories = 50;

bool IsOrdered(const SampleRequest& request, const std::string& name);

// Faults: ordered variables that are none of the request's variables (with "did you mean").
void CheckOrderedNames(const SampleRequest& request, std::vector<Fault>* faults);

// Fills in the categories of all ordered variables, from the rows that the sample keeps. Faults:
// an answer that is no integer (row named), one category alone, more than kMostCategories, a
// category of which all respondents have the weight zero.
void FindCategories(Sample* sample, std::vector<Fault>* faults);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_ORDERED_ANSWERS_H_
