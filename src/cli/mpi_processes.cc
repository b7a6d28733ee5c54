#include "cli/mpi_processes.h"

#include <fmt/format.h>
#include <mpi.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "base/error.h"
#include "base/processes.h"

namespace trustsem {
namespace {

enum Tag { kMessage = 1, kDismissal = 2 };

// MPI's own waiting takes a whole processor.
constexpr std::chrono::milliseconds kPoll(1);

// Errors of MPI itself end the program: that is MPI's default.
class MpiProcesses : public Processes {
 public:
  MpiProcesses() {
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
  }

  int rank() const override { return rank_; }
  int size() const override { return size_; }

  void Send(int to, const std::string& bytes) override {
    MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_BYTE, to, kMessage, MPI_COMM_WORLD);
    others_work_ = true;
  }

  std::optional<ProcessMessage> Receive() override {
    MPI_Status status;
    if (!Arrived(&status)) return std::nullopt;
    int count = 0;
    MPI_Get_count(&status, MPI_BYTE, &count);
    ProcessMessage message = {status.MPI_SOURCE, std::string(static_cast<size_t>(count), '\0')};
    MPI_Recv(message.bytes.data(), count, MPI_BYTE, status.MPI_SOURCE, status.MPI_TAG,
             MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (status.MPI_TAG == kDismissal) throw ProcessDismissed();
    return message;
  }

  void Dismiss() override {
    for (int rank = 1; rank < size_; ++rank) {
      MPI_Send(nullptr, 0, MPI_BYTE, rank, kDismissal, MPI_COMM_WORLD);
    }
    size_ = 1;
    others_work_ = false;
  }

  // Returns when a message has come, and leaves it for Receive().
  void WaitForMessage() {
    MPI_Status status;
    while (!Arrived(&status)) std::this_thread::sleep_for(kPoll);
    if (status.MPI_TAG == kDismissal) Receive();
  }

  bool others_work() const { return others_work_; }

 private:
  static bool Arrived(MPI_Status* status) {
    int arrived = 0;
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &arrived, status);
    return arrived != 0;
  }

  int rank_ = 0, size_ = 1;
  bool others_work_ = false;
};

[[noreturn]] void EndAll(int status) {
  std::fflush(nullptr);
  MPI_Abort(MPI_COMM_WORLD, status);
  std::abort();  // MPI_Abort is not declared as one that does not return
}

int RunFirst(MpiProcesses* processes, const std::function<int()>& program) {
  const int status = program();
  if (status != 0 && processes->others_work()) EndAll(status);
  processes->Dismiss();
  return status;
}

int RunOther(MpiProcesses* processes, const std::function<int()>& program) {
  int status = 0;
  try {
    processes->WaitForMessage();
    status = program();
  } catch (const ProcessDismissed&) {
    return 0;
  }
  // It has told what went wrong, unless the command came to its end here without anything to help
  // with: then this machine has another model than the first.
  char host[MPI_MAX_PROCESSOR_NAME] = "";
  int length = 0;
  MPI_Get_processor_name(host, &length);
  std::fputs(
      fmt::format("trustsem: process {} on {} {}, which ends the run; a checkpoint keeps "
                  "the replicates that are done.\n",
                  processes->rank(), host, status == 0 ? "found nothing to compute" : "failed")
          .c_str(),
      stderr);
  EndAll(status == 0 ? static_cast<int>(ErrorKind::kOther) : status);
}

}  // namespace

int RunMpiProcesses(int* argc, char*** argv, const std::function<int()>& program) {
  int provided = 0;
  MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &provided);
  MpiProcesses processes;
  SetProcesses(&processes);
  const int status =
      processes.rank() == 0 ? RunFirst(&processes, program) : RunOther(&processes, program);
  MPI_Finalize();
  return status;
}

}  // namespace trustsem
