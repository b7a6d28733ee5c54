// Differences between groups, with all comparisons of a level corrected together; stages beside
// what the source expects of them.
#ifndef TRUSTSEM_VELOCITY_VELOCITY_DIFFERENCES_H_
#define TRUSTSEM_VELOCITY_VELOCITY_DIFFERENCES_H_

#include <vector>

#include "velocity/level_results.h"

namespace trustsem {

// Of the scores at equal T: every pair of up to kMostPairs groups, else each group from the mean of
// all. Student's t with Satterthwaite's degrees of freedom for pairs, those of the group's accounts
// less one else; p values by Holm (1979) over the level. Groups that are not shown or cannot be
// compared are left out. `matched`: of the level's groups.
std::vector<VelocityDifference> CompareGroups(const VelocityLevelResults& level,
                                              const MatchedScores& matched, double confidence);
inline constexpr size_t kMostPairs = 8;

// Of each stage that the source emphasises components of: the mean of these less the mean of the
// others, over responses that have all four; p values by Holm over the stages.
std::vector<StageProfile> CompareWithEmphasis(const LevelContext& context);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_VELOCITY_DIFFERENCES_H_
