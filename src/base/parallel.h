// Independent pieces of work on several threads.
#ifndef TRUSTSEM_BASE_PARALLEL_H_
#define TRUSTSEM_BASE_PARALLEL_H_

#include <functional>

namespace trustsem {

// Calls work(0) ... work(count - 1), each once, on at most `threads` threads (the caller's among
// them), in any order. Results must not depend on the order. The first exception is thrown again
// when all threads have ended.
void ParallelFor(int count, int threads, const std::function<void(int)>& work);

// The number of threads that `requested` stands for: itself, or all processors where it is zero.
int ThreadCount(int requested);

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_PARALLEL_H_
