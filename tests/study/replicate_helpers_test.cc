// The talk between processes, with threads in their place.
#include "study/replicate_helpers.h"

#include <deque>
#include <mutex>
#include <thread>

#include "tests/study/replicate_fixture.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;

// The letters of all processes on their way.
class PostOffice {
 public:
  explicit PostOffice(int size) : boxes_(static_cast<size_t>(size)) {}
  void Put(int to, ProcessMessage message) {
    const std::lock_guard<std::mutex> lock(mutex_);
    boxes_[static_cast<size_t>(to)].push_back(std::move(message));
  }
  std::optional<ProcessMessage> Take(int to) {
    const std::lock_guard<std::mutex> lock(mutex_);
    auto& box = boxes_[static_cast<size_t>(to)];
    if (box.empty()) return std::nullopt;
    ProcessMessage message = std::move(box.front());
    box.pop_front();
    return message;
  }
  int size() const { return static_cast<int>(boxes_.size()); }

 private:
  std::mutex mutex_;
  std::vector<std::deque<ProcessMessage>> boxes_;
};

class ThreadAsProcess : public Processes {
 public:
  ThreadAsProcess(int rank, PostOffice* post) : rank_(rank), post_(post) {}
  int rank() const override { return rank_; }
  int size() const override { return post_->size(); }
  void Send(int to, const std::string& bytes) override { post_->Put(to, {rank_, bytes}); }
  std::optional<ProcessMessage> Receive() override {
    std::optional<ProcessMessage> message = post_->Take(rank_);
    if (message && message->from < 0) throw ProcessDismissed();
    return message;
  }
  void Dismiss() override {
    for (int rank = 1; rank < size(); ++rank) post_->Put(rank, {-1, ""});
  }

 private:
  int rank_;
  PostOffice* post_;
};

class ReplicateHelpersTest : public ReplicateTest {};

TEST_F(ReplicateHelpersTest, EveryReplicateIsComputedOnceByWhoeverIsFree) {
  constexpr int64_t kCount = 3000;
  PostOffice post(4);
  std::atomic<int> computed = 0, dismissed = 0;
  const ReplicateFunction run = Counted(&computed);
  const ReplicatePlan plan = Plan(kCount, false);
  std::vector<std::thread> others;
  for (int rank = 1; rank < 4; ++rank) {
    others.emplace_back([&, rank] {
      ThreadAsProcess process(rank, &post);
      try {
        HelpWithReplicates(plan, run, &process);
      } catch (const ProcessDismissed&) {
        ++dismissed;
      }
    });
  }
  // The first process has no workers: the others compute all.
  ThreadAsProcess process(0, &post);
  Replicates replicates;
  replicates.values.resize(kCount, kSize);
  replicates.statuses.resize(kCount);
  const ReplicateFunction none = Replicate;
  ReplicateWorkers workers(0, kSize, none);
  workers.Give({0, 100});
  workers.Give({100, kCount});
  ReplicateHelpers helpers(plan, &process);
  EXPECT_TRUE(helpers.any());
  for (int64_t done = 0; done < kCount;) {
    for (const ReplicateRecord& record : helpers.Collect(&workers)) {
      replicates.values.row(record.number) = record.values;
      replicates.statuses[static_cast<size_t>(record.number)] = record.status;
      ++done;
    }
  }
  process.Dismiss();
  for (std::thread& other : others) other.join();
  ExpectRight(replicates, kCount);
  EXPECT_EQ(computed, kCount);
  EXPECT_EQ(dismissed, 3);
}

TEST_F(ReplicateHelpersTest, NoProcessTakesMuchOfWhatIsLeft) {
  PostOffice post(3);
  ThreadAsProcess first(0, &post), other(1, &post);
  const ReplicateFunction none = Replicate;
  ReplicateWorkers workers(0, kSize, none);
  workers.Give({0, 60});
  ReplicateHelpers helpers(Plan(60, false), &first);
  ASSERT_TRUE(other.Receive()) << "the plan";
  std::vector<int64_t> taken;
  while (workers.waiting() > 0) {
    std::string wish;
    AppendNumber(1000, &wish);
    other.Send(0, wish);
    EXPECT_TRUE(helpers.Collect(&workers).empty());
    const std::optional<ProcessMessage> answer = other.Receive();
    ASSERT_TRUE(answer);
    taken.push_back(
        static_cast<int64_t>(ReadNumber(answer->bytes, 8) - ReadNumber(answer->bytes, 0)));
  }
  EXPECT_EQ(taken.front(), 60 / 6 + 1);
  EXPECT_EQ(taken.back(), 1);
}

TEST_F(ReplicateHelpersTest, AnotherPlanIsRefused) {
  const ReplicatePlan plan = Plan(10, false);
  std::vector<ReplicatePlan> others(3, plan);
  others[0].count = 11;
  others[1].size = 6;
  others[2].identity = "another";
  for (int k = 0; k < 3; ++k) {
    PostOffice post(2);
    ThreadAsProcess first(0, &post), second(1, &post);
    const ReplicateHelpers helpers(plan, &first);
    try {
      HelpWithReplicates(others[static_cast<size_t>(k)], Replicate, &second);
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kUsage);
      EXPECT_THAT(error.what(), HasSubstr("process 1 has other replicates"));
    }
  }
}

TEST_F(ReplicateHelpersTest, ADamagedMessageIsRefused) {
  PostOffice post(2);
  ThreadAsProcess first(0, &post), second(1, &post);
  const ReplicateFunction none = Replicate;
  ReplicateWorkers workers(0, kSize, none);
  ReplicateHelpers helpers(Plan(10, false), &first);
  ReplicateRecord record;
  record.values.setZero(kSize);
  std::string message;
  AppendNumber(0, &message);
  AppendRecord(record, &message);
  second.Send(0, message);
  EXPECT_EQ(helpers.Collect(&workers).size(), 1u);
  message[20] = static_cast<char>(message[20] ^ 1);
  second.Send(0, message);
  EXPECT_THROW(helpers.Collect(&workers), Error);
}

}  // namespace
}  // namespace trustsem
