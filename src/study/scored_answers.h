// The answers of any respondent of a sample's data file, as scores take them.
#ifndef TRUSTSEM_STUDY_SCORED_ANSWERS_H_
#define TRUSTSEM_STUDY_SCORED_ANSWERS_H_

#include <cstdint>
#include <vector>

#include "data/sample.h"
#include "moments/sample_moments.h"

namespace trustsem {

class ScoredAnswers {
 public:
  // Keeps a reference to `sample`. `moments` are made of it.
  ScoredAnswers(const Sample& sample, const SampleMoments& moments);

  size_t variables() const { return sample_.variables.size(); }

  // NaN where it is missing. Of an ordered variable the number of the interval between the group's
  // cut points; a value that nobody in the sample gave counts as missing.
  double At(size_t variable, int group, uint32_t row) const;

  // Whether the value is one of an ordered variable that nobody in the sample gave.
  bool IsUnknown(size_t variable, uint32_t row) const;

 private:
  const Sample& sample_;
  std::vector<bool> ordered_;
  // Of each group and variable: the interval of each of the variable's categories.
  std::vector<std::vector<std::vector<double>>> intervals_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_SCORED_ANSWERS_H_
