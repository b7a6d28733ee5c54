#include "study/replicate_checkpoint.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>

#include "study/replicates.h"
#include "tests/study/replicate_fixture.h"

namespace trustsem {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class ReplicateCheckpointTest : public ReplicateTest {};

TEST_F(ReplicateCheckpointTest, AnyFlippedBitIsNamedAndRefused) {
  const std::string bytes = MakeCheckpoint(6);
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << at % 8));
    Write(damaged);
    const std::string refusal = Refusal(Plan(6));
    EXPECT_THAT(refusal, StartsWith(file_ + ": ")) << at;
    EXPECT_THAT(refusal, HasSubstr("damaged")) << at;
    if (at >= kHeader) {
      const size_t record = kHeader + (at - kHeader) / kRecord * kRecord;
      EXPECT_THAT(refusal, HasSubstr("at byte " + std::to_string(record + 1) + " ")) << at;
    }
    EXPECT_EQ(Read(), damaged) << "a refused file stays as it is";
  }
}

TEST_F(ReplicateCheckpointTest, AnUnfinishedWriteIsCutOff) {
  const std::string bytes = MakeCheckpoint(4);
  for (size_t length = 0; length < bytes.size(); ++length) {
    Write(bytes.substr(0, length));
    const size_t whole = length < kHeader ? 0 : (length - kHeader) / kRecord;
    std::atomic<int> computed = 0;
    ExpectRight(RunReplicates(Plan(4, true, 1), Counted(&computed)), 4);
    EXPECT_EQ(computed, 4 - static_cast<int>(whole)) << length;
    EXPECT_EQ(Read(), bytes) << length;
  }
}

TEST_F(ReplicateCheckpointTest, ZerosThatADeadMachineLeftAreCutOff) {
  const std::string bytes = MakeCheckpoint(4);
  for (const size_t length :
       {kHeader, kHeader + 1, kHeader + kRecord, kHeader + 2 * kRecord + 20}) {
    for (const size_t zeros : {kRecord, 2 * kRecord + 7, size_t{1} << 20, size_t{3} << 20}) {
      Write(bytes.substr(0, length) + std::string(zeros, '\0'));
      ExpectRight(RunReplicates(Plan(4, true, 1), Replicate), 4);
      EXPECT_EQ(Read(), bytes);
    }
  }
  // Zeros with something after them are damage.
  std::string damaged = bytes;
  damaged.replace(kHeader + kRecord, kRecord, kRecord, '\0');
  Write(damaged);
  EXPECT_THAT(Refusal(Plan(4)), HasSubstr("damaged"));
}

TEST_F(ReplicateCheckpointTest, AReplicateMissingInTheMiddleIsComputed) {
  std::string bytes = MakeCheckpoint(5);
  bytes.erase(kHeader + 2 * kRecord, kRecord);
  Write(bytes);
  std::atomic<int> computed = 0;
  ExpectRight(RunReplicates(Plan(5), Counted(&computed)), 5);
  EXPECT_EQ(computed, 1);
}

TEST_F(ReplicateCheckpointTest, AReplicateTwiceMustBeTheSame) {
  const std::string bytes = MakeCheckpoint(5);
  Write(bytes + bytes.substr(kHeader + kRecord, kRecord));
  ExpectRight(RunReplicates(Plan(5), Replicate), 5);
  ReplicateRecord other;
  other.number = 1;
  other.status = ReplicateStatus::kImproper;
  other.values.setConstant(kSize, 0.5);
  std::string record;
  AppendRecord(other, &record);
  Write(bytes + record);
  EXPECT_THAT(Refusal(Plan(5)), HasSubstr("has replicate 2 twice, with different values"));
  EXPECT_EQ(Refusal(Plan(1)), "") << "the second replicate is not asked for";
}

TEST_F(ReplicateCheckpointTest, ACheckpointOfAnotherRunIsRefused) {
  const std::string bytes = MakeCheckpoint(5);
  ReplicatePlan plan = Plan(5);
  plan.identity = "model, data, seed 2";
  EXPECT_THAT(Refusal(plan), HasSubstr("belongs to another run"));
  plan = Plan(5);
  plan.size = 6;
  EXPECT_THAT(Refusal(plan), HasSubstr("has replicates of 5 values, and this run of 6"));
  EXPECT_EQ(Read(), bytes);
}

TEST_F(ReplicateCheckpointTest, AnotherFileIsNotTouched) {
  for (const std::string text : {"x1,x2\n1,2\n", "t", "trustsem: 1\n", "trustsem replicates\n9"}) {
    Write(text);
    if (text == "t") continue;  // how a checkpoint begins
    EXPECT_THAT(Refusal(Plan(5)),
                AnyOf(HasSubstr("no checkpoint of trustsem"), HasSubstr("damaged in its header")));
    EXPECT_EQ(Read(), text);
  }
}

TEST_F(ReplicateCheckpointTest, TwoRunsDoNotShareACheckpoint) {
  const ReplicateCheckpoint first(file_, kSize, "model");
  EXPECT_THAT(Refusal(Plan(5)), HasSubstr("in use by another run"));
}

TEST_F(ReplicateCheckpointTest, WhatCannotBeWrittenIsRefusedBeforeAnythingIsComputed) {
  std::atomic<int> computed = 0;
  ReplicatePlan plan = Plan(5);
  const std::string pipe = (folder_ / "pipe").string();
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  for (const std::string& path :
       {(folder_ / "none" / "file").string(), folder_.string(), file_ + "/file", pipe,
        std::string("/dev/null"), std::string("/proc/checkpoint")}) {
    Write("");
    plan.checkpoint = path;
    EXPECT_THAT(Refusal(plan), StartsWith(path + ": the checkpoint "));
    EXPECT_THROW(RunReplicates(plan, Counted(&computed)), Error);
  }
  EXPECT_EQ(computed, 0);
}

TEST_F(ReplicateCheckpointTest, AFullDiskEndsTheRunWithASentence) {
  // A limit on the size of files stands for the disk, in a child process.
  struct rlimit limit = {kHeader + 3 * kRecord + 10, RLIM_INFINITY};
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    const std::string refusal = Refusal(Plan(500));
    _exit(refusal.find("the checkpoint cannot be written (") == std::string::npos ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  std::atomic<int> computed = 0;
  ExpectRight(RunReplicates(Plan(500), Counted(&computed)), 500);
  EXPECT_EQ(computed, 497);
}

}  // namespace
}  // namespace trustsem
