// Which respondents a bootstrap replicate draws.
#ifndef TRUSTSEM_STUDY_RESPONDENT_DRAWS_H_
#define TRUSTSEM_STUDY_RESPONDENT_DRAWS_H_

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "data/sample.h"
#include "moments/resampled_moments.h"

namespace trustsem {

// Sampling units: the respondents, or the clusters where there are any (of each group its own part
// of them). They are drawn within groups, and within strata where there are any, as many as there
// are (Davison & Hinkley 1997, ch. 3.8 for clusters, 3.2 for strata).
class RespondentDraws {
 public:
  explicit RespondentDraws(const Sample& sample);

  int64_t units() const { return units_; }

  // As many units as there are in each group and stratum, with replacement, by the first units()
  // draws of `random`.
  void Draw(const RandomStream& random, ResampleCounts* counts) const;

  // Everybody once, but for the members of unit `unit` (from 0).
  void LeaveOut(int64_t unit, ResampleCounts* counts) const;

 private:
  // Units of one group and stratum, each the places of its members in the group.
  struct Pool {
    size_t group = 0;
    std::vector<std::vector<uint32_t>> units;
  };

  std::vector<size_t> sizes_;  // of the groups
  std::vector<Pool> pools_;
  int64_t units_ = 0;
};

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_RESPONDENT_DRAWS_H_
