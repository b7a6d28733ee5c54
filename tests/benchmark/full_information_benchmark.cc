// Full-information maximum likelihood: 28 items, seven constructs, 5% of the answers missing.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "data/read_data.h"
#include "inference/fit_measures.h"
#include "inference/parameter_estimates.h"
#include "moments/missing_patterns.h"
#include "spec/read_model.h"
#include "study/analysis.h"

namespace trustsem {
namespace {

const std::string kFolder = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/";

struct Job {
  Model model;
  Sample sample;
};

// The respondents of the reference survey, `copies` times each, so that patterns of missing answers
// do not grow with their number. Which answers are missing is drawn by Park & Miller's generator,
// which scripts/bench_lavaan.R repeats.
Job MakeSurvey(const std::string& estimator, int copies) {
  Job job;
  job.model = ReadModel(kFolder + "models/survey_seven_constructs.lav");
  job.model.fit.estimator = estimator;
  job.model.fit.missing = "fiml";
  job.model.fit.threads = 1;
  const SampleRequest request = MakeSampleRequest(job.model);
  auto frame =
      std::make_shared<Frame>(ReadData(kFolder + "data/survey.csv", ColumnsNeeded(request)));
  int64_t state = 1;
  for (size_t row = 0; row < static_cast<size_t>(frame->rows); ++row) {
    for (Column& column : frame->columns) {
      if (!column.loaded) continue;
      state = 16807 * state % 2147483647;
      if (static_cast<double>(state) < 0.05 * 2147483647) {
        column.numbers[row] = std::numeric_limits<double>::quiet_NaN();
      }
    }
  }
  for (Column& column : frame->columns) {
    const std::vector<double> once = column.numbers;
    for (int copy = 1; copy < copies; ++copy) {
      column.numbers.insert(column.numbers.end(), once.begin(), once.end());
    }
  }
  frame->rows *= copies;
  job.sample = MakeSample(frame, request);
  return job;
}

// Patterns and saturated moments from the respondents, estimates, standard errors, every index of
// fit, both standardised solutions with standard errors.
void Complete(benchmark::State& state, const Job& job) {
  const FourthMoments needs = ChosenEstimator(job.model).needs();
  size_t patterns = 0;
  for (auto _ : state) {
    std::vector<Note> notes;
    const SampleMoments moments = MakeModelMoments(job.model, job.sample, needs, &notes);
    const std::unique_ptr<FittedModel> fit = EstimateModel(job.model, moments, nullptr);
    CompleteFit(fit.get());
    std::vector<VarianceDerivatives> variances;
    for (int g = 0; g < fit->table.groups; ++g) variances.push_back(TotalVariances(*fit, g));
    benchmark::DoNotOptimize(MakeParameterEstimates(*fit, variances));
    benchmark::DoNotOptimize(ComputeFitMeasures(*fit));
    patterns = moments.groups[0].patterns->patterns.size();
  }
  state.counters["patterns"] = static_cast<double>(patterns);
}

void FimlRobust(benchmark::State& state) {
  static const Job job = MakeSurvey("MLR", 1);
  Complete(state, job);
}
BENCHMARK(FimlRobust)->Unit(benchmark::kMillisecond);

void FimlRobust160000(benchmark::State& state) {
  static const Job job = MakeSurvey("MLR", 100);
  Complete(state, job);
}
BENCHMARK(FimlRobust160000)->Unit(benchmark::kMillisecond);

void Fiml(benchmark::State& state) {
  static const Job job = MakeSurvey("ML", 1);
  Complete(state, job);
}
BENCHMARK(Fiml)->Unit(benchmark::kMillisecond);

void Fiml160000(benchmark::State& state) {
  static const Job job = MakeSurvey("ML", 100);
  Complete(state, job);
}
BENCHMARK(Fiml160000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace trustsem
