// Replicates whose values are known, and a folder for their checkpoints.
#ifndef TRUSTSEM_TESTS_STUDY_REPLICATE_FIXTURE_H_
#define TRUSTSEM_TESTS_STUDY_REPLICATE_FIXTURE_H_

#include <gmock/gmock.h>
#include <unistd.h>

#include <atomic>
#include <bit>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/error.h"
#include "base/random.h"
#include "study/replicates.h"

namespace trustsem {

class ReplicateTest : public ::testing::Test {
 protected:
  static constexpr int kSize = 5;
  static constexpr size_t kHeader = 80, kRecord = (kSize + 3) * 8;

  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("trustsem_replicates_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    file_ = (folder_ / "run.checkpoint").string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  ReplicatePlan Plan(int64_t count, bool with_checkpoint = true, int threads = 2) const {
    ReplicatePlan plan;
    plan.count = count;
    plan.size = kSize;
    plan.threads = threads;
    plan.identity = "model, data, seed 1";
    if (with_checkpoint) plan.checkpoint = file_;
    return plan;
  }

  // Replicate k is a function of k alone; every seventh has no values.
  static ReplicateStatus Replicate(int64_t number, int /*worker*/,
                                   Eigen::Ref<Eigen::VectorXd> values) {
    const RandomStream random(3, static_cast<uint64_t>(number));
    for (int j = 0; j < values.size(); ++j) values(j) = random.Normal(static_cast<uint32_t>(j));
    if (number % 7 == 3) return ReplicateStatus::kNotConverged;
    if (number % 11 == 5) values(2) = std::numeric_limits<double>::quiet_NaN();
    return number % 5 == 1 ? ReplicateStatus::kImproper : ReplicateStatus::kUsed;
  }

  // The same, and counts what was computed.
  ReplicateFunction Counted(std::atomic<int>* computed) const {
    return [computed](int64_t number, int worker, Eigen::Ref<Eigen::VectorXd> values) {
      ++*computed;
      return Replicate(number, worker, values);
    };
  }

  // A checkpoint with all of `count` replicates; its bytes.
  std::string MakeCheckpoint(int64_t count) const {
    RunReplicates(Plan(count, true, 1), Replicate);
    return Read();
  }
  std::string Read() const {
    std::ifstream file(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void Write(const std::string& bytes) const { std::ofstream(file_, std::ios::binary) << bytes; }

  // What a run with this checkpoint is refused with; "" where it is not.
  static std::string Refusal(const ReplicatePlan& plan) {
    try {
      RunReplicates(plan, Replicate);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kUsage);
      EXPECT_EQ(error.faults().size(), 1u);
      EXPECT_FALSE(error.faults()[0].hint.empty());
      return ToString(error.faults()[0]);
    }
    return "";
  }

  // The same bits, of NaN too, and every value where it belongs.
  static void ExpectRight(const Replicates& replicates, int64_t count) {
    ASSERT_EQ(replicates.values.rows(), count);
    ASSERT_EQ(replicates.values.cols(), kSize);
    ASSERT_EQ(static_cast<int64_t>(replicates.statuses.size()), count);
    Eigen::VectorXd values(kSize);
    for (int64_t k = 0; k < count; ++k) {
      const ReplicateStatus status = Replicate(k, 0, values);
      ASSERT_EQ(replicates.statuses[static_cast<size_t>(k)], status);
      if (status > ReplicateStatus::kImproper) {
        values.setConstant(std::numeric_limits<double>::quiet_NaN());
      }
      for (int j = 0; j < kSize; ++j) {
        ASSERT_EQ(std::bit_cast<uint64_t>(replicates.values(k, j)),
                  std::bit_cast<uint64_t>(values(j)))
            << k << ", " << j;
      }
    }
  }

  std::filesystem::path folder_;
  std::string file_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_STUDY_REPLICATE_FIXTURE_H_
