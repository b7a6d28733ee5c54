#include "study/replicate_helpers.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <thread>

#include "base/error.h"
#include "base/file.h"
#include "base/version.h"

namespace trustsem {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPoll(1);
constexpr double kBlockSeconds = 0.2;
constexpr size_t kWord = sizeof(uint64_t);

// Messages of the first process: its plan, then ranges (begin, end).
// Messages to it: how many replicates are wanted, then records.

std::string PlanText(const ReplicatePlan& plan) {
  return Hash(fmt::format("{}\n{}\n{}\n{}", plan.count, plan.size, plan.identity, Version()));
}

ProcessMessage WaitForMessage(Processes* processes) {
  for (;;) {
    if (std::optional<ProcessMessage> message = processes->Receive()) return *std::move(message);
    std::this_thread::sleep_for(kPoll);
  }
}

// How many replicates to ask for at a time: twice as many as there are threads at first, and then
// by what was done.
class BlockSize {
 public:
  explicit BlockSize(int threads) : least_(2 * threads), begin_(Clock::now()) {}
  void Add(size_t finished) { finished_ += static_cast<double>(finished); }
  int64_t Next() const {
    const double seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
    return std::max(least_, std::llround(finished_ / std::max(seconds, 1e-3) * kBlockSeconds));
  }

 private:
  long long least_;
  Clock::time_point begin_;
  double finished_ = 0;
};

}  // namespace

ReplicateHelpers::ReplicateHelpers(const ReplicatePlan& plan, Processes* processes)
    : size_(plan.size), processes_(processes) {
  for (int rank = 1; rank < processes->size(); ++rank) processes->Send(rank, PlanText(plan));
}

std::vector<ReplicateRecord> ReplicateHelpers::Collect(ReplicateWorkers* workers) {
  std::vector<ReplicateRecord> records;
  while (const std::optional<ProcessMessage> message = processes_->Receive()) {
    const std::string_view bytes = message->bytes;
    const size_t length = RecordBytes(size_);
    for (size_t at = kWord; at + length <= bytes.size(); at += length) {
      if (!ReadRecord(bytes.substr(at, length), size_, &records.emplace_back())) {
        throw Error(ErrorKind::kOther,
                    fmt::format("a message of process {} arrived damaged", message->from),
                    "run again");
      }
    }
    const auto wanted = static_cast<int64_t>(ReadNumber(bytes, 0));
    if (wanted == 0) continue;
    // No process takes so much of the rest that the others would wait for it.
    const int64_t share = workers->waiting() / (2 * processes_->size()) + 1;
    const ReplicateRange range = workers->TakeBack(std::min(wanted, share));
    // One that gets nothing has asked its last: all is begun.
    if (range.begin == range.end) continue;
    std::string answer;
    AppendNumber(static_cast<uint64_t>(range.begin), &answer);
    AppendNumber(static_cast<uint64_t>(range.end), &answer);
    processes_->Send(message->from, answer);
  }
  return records;
}

void HelpWithReplicates(const ReplicatePlan& plan, const ReplicateFunction& run,
                        Processes* processes) {
  if (WaitForMessage(processes).bytes != PlanText(plan)) {
    throw Error(ErrorKind::kUsage,
                fmt::format("process {} has other replicates to compute than the first process",
                            processes->rank()),
                "give every machine the same model, data and version of trustsem");
  }
  const int threads = std::max(1, plan.threads);
  ReplicateWorkers workers(threads, plan.size, run);
  BlockSize block(threads);
  bool asked = false;
  for (;;) {
    const std::vector<ReplicateRecord> records = workers.Collect(kPoll);
    block.Add(records.size());
    const int64_t most = block.Next();
    const bool ask = !asked && workers.waiting() < (most + 1) / 2;
    if (ask || !records.empty()) {
      std::string message;
      AppendNumber(static_cast<uint64_t>(ask ? most : 0), &message);
      for (const ReplicateRecord& record : records) AppendRecord(record, &message);
      processes->Send(0, message);
      asked = asked || ask;
    }
    while (const std::optional<ProcessMessage> answer = processes->Receive()) {
      workers.Give({static_cast<int64_t>(ReadNumber(answer->bytes, 0)),
                    static_cast<int64_t>(ReadNumber(answer->bytes, kWord))});
      asked = false;
    }
  }
}

}  // namespace trustsem
