#include "base/parallel.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace trustsem {
namespace {

TEST(ParallelFor, DoesEachPieceOnce) {
  for (const int threads : {1, 2, 3, 8}) {
    std::vector<std::atomic<int>> done(100);
    ParallelFor(100, threads, [&](int k) { ++done[static_cast<size_t>(k)]; });
    for (const std::atomic<int>& times : done) EXPECT_EQ(times, 1);
  }
}

TEST(ParallelFor, ThrowsWhatAPieceThrew) {
  const auto fail = [](int k) {
    if (k == 7) throw std::runtime_error("seven");
  };
  EXPECT_THROW(ParallelFor(100, 3, fail), std::runtime_error);
  EXPECT_THROW(ParallelFor(100, 1, fail), std::runtime_error);
}

TEST(ThreadCount, IsWhatIsAskedForOrTheProcessorsOfThisProcess) {
  EXPECT_EQ(ThreadCount(3), 3);
  cpu_set_t before;
  ASSERT_EQ(sched_getaffinity(0, sizeof(before), &before), 0);
  EXPECT_EQ(ThreadCount(0), CPU_COUNT(&before));
  // As an MPI launcher binds a process to one processor.
  int first = 0;
  while (!CPU_ISSET(first, &before)) ++first;
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(first, &one);
  ASSERT_EQ(sched_setaffinity(0, sizeof(one), &one), 0);
  EXPECT_EQ(ThreadCount(0), 1);
  sched_setaffinity(0, sizeof(before), &before);
}

}  // namespace
}  // namespace trustsem
