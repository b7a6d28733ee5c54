#include "study/replicate_workers.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace trustsem {

ReplicateWorkers::ReplicateWorkers(int threads, int size, const ReplicateFunction& run)
    : size_(size), run_(run) {
  for (int worker = 0; worker < threads; ++worker) {
    threads_.emplace_back([this, worker] { Work(worker); });
  }
}

ReplicateWorkers::~ReplicateWorkers() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
  }
  given_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void ReplicateWorkers::Give(ReplicateRange range) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ranges_.push_back(range);
    waiting_ += range.end - range.begin;
  }
  given_.notify_all();
}

ReplicateRange ReplicateWorkers::TakeLocked(int64_t count) {
  if (ranges_.empty()) return {};
  ReplicateRange& first = ranges_.front();
  const ReplicateRange taken = {first.begin, std::min(first.end, first.begin + count)};
  first.begin = taken.end;
  if (first.begin == first.end) ranges_.pop_front();
  waiting_ -= taken.end - taken.begin;
  return taken;
}

ReplicateRange ReplicateWorkers::TakeBack(int64_t count) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return TakeLocked(count);
}

int64_t ReplicateWorkers::waiting() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return waiting_;
}

void ReplicateWorkers::Work(int worker) {
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    given_.wait(lock, [this] { return stopped_ || !ranges_.empty(); });
    if (stopped_) return;
    ReplicateRecord record;
    record.number = TakeLocked(1).begin;
    ++running_;
    lock.unlock();
    std::exception_ptr failure;
    try {
      record.values.setConstant(size_, std::numeric_limits<double>::quiet_NaN());
      record.status = run_(record.number, worker, record.values);
      if (record.status > ReplicateStatus::kImproper) {
        record.values.setConstant(std::numeric_limits<double>::quiet_NaN());
      }
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    --running_;
    if (failure) {
      if (!failure_) failure_ = failure;
      stopped_ = true;
      given_.notify_all();
    } else {
      finished_.push_back(std::move(record));
    }
    if (running_ == 0 && (ranges_.empty() || stopped_)) idle_.notify_all();
  }
}

std::vector<ReplicateRecord> ReplicateWorkers::Collect(std::chrono::milliseconds longest) {
  std::unique_lock<std::mutex> lock(mutex_);
  idle_.wait_for(lock, longest, [this] {
    return running_ == 0 && (failure_ || (ranges_.empty() && !finished_.empty()));
  });
  if (failure_ && running_ == 0 && finished_.empty()) std::rethrow_exception(failure_);
  return std::exchange(finished_, {});
}

}  // namespace trustsem
