// Covariance matrices that estimation can use.
#ifndef TRUSTSEM_MOMENTS_POSITIVE_DEFINITE_H_
#define TRUSTSEM_MOMENTS_POSITIVE_DEFINITE_H_

#include <string>
#include <vector>

#include "moments/sample_moments.h"

namespace trustsem {

// Throws Error(kData) where the group's correlations are not positive definite (smallest eigenvalue
// above 1e-10), naming the variables that carry the null direction.
void RequirePositiveDefinite(const GroupMoments& group, const std::vector<std::string>& names);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_POSITIVE_DEFINITE_H_
