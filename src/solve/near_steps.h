// Newton's method without step control, for a start close to the minimum, as replicates of a sample
// have it in the sample's own minimum.
#ifndef TRUSTSEM_SOLVE_NEAR_STEPS_H_
#define TRUSTSEM_SOLVE_NEAR_STEPS_H_

#include "solve/minimise.h"

namespace trustsem {

// Steps with `problem.near_hessian`, for as long as each leaves a small share of the distance to
// the minimum, else with the Hessian at the point reached (the information where there is none),
// until the distance is below 1e-6 standard errors. False, with `result` as it was, where the steps
// leave the bounds, do not come nearer, or end where the Hessian is not positive definite, and
// where there are constraints: the search is then Minimise's own.
bool TakeNearSteps(const MinimiseProblem& problem, MinimiseResult* result);

}  // namespace trustsem

#endif  // TRUSTSEM_SOLVE_NEAR_STEPS_H_
