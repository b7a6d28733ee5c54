#include "study/replicates.h"

#include <limits>

#include "base/parallel.h"

namespace trustsem {

Replicates RunReplicates(const ReplicatePlan& plan, const ReplicateFunction& run) {
  Replicates replicates;
  replicates.values.setConstant(plan.count, plan.size, std::numeric_limits<double>::quiet_NaN());
  replicates.statuses.assign(static_cast<size_t>(plan.count), ReplicateStatus::kUndefined);
  ParallelFor(plan.threads, plan.threads, [&](int worker) {
    Eigen::VectorXd values(plan.size);
    for (int64_t k = worker; k < plan.count; k += plan.threads) {
      values.setConstant(std::numeric_limits<double>::quiet_NaN());
      const ReplicateStatus status = run(k, worker, values);
      replicates.statuses[static_cast<size_t>(k)] = status;
      if (status <= ReplicateStatus::kImproper) replicates.values.row(k) = values;
    }
  });
  return replicates;
}

}  // namespace trustsem
