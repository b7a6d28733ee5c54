// Moments that belong to no data, for what does not depend on data: identification.
#ifndef TRUSTSEM_STUDY_MADE_UP_MOMENTS_H_
#define TRUSTSEM_STUDY_MADE_UP_MOMENTS_H_

#include <vector>

#include "base/error.h"
#include "moments/sample_moments.h"
#include "spec/model.h"

namespace trustsem {

// Unit variances and unequal positive correlations near 0.3: positive definite, and special in no
// way that a model could depend on. As many groups as the specification speaks of, two where it
// names a grouping column, and five categories of ordered variables (more where it names more
// thresholds): what is assumed is told in `notes`.
SampleMoments MadeUpMoments(const Model& model, std::vector<Note>* notes);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_MADE_UP_MOMENTS_H_
