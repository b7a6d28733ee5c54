// How far the available answers of a sample reach under pairwise deletion: a statistic of two
// variables needs respondents who answered both.
#ifndef TRUSTSEM_DATA_PAIRWISE_COVERAGE_H_
#define TRUSTSEM_DATA_PAIRWISE_COVERAGE_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "base/error.h"
#include "data/sample.h"

namespace trustsem {

struct PairwiseCoverage {
  int64_t with_gaps = 0;            // respondents who left an answer out
  std::vector<size_t> unanswered;   // variables that nobody answered
  std::pair<size_t, size_t> least;  // the pair of variables that the fewest answered, the first
  int64_t least_respondents = -1;   // -1: there is no pair
  std::vector<std::pair<size_t, size_t>> never_together;  // both answered, but by no one
};

// In p^2 n / 64 steps for p variables and n respondents, and n p bits.
PairwiseCoverage MeasureCoverage(const Sample& sample, const SampleGroup& group);

// Faults of a pairwise sample: a variable that a group did not answer, two variables that no
// respondent of a group answered both. Adds the note "pairwise_available" where there are gaps.
void CheckCoverage(Sample* sample, std::vector<Fault>* faults);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_PAIRWISE_COVERAGE_H_
