// Threads that compute replicates: each takes the next number as soon as it is free, so that slow
// replicates do not hold up the others.
#ifndef TRUSTSEM_STUDY_REPLICATE_WORKERS_H_
#define TRUSTSEM_STUDY_REPLICATE_WORKERS_H_

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "study/replicate_record.h"
#include "study/replicates.h"

namespace trustsem {

// Replicates `begin` to `end` - 1.
struct ReplicateRange {
  int64_t begin = 0, end = 0;
};

class ReplicateWorkers {
 public:
  // `run` computes `size` values; it and what it uses must outlive the workers.
  ReplicateWorkers(int threads, int size, const ReplicateFunction& run);
  ReplicateWorkers(const ReplicateWorkers&) = delete;
  ReplicateWorkers& operator=(const ReplicateWorkers&) = delete;
  // Waits for the replicates that have begun; those that have not are dropped.
  ~ReplicateWorkers();

  void Give(ReplicateRange range);
  // Takes back at most `count` (at least 1) replicates that nobody has begun; an empty range where
  // there are none.
  ReplicateRange TakeBack(int64_t count);
  // Replicates given that nobody has begun.
  int64_t waiting();

  // What was finished since the last call, in any order: waits until nothing is left to do, but no
  // longer than `longest`. Throws what a replicate threw, once what was finished has been
  // collected; nothing is begun after that.
  std::vector<ReplicateRecord> Collect(std::chrono::milliseconds longest);

 private:
  void Work(int worker);
  ReplicateRange TakeLocked(int64_t count);

  const int size_;
  const ReplicateFunction& run_;
  std::mutex mutex_;
  std::condition_variable given_, idle_;
  std::deque<ReplicateRange> ranges_;
  int64_t waiting_ = 0;
  int running_ = 0;
  bool stopped_ = false;
  std::exception_ptr failure_;
  std::vector<ReplicateRecord> finished_;
  std::vector<std::thread> threads_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_REPLICATE_WORKERS_H_
