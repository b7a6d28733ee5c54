// Many independent replicates of an analysis (bootstrap, replicate weights, simulation): replicate
// k is a function of k alone, so the results are the same for any number of threads and processes
// and wherever a run that was broken off begins again.
#ifndef TRUSTSEM_STUDY_REPLICATES_H_
#define TRUSTSEM_STUDY_REPLICATES_H_

#include <Eigen/Core>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace trustsem {

enum class ReplicateStatus : uint8_t {
  kUsed = 0,
  kImproper = 1,      // used, with a negative variance or the like
  kNotConverged = 2,  // no minimum was found
  kUndefined = 3,     // the drawn answers lack the statistics that the model needs
};

struct ReplicatePlan {
  int64_t count = 0;
  int size = 0;  // values of each replicate
  int threads = 1;
  std::string checkpoint;  // file of the replicates that are done; empty: none is written
  // What the replicates depend on (hashes of model and data, options, seed): a checkpoint of
  // another one is refused.
  std::string identity;
};

struct Replicates {
  Eigen::MatrixXd values;                 // count x size; NaN where a replicate gave none
  std::vector<ReplicateStatus> statuses;  // count
};

// Computes replicate `number` (from 0) into `values` (size), by worker `worker` (from 0, less than
// the threads), which runs one at a time: buffers may be kept for each.
using ReplicateFunction =
    std::function<ReplicateStatus(int64_t number, int worker, Eigen::Ref<Eigen::VectorXd> values)>;

// Throws Error(kUsage): a checkpoint that is damaged, is none, or belongs to another run; more
// replicates than memory holds. What `run` throws ends the run, with the checkpoint kept.
Replicates RunReplicates(const ReplicatePlan& plan, const ReplicateFunction& run);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_REPLICATES_H_
