// A whole survey of 81 columns from data/survey_truth.yaml: targets 0.2 s for 1,600 respondents
// whose margins are met, 20 s for a million independent ones.
#include <benchmark/benchmark.h>

#include <string>

#include "simulate/survey.h"
#include "spec/read_model.h"

namespace trustsem {
namespace {

const Model& Truth() {
  static const Model truth = ReadModel(TRUSTSEM_SOURCE_DIR "/data/survey_truth.yaml");
  return truth;
}

void Simulate(benchmark::State& state, const SurveyOptions& options) {
  size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    SimulateSurvey(Truth(), options, [&](std::string_view piece) { bytes += piece.size(); });
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}

void SimulateSurvey1600(benchmark::State& state) {
  SurveyOptions options;
  options.respondents = 1600;
  options.seed = 20240620;
  Simulate(state, options);
}
BENCHMARK(SimulateSurvey1600)->Unit(benchmark::kMillisecond);

void Million(benchmark::State& state, int threads) {
  SurveyOptions options;
  options.respondents = 1'000'000;
  options.seed = 1;
  options.margins = SurveyMargins::kModel;
  options.threads = threads;
  Simulate(state, options);
}

void SimulateMillion(benchmark::State& state) { Million(state, 1); }
BENCHMARK(SimulateMillion)->Unit(benchmark::kSecond)->Iterations(1);

void SimulateMillionTwoThreads(benchmark::State& state) { Million(state, 2); }
BENCHMARK(SimulateMillionTwoThreads)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace trustsem
