// Replicates computed by other processes (base/processes.h). The first process tells the others
// what it computes; each asks it for replicates before it runs out of them, as many as it takes a
// fifth of a second for, and sends back what is finished. Fast processes so get more than slow
// ones, and none waits long for another at the end.
#ifndef TRUSTSEM_STUDY_REPLICATE_HELPERS_H_
#define TRUSTSEM_STUDY_REPLICATE_HELPERS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/processes.h"
#include "study/replicate_record.h"
#include "study/replicate_workers.h"
#include "study/replicates.h"

namespace trustsem {

// In the first process.
class ReplicateHelpers {
 public:
  // Sends the plan to the other processes, which so begin to run the command.
  ReplicateHelpers(const ReplicatePlan& plan, Processes* processes);

  bool any() const { return processes_->size() > 1; }

  // Reads what has come from the others; gives them, where they asked for replicates, some of those
  // that the workers have not begun. Does not wait.
  std::vector<ReplicateRecord> Collect(ReplicateWorkers* workers);

 private:
  int size_;
  Processes* processes_;
};

// In another process: computes replicates for the first one until it is dismissed (throws
// ProcessDismissed). Throws Error(kUsage) where the first process runs something else: another
// model, data, option or version of the program.
[[noreturn]] void HelpWithReplicates(const ReplicatePlan& plan, const ReplicateFunction& run,
                                     Processes* processes);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_REPLICATE_HELPERS_H_
