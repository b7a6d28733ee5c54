// Estimation and inference on data already in memory.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "data/read_data.h"
#include "inference/fit_measures.h"
#include "inference/modification_indices.h"
#include "inference/parameter_estimates.h"
#include "moments/sample_moments.h"
#include "spec/check_model.h"
#include "spec/read_model.h"
#include "study/analysis.h"

namespace trustsem {
namespace {

const std::string kFolder = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/";

// A model and its respondents, read once.
struct Job {
  Model model;
  Sample sample;
  SampleMoments moments;

  Job(Model of, const std::string& data) : model(std::move(of)) {
    SampleRequest request;
    request.variables = ObservedVariables(model);
    sample = MakeSample(
        std::make_shared<Frame>(ReadData(kFolder + "data/" + data, ColumnsNeeded(request))),
        request);
    moments = MakeSampleMoments(sample);
  }
};

const Job& HolzingerSwineford() {
  static const Job job(ReadLavaan("visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\n"
                                  "speed =~ x7 + x8 + x9\n",
                                  "nine_items.lav"),
                       "holzinger.csv");
  return job;
}

const Job& Survey() {
  static const Job job(ReadModel(kFolder + "models/survey_seven_constructs.lav"), "survey.csv");
  return job;
}

// Moments, estimates, standard errors, every index of fit, both standardised solutions with
// standard errors.
void Complete(benchmark::State& state, const Job& job) {
  for (auto _ : state) {
    const SampleMoments moments = MakeSampleMoments(job.sample);
    const std::unique_ptr<FittedModel> fit = EstimateModel(job.model, moments, nullptr);
    CompleteFit(fit.get());
    std::vector<VarianceDerivatives> variances;
    for (int g = 0; g < fit->table.groups; ++g) variances.push_back(TotalVariances(*fit, g));
    benchmark::DoNotOptimize(MakeParameterEstimates(*fit, variances));
    benchmark::DoNotOptimize(ComputeFitMeasures(*fit));
  }
}

void HolzingerSwinefordComplete(benchmark::State& state) { Complete(state, HolzingerSwineford()); }
BENCHMARK(HolzingerSwinefordComplete)->Unit(benchmark::kMicrosecond);

void SurveyComplete(benchmark::State& state) { Complete(state, Survey()); }
BENCHMARK(SurveyComplete)->Unit(benchmark::kMicrosecond);

// From moments to estimates: parameter table, identification, starting values, minimisation.
void SurveyEstimation(benchmark::State& state) {
  int iterations = 0;
  for (auto _ : state) {
    const auto fit = EstimateModel(Survey().model, Survey().moments, nullptr);
    iterations = fit->solution.iterations;
  }
  state.counters["iterations"] = iterations;
}
BENCHMARK(SurveyEstimation)->Unit(benchmark::kMicrosecond);

void SurveyModificationIndices(benchmark::State& state) {
  const auto fit = EstimateModel(Survey().model, Survey().moments, nullptr);
  CompleteFit(fit.get());
  size_t count = 0;
  for (auto _ : state) count = ModificationIndices(*fit).size();
  state.counters["indices"] = static_cast<double>(count);
}
BENCHMARK(SurveyModificationIndices)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace trustsem
