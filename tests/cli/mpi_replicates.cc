// Replicates with known values, run as trustsem-mpi runs them, for tests/cli/mpi_test.py.
//
// usage: mpi_replicates OUTPUT [MICROSECONDS [FAILURE [CHECKPOINT]]]
//
// The first process writes the bytes of 2000 replicates to OUTPUT, which each take so long.
// FAILURE: "exit": other processes than the first throw an Error at their tenth replicate; "plan":
// they have another plan; "nothing": they have no replicates to compute; "usage": all throw at
// once; "first": the first process throws; "twice": a second run follows the first.
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>
#include <thread>

#include "base/error.h"
#include "base/file.h"
#include "base/processes.h"
#include "base/random.h"
#include "cli/mpi_processes.h"
#include "study/replicates.h"

namespace trustsem {
namespace {

int Run(int argc, char** argv) {
  const std::string output = argv[1];
  const std::chrono::microseconds duration(argc > 2 ? std::atoi(argv[2]) : 0);
  const std::string failure = argc > 3 ? argv[3] : "";
  const bool first = CurrentProcesses().rank() == 0;
  if (failure == "usage") throw Error(ErrorKind::kUsage, "the usage is wrong", "mend it");
  if (failure == "nothing" && !first) return 0;
  ReplicatePlan plan;
  plan.count = 2000;
  plan.size = 20;
  plan.threads = 2;
  plan.identity = failure == "plan" && !first ? "another" : "model";
  if (argc > 4) plan.checkpoint = argv[4];
  std::atomic<int> computed = 0;
  const auto run = [&](int64_t number, int, Eigen::Ref<Eigen::VectorXd> values) {
    if (++computed == 10 && ((failure == "exit" && !first) || (failure == "first" && first))) {
      throw Error(ErrorKind::kConvergence, "a replicate failed", "look at it");
    }
    const auto end = std::chrono::steady_clock::now() + duration;
    while (std::chrono::steady_clock::now() < end) std::this_thread::yield();
    const RandomStream random(1, static_cast<uint64_t>(number));
    for (int j = 0; j < values.size(); ++j) values(j) = random.Normal(static_cast<uint32_t>(j));
    return number % 10 == 9 ? ReplicateStatus::kNotConverged : ReplicateStatus::kUsed;
  };
  Replicates replicates = RunReplicates(plan, run);
  if (failure == "twice") {
    plan.checkpoint.clear();
    replicates = RunReplicates(plan, run);
  }
  std::string bytes(reinterpret_cast<const char*>(replicates.values.data()),
                    static_cast<size_t>(replicates.values.size()) * sizeof(double));
  for (const ReplicateStatus status : replicates.statuses) bytes += static_cast<char>(status);
  WriteFileAtomically(output, bytes);
  std::printf("%d of %d computed by the first process\n", computed.load(), 2000);
  return 0;
}

// As RunProgram() reports.
int Report(int argc, char** argv) {
  try {
    return Run(argc, argv);
  } catch (const Error& error) {
    std::fprintf(stderr, "trustsem: %s\n", ToString(error.faults()[0]).c_str());
    return error.exit_status();
  }
}

}  // namespace
}  // namespace trustsem

int main(int argc, char** argv) {
  return trustsem::RunMpiProcesses(&argc, &argv, [&] { return trustsem::Report(argc, argv); });
}
