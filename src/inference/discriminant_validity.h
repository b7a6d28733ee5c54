// Whether the constructs of a fitted model can be told apart by their items.
#ifndef TRUSTSEM_INFERENCE_DISCRIMINANT_VALIDITY_H_
#define TRUSTSEM_INFERENCE_DISCRIMINANT_VALIDITY_H_

#include <Eigen/Core>
#include <optional>
#include <vector>

#include "inference/fitted_model.h"
#include "inference/results.h"

namespace trustsem {

// Henseler, Ringle & Sarstedt (2015, Journal of the Academy of Marketing Science 43, 115-135): the
// mean correlation of items of different constructs over the geometric mean of the two mean
// correlations of items of one construct, all in absolute value, so that it does not matter which
// way an item points. `correlations` (p x p); `first` and `second`: rows of the constructs' items.
// NaN where one has fewer than two items, or where its own are uncorrelated.
double HeterotraitMonotraitRatio(const Eigen::MatrixXd& correlations, const std::vector<int>& first,
                                 const std::vector<int>& second);

// Fornell & Larcker (1981): whether both average variances extracted exceed the squared correlation
// of the constructs; absent where one of the three does not exist.
std::optional<bool> MeetsFornellLarcker(double first_extracted, double second_extracted,
                                        double correlation);

// One row for each pair of constructs that items measure directly, and group:
//   correlation      of the constructs, implied; NaN where a variance is not positive
//   htmt             of the sample's correlations, of ordered items those of latent responses;
//   items
//                    that measure both constructs are left out
//   fornell_larcker  MeetsFornellLarcker
std::vector<DiscriminantValidity> ComputeDiscriminantValidity(
    const FittedModel& fit, const std::vector<Reliability>& reliability);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_DISCRIMINANT_VALIDITY_H_
