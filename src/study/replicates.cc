#include "study/replicates.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <limits>
#include <memory>

#include "base/error.h"
#include "base/memory.h"
#include "base/processes.h"
#include "base/progress.h"
#include "study/replicate_checkpoint.h"
#include "study/replicate_helpers.h"
#include "study/replicate_workers.h"

namespace trustsem {
namespace {

using std::chrono::milliseconds;

// How long finished replicates may stay in memory alone.
constexpr milliseconds kCollect(50);
// How long a message of another process may wait.
constexpr milliseconds kReply(1);

void CheckMemory(const ReplicatePlan& plan) {
  const double bytes =
      static_cast<double>(plan.count) * static_cast<double>(RecordBytes(plan.size));
  const double available = AvailableMemory();
  if (bytes <= available) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("{} replicates of {} values take {}, and this machine has {} free",
                          plan.count, plan.size, ByteText(bytes), ByteText(available)),
              "ask for fewer");
}

// The results of the replicates that are done, each at its place.
class DoneReplicates {
 public:
  explicit DoneReplicates(const ReplicatePlan& plan)
      : done_(static_cast<size_t>(plan.count), false) {
    replicates_.values.setConstant(plan.count, plan.size, std::numeric_limits<double>::quiet_NaN());
    replicates_.statuses.assign(static_cast<size_t>(plan.count), ReplicateStatus::kUndefined);
  }

  int64_t count() const { return count_; }

  void Add(const ReplicateRecord& record) {
    const auto k = static_cast<size_t>(record.number);
    replicates_.values.row(record.number) = record.values;
    replicates_.statuses[k] = record.status;
    done_[k] = true;
    ++count_;
  }

  // A record that the file has twice must be the same twice.
  void AddStored(const ReplicateRecord& record, const ReplicateCheckpoint& checkpoint) {
    if (record.number >= replicates_.values.rows()) return;  // the earlier run had more
    if (!done_[static_cast<size_t>(record.number)]) {
      Add(record);
    } else if (!Same(record)) {
      checkpoint.Fail(fmt::format("the checkpoint has replicate {} twice, with different values",
                                  record.number + 1),
                      "name another file, or remove this one to begin anew");
    }
  }

  // Gives the workers what is not done.
  void GiveRest(ReplicateWorkers* workers) const {
    const auto all = static_cast<int64_t>(done_.size());
    for (int64_t begin = 0, end = 0; begin < all; begin = end) {
      const bool done = done_[static_cast<size_t>(begin)];
      while (end < all && done_[static_cast<size_t>(end)] == done) ++end;
      if (!done) workers->Give({begin, end});
    }
  }

  Replicates Take() { return std::move(replicates_); }

 private:
  // In every bit, of NaN too.
  bool Same(const ReplicateRecord& record) const {
    if (replicates_.statuses[static_cast<size_t>(record.number)] != record.status) return false;
    for (Eigen::Index j = 0; j < record.values.size(); ++j) {
      if (std::bit_cast<uint64_t>(replicates_.values(record.number, j)) !=
          std::bit_cast<uint64_t>(record.values(j))) {
        return false;
      }
    }
    return true;
  }

  Replicates replicates_;
  std::vector<bool> done_;
  int64_t count_ = 0;
};

}  // namespace

Replicates RunReplicates(const ReplicatePlan& plan, const ReplicateFunction& run) {
  Processes& processes = CurrentProcesses();
  if (processes.rank() > 0) HelpWithReplicates(plan, run, &processes);
  CheckMemory(plan);
  DoneReplicates done(plan);
  std::unique_ptr<ReplicateCheckpoint> checkpoint;
  if (!plan.checkpoint.empty()) {
    checkpoint = std::make_unique<ReplicateCheckpoint>(plan.checkpoint, plan.size, plan.identity);
    checkpoint->Read([&](const ReplicateRecord& record) { done.AddStored(record, *checkpoint); });
  }
  const int64_t missing = plan.count - done.count();
  if (missing == 0) return done.Take();

  ReplicateWorkers workers(static_cast<int>(std::min<int64_t>(std::max(1, plan.threads), missing)),
                           plan.size, run);
  done.GiveRest(&workers);
  ReplicateHelpers helpers(plan, &processes);
  Progress progress("Replicates", plan.count, done.count());
  // Before a failure comes out of Collect() all that was finished has: the file has it, too.
  const auto keep = [&](const std::vector<ReplicateRecord>& records) {
    for (const ReplicateRecord& record : records) {
      done.Add(record);
      if (checkpoint) checkpoint->Add(record);
    }
  };
  while (done.count() < plan.count) {
    keep(workers.Collect(helpers.any() ? kReply : kCollect));
    keep(helpers.Collect(&workers));
    if (checkpoint) checkpoint->Write();
    progress.Update(done.count());
  }
  if (checkpoint) checkpoint->Finish();
  processes.Dismiss();
  return done.Take();
}

}  // namespace trustsem
