// Standard errors from replicate weights, which the makers of a survey give in the place of strata
// and clusters (or for more than these tell: raking, nonresponse). The model is fitted again with
// the weights of each replicate r in the place of the sampling weights; with t the estimates and
// t_r those of the replicate
//   V = sum_r a_r (t_r - t)(t_r - t)'
// (Wolter 2007, Introduction to Variance Estimation, 2nd ed., chs. 3-5), where a_r is
//   jk1        (R - 1) / R               one cluster left out, of an unstratified sample
//   jkn        (R_h - 1) / R_h           one cluster of stratum h left out, R_h of them
//   brr        1 / (R (1 - k)^2)         half of the clusters, Fay's factor k
//   bootstrap  1 / (R - 1)               clusters drawn with replacement
// for R replicates. Deviations are from the estimates and not from the replicates' mean.
#ifndef TRUSTSEM_STUDY_REPLICATE_WEIGHTS_H_
#define TRUSTSEM_STUDY_REPLICATE_WEIGHTS_H_

#include <vector>

#include "data/sample.h"
#include "inference/fitted_model.h"
#include "inference/results.h"
#include "spec/model.h"

namespace trustsem {

// Throws Error(kUsage) where what model.data says of replicate weights contradicts itself: no
// method, no sampling weights, options of them without columns, Fay's factor of another method or
// outside [0, 1), a bootstrap besides.
void CheckReplicateOptions(const Model& model);

// The factors a_r. `columns`: the names of sample.replicate_weights. Throws Error(kData): fewer
// than two replicates; with jkn and no scales given, no strata, a replicate that leaves nobody out
// or respondents of several strata, a stratum with another number of replicates than of clusters;
// with brr a number that is no multiple of four. Error(kUsage): scales that are not as many as the
// replicates, or not positive.
std::vector<double> ReplicateScales(const DataOptions& options, const Sample& sample,
                                    const std::vector<std::string>& columns);

// Puts V into fit->covariance; the test of fit stays as it is. Throws Error(kConvergence) where a
// replicate gives no estimates, which is named; of bootstrap weights it is left out with the note
// "replicates_left_out".
ReplicateSummary UseReplicateWeights(const Model& model, const Sample& sample, FittedModel* fit,
                                     std::vector<Note>* notes);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_REPLICATE_WEIGHTS_H_
