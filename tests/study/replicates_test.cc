#include "study/replicates.h"

#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>

#include "tests/study/replicate_fixture.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;

class ReplicatesTest : public ReplicateTest {};

TEST_F(ReplicatesTest, SameForAnyNumberOfThreads) {
  for (const int threads : {1, 2, 3, 8, 100}) {
    for (const int64_t count : {1, 2, 57}) {
      ExpectRight(RunReplicates(Plan(count, false, threads), Replicate), count);
    }
  }
  EXPECT_EQ(RunReplicates(Plan(0, false), Replicate).values.rows(), 0);
}

TEST_F(ReplicatesTest, AWorkerRunsOneReplicateAtATime) {
  std::vector<std::atomic<int>> running(3);
  const auto run = [&](int64_t number, int worker, Eigen::Ref<Eigen::VectorXd> values) {
    EXPECT_GE(worker, 0);
    EXPECT_LT(worker, 3);
    EXPECT_EQ(running[static_cast<size_t>(worker)]++, 0);
    const ReplicateStatus status = Replicate(number, worker, values);
    --running[static_cast<size_t>(worker)];
    return status;
  };
  ExpectRight(RunReplicates(Plan(1000, false, 3), run), 1000);
}

TEST_F(ReplicatesTest, ASlowReplicateDoesNotHoldUpTheOthers) {
  // The first replicate ends only when all others have: no block of its own waits behind it.
  std::atomic<int> others = 0;
  const auto run = [&](int64_t number, int worker, Eigen::Ref<Eigen::VectorXd> values) {
    if (number == 0) {
      while (others < 99) std::this_thread::yield();
    } else {
      ++others;
    }
    return Replicate(number, worker, values);
  };
  ExpectRight(RunReplicates(Plan(100, false, 2), run), 100);
}

TEST_F(ReplicatesTest, AnExceptionEndsTheRunAndWhatIsDoneIsKept) {
  for (const int threads : {1, 3}) {
    const auto failing = [](int64_t number, int worker, Eigen::Ref<Eigen::VectorXd> values) {
      if (number == 40) throw std::runtime_error("replicate 40");
      return Replicate(number, worker, values);
    };
    std::filesystem::remove(file_);
    EXPECT_THROW(
        {
          try {
            RunReplicates(Plan(1000, true, threads), failing);
          } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "replicate 40");
            throw;
          }
        },
        std::runtime_error);
    std::atomic<int> computed = 0;
    ExpectRight(RunReplicates(Plan(1000), Counted(&computed)), 1000);
    EXPECT_LE(computed, 960);
  }
}

TEST_F(ReplicatesTest, MoreThanMemoryHoldsIsRefusedWithNumbers) {
  ReplicatePlan plan = Plan(1000000000);
  plan.size = 412;
  EXPECT_THAT(Refusal(plan), HasSubstr("1000000000 replicates of 412 values take 3.3 TB, and this "
                                       "machine has "));
  plan.count = std::numeric_limits<int64_t>::max();
  EXPECT_THAT(Refusal(plan), HasSubstr("replicates of 412 values take"));
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(ReplicatesTest, ACompleteCheckpointIsReadAndNothingComputed) {
  const std::string bytes = MakeCheckpoint(50);
  EXPECT_EQ(bytes.size(), kHeader + 50 * kRecord);
  std::atomic<int> computed = 0;
  ExpectRight(RunReplicates(Plan(50), Counted(&computed)), 50);
  EXPECT_EQ(computed, 0);
  EXPECT_EQ(Read(), bytes);
}

TEST_F(ReplicatesTest, MoreReplicatesExtendACheckpointAndFewerUseAPart) {
  MakeCheckpoint(30);
  std::atomic<int> computed = 0;
  ExpectRight(RunReplicates(Plan(100), Counted(&computed)), 100);
  EXPECT_EQ(computed, 70);
  const std::string bytes = Read();
  ExpectRight(RunReplicates(Plan(10), Counted(&computed)), 10);
  EXPECT_EQ(computed, 70);
  EXPECT_EQ(Read(), bytes);
}

// Runs in a child process, killed after `milliseconds`; whether it came to its end.
bool RunUntilKilled(const ReplicatePlan& plan, const ReplicateFunction& run, int milliseconds) {
  const pid_t child = fork();
  if (child == 0) {
    RunReplicates(plan, run);
    _exit(0);
  }
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) kill(child, SIGKILL);
    std::this_thread::yield();
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST_F(ReplicatesTest, KilledAgainAndAgainItEndsWithTheSameBits) {
  const auto slow = [](int64_t number, int worker, Eigen::Ref<Eigen::VectorXd> values) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(1500);
    while (std::chrono::steady_clock::now() < end) std::this_thread::yield();
    return Replicate(number, worker, values);
  };
  const RandomStream random(1, 1);
  int killed = 0;
  for (uint32_t k = 0;; ++k) {
    const int milliseconds = static_cast<int>(300 * random.Uniform(k));
    if (RunUntilKilled(Plan(1000), slow, milliseconds)) break;
    ++killed;
    ASSERT_LT(killed, 500) << "the run does not get on";
  }
  EXPECT_GT(killed, 1);
  std::atomic<int> computed = 0;
  ExpectRight(RunReplicates(Plan(1000), Counted(&computed)), 1000);
  EXPECT_EQ(computed, 0);
  EXPECT_EQ(Read().size(), kHeader + 1000 * kRecord) << "a replicate was computed twice";
}

}  // namespace
}  // namespace trustsem
