// Bootstrap replicates of 28 items, seven constructs, 1,600 respondents.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "spec/read_model.h"
#include "study/analysis.h"
#include "study/bootstrap.h"

namespace trustsem {
namespace {

const std::string kFolder = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/";

struct Job {
  Model model;
  Sample sample;
  LoadedMoments loaded;
  std::unique_ptr<FittedModel> fit;

  explicit Job(bool ordered) : model(ReadModel(kFolder + "models/survey_seven_constructs.lav")) {
    model.data.all_ordered = ordered;
    DataInput input;
    input.data = kFolder + "data/survey.csv";
    loaded = LoadMoments(model, input, {}, &sample);
    fit = EstimateModel(model, loaded.moments, nullptr);
    CompleteFit(fit.get());
  }
};

// Draws, moments, estimates and all that results say of them, `replicates` times.
void Replicate(benchmark::State& state, const Job& job, int64_t replicates, int threads,
               BootstrapInterval interval = BootstrapInterval::kPercentile) {
  BootstrapOptions options;
  options.replicates = replicates;
  options.threads = threads;
  options.interval = interval;
  const Results plain = Infer(job.model, *job.fit, {});
  for (auto _ : state) {
    Results results = plain;
    Bootstrap(job.model, job.sample, *job.fit, options, &results);
    benchmark::DoNotOptimize(results);
  }
}

const Job& Continuous() {
  static const Job job(false);
  return job;
}

const Job& Ordered() {
  static const Job job(true);
  return job;
}

void BootstrapMl1000(benchmark::State& state) { Replicate(state, Continuous(), 1000, 1); }
BENCHMARK(BootstrapMl1000)->Unit(benchmark::kMillisecond)->UseRealTime();

void BootstrapMl1000TwoThreads(benchmark::State& state) { Replicate(state, Continuous(), 1000, 2); }
BENCHMARK(BootstrapMl1000TwoThreads)->Unit(benchmark::kMillisecond)->UseRealTime();

// One replicate more for each respondent.
void BootstrapMl1000Bca(benchmark::State& state) {
  Replicate(state, Continuous(), 1000, 1, BootstrapInterval::kBca);
}
BENCHMARK(BootstrapMl1000Bca)->Unit(benchmark::kMillisecond)->UseRealTime();

void BootstrapWlsmv20(benchmark::State& state) { Replicate(state, Ordered(), 20, 1); }
BENCHMARK(BootstrapWlsmv20)->Unit(benchmark::kMillisecond)->UseRealTime();

void BootstrapWlsmv20TwoThreads(benchmark::State& state) { Replicate(state, Ordered(), 20, 2); }
BENCHMARK(BootstrapWlsmv20TwoThreads)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace trustsem
