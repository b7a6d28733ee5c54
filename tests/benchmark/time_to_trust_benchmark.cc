// Time to trust of accounts with ten responses each: three thresholds, everybody and four
// segments, 1000 bootstrap replicates, two threads. In interactions, and in months, which are all
// different.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "velocity/time_to_trust.h"

namespace trustsem {
namespace {

TimeToTrustInput Input(bool interactions, int accounts) {
  TimeToTrustInput input;
  input.segment_names = {"a", "b", "c", "d"};
  input.thresholds = {60, 70, 80};
  input.interactions = interactions;
  input.threads = 2;
  for (int account = 0; account < accounts; ++account) {
    const RandomStream random(1, static_cast<uint64_t>(account));
    TrustHistory history;
    history.account = account;
    history.segment = account % 4;
    const double intercept = 40 + 15 * random.Normal(0), slope = 1 + 0.5 * random.Normal(1);
    double time = 0;
    for (uint32_t response = 0; response < 10; ++response) {
      const double gap = 6 * random.Uniform(2 + 2 * response);
      time += interactions ? 1 + std::floor(gap) : gap;
      history.times.push_back(time);
      history.scores.push_back(
          std::clamp(intercept + slope * time + 5 * random.Normal(3 + 2 * response), 0.0, 100.0));
    }
    input.histories.push_back(std::move(history));
  }
  return input;
}

void TimeToTrust(benchmark::State& state) {
  const TimeToTrustInput input = Input(state.range(0) == 1, static_cast<int>(state.range(1)));
  for (auto _ : state) {
    std::vector<Note> notes;
    benchmark::DoNotOptimize(EstimateTimeToTrust(input, &notes));
  }
}
BENCHMARK(TimeToTrust)
    ->ArgNames({"interactions", "accounts"})
    ->Args({1, 400})
    ->Args({1, 100000})
    ->Args({0, 400})
    ->Args({0, 10000})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace trustsem
