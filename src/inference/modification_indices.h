// Modification indices: the score test of freeing one fixed or absent parameter (Sorbom 1989), with
// the expected change of its value (Saris, Satorra & Sorbom 1987), given the equality constraints
// in force.
#ifndef TRUSTSEM_INFERENCE_MODIFICATION_INDICES_H_
#define TRUSTSEM_INFERENCE_MODIFICATION_INDICES_H_

#include <vector>

#include "inference/fitted_model.h"
#include "inference/results.h"

namespace trustsem {

// Candidates as lavaan lists them: fixed rows of the table; every construct by every indicator;
// residual covariances of indicators; in models with paths, covariances among constructs and paths
// among the variables that stand in paths. Largest first; candidates without an index (a marker, an
// equivalent parameter) are left out.
std::vector<ModificationIndex> ModificationIndices(const FittedModel& fit);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_MODIFICATION_INDICES_H_
