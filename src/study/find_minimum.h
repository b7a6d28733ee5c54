// The search for a model's minimum from given starting values.
#ifndef TRUSTSEM_STUDY_FIND_MINIMUM_H_
#define TRUSTSEM_STUDY_FIND_MINIMUM_H_

#include <Eigen/Core>
#include <vector>

#include "inference/fitted_model.h"

namespace trustsem {

// Thresholds that the sample's own values, which `start` holds, fit exactly, whatever the other
// parameters are: one a free parameter. Empty: there are none.
std::vector<bool> SettledThresholds(const FittedModel& fit, const Eigen::VectorXd& start,
                                    ObjectiveWorkspace* workspace);

// Fills `fit->solution`. A construct that no marker points may come out reversed, with the same
// fit: its first item is made to load positively wherever that changes nothing else.
void FindMinimum(FittedModel* fit, const Eigen::VectorXd& start, int max_iterations);

// The same from the minimum of much the same sample, where the Hessian is about `hessian`:
// constructs keep the direction that they have there.
void FindMinimumNear(FittedModel* fit, const Eigen::VectorXd& start, const Eigen::MatrixXd& hessian,
                     int max_iterations);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_FIND_MINIMUM_H_
