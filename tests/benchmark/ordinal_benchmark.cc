// Ordered answers: polychoric correlations, WLSMV with complete inference, posterior modes.
#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>
#include <string>

#include "base/random.h"
#include "data/read_data.h"
#include "inference/fit_measures.h"
#include "inference/parameter_estimates.h"
#include "moments/ordinal_moments.h"
#include "spec/check_model.h"
#include "spec/read_model.h"
#include "study/analysis.h"
#include "study/scores.h"

namespace trustsem {
namespace {

const std::string kFolder = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/";

struct Job {
  Model model;
  Sample sample;
  std::vector<double> weights;
};

SampleRequest OrdinalRequest(Job* job) {
  job->model.data.all_ordered = true;
  job->model.fit.threads = 1;
  return MakeSampleRequest(job->model);
}

// The 28 five-point items of the reference survey: 1,600 respondents, seven constructs with paths.
// `markets`: groups of equal size, by the respondents' numbers.
Job MakeSurvey(int markets) {
  Job job;
  job.model = ReadModel(kFolder + "models/survey_seven_constructs.lav");
  if (markets > 1) job.model.fit.equal = {"loadings", "thresholds"};
  const SampleRequest request = OrdinalRequest(&job);
  job.sample = MakeSample(
      std::make_shared<Frame>(ReadData(kFolder + "data/survey.csv", ColumnsNeeded(request))),
      request);
  if (markets == 1) return job;
  const std::vector<uint32_t> rows = job.sample.groups[0].rows;
  job.sample.groups.assign(static_cast<size_t>(markets), {});
  for (uint32_t row : rows) {
    SampleGroup& group = job.sample.groups[row % static_cast<uint32_t>(markets)];
    group.label = std::to_string(row % static_cast<uint32_t>(markets) + 1);
    group.rows.push_back(row);
  }
  return job;
}

const Job& Survey() {
  static const Job job = MakeSurvey(1);
  return job;
}

const Job& Markets() {
  static const Job job = MakeSurvey(4);
  return job;
}

// Weights between 0.5 and 1.5.
const Job& WeightedSurvey() {
  static Job job = MakeSurvey(1);
  if (job.weights.empty()) {
    for (int64_t i = 0; i < job.sample.frame->rows; ++i) {
      job.weights.push_back(0.5 + static_cast<double>(i % 7) / 6);
    }
    job.sample.weights = &job.weights;
  }
  return job;
}

// Five-point items of constructs with four or five items each, correlated 0.4: synthetic.
Job MakeSynthetic(int items, int constructs, int respondents) {
  Job job;
  std::string text;
  auto frame = std::make_shared<Frame>();
  frame->rows = respondents;
  for (int i = 0; i < items; ++i) {
    Column column;
    column.name = "y" + std::to_string(i + 1);
    column.numbers.resize(static_cast<size_t>(respondents));
    frame->columns.push_back(std::move(column));
  }
  const int each = items / constructs;
  for (int i = 0; i < items; ++i) {
    const std::string& name = frame->columns[static_cast<size_t>(i)].name;
    text += i % each == 0 ? "\nf" + std::to_string(i / each + 1) + " =~ " + name : " + " + name;
  }
  job.model = ReadLavaan(text + "\n", "synthetic.lav");
  for (int r = 0; r < respondents; ++r) {
    const RandomStream random(20260101, static_cast<uint64_t>(r));
    uint32_t draw = 0;
    const double common = random.Normal(draw++);
    double construct = 0;
    for (int i = 0; i < items; ++i) {
      if (i % each == 0)
        construct = std::sqrt(0.4) * common + std::sqrt(0.6) * random.Normal(draw++);
      const double response = 0.75 * construct + std::sqrt(1 - 0.5625) * random.Normal(draw++);
      double answer = 1;
      for (const double cut : {-1.4, -0.6, 0.3, 1.2}) answer += response > cut;
      frame->columns[static_cast<size_t>(i)].numbers[static_cast<size_t>(r)] = answer;
    }
  }
  job.sample = MakeSample(frame, OrdinalRequest(&job));
  return job;
}

// Moments with asymptotic covariance, estimates, robust standard errors and tests, every index of
// fit, both standardised solutions with standard errors.
void Complete(benchmark::State& state, const Job& job, int threads) {
  Model model = job.model;
  model.fit.threads = threads;
  int iterations = 0;
  for (auto _ : state) {
    std::vector<Note> notes;
    const SampleMoments moments =
        MakeModelMoments(model, job.sample, FourthMoments::kInfluence, &notes);
    const std::unique_ptr<FittedModel> fit = EstimateModel(model, moments, nullptr);
    CompleteFit(fit.get());
    std::vector<VarianceDerivatives> variances;
    for (int g = 0; g < fit->table.groups; ++g) variances.push_back(TotalVariances(*fit, g));
    benchmark::DoNotOptimize(MakeParameterEstimates(*fit, variances));
    benchmark::DoNotOptimize(ComputeFitMeasures(*fit));
    iterations = fit->solution.iterations;
  }
  state.counters["iterations"] = iterations;
}

void OrdinalMoments(benchmark::State& state) {
  for (auto _ : state) {
    std::vector<Note> notes;
    benchmark::DoNotOptimize(MakeOrdinalMoments(Survey().sample, {}, &notes));
  }
}
BENCHMARK(OrdinalMoments)->Unit(benchmark::kMicrosecond);

void OrdinalComplete(benchmark::State& state) { Complete(state, Survey(), 1); }
BENCHMARK(OrdinalComplete)->Unit(benchmark::kMicrosecond);

void OrdinalWeighted(benchmark::State& state) { Complete(state, WeightedSurvey(), 1); }
BENCHMARK(OrdinalWeighted)->Unit(benchmark::kMicrosecond);

void OrdinalMarkets(benchmark::State& state) { Complete(state, Markets(), 1); }
BENCHMARK(OrdinalMarkets)->Unit(benchmark::kMillisecond);

// From the file to the scores: reading, moments, estimation, posterior modes with standard errors.
void OrdinalScores(benchmark::State& state) {
  Model model = Survey().model;
  DataInput input;
  input.data = kFolder + "data/survey.csv";
  for (auto _ : state) benchmark::DoNotOptimize(ScoreRespondents(model, input, {}));
}
BENCHMARK(OrdinalScores)->Unit(benchmark::kMillisecond);

void Ordinal60Items(benchmark::State& state) {
  static const Job job = MakeSynthetic(60, 12, 1600);
  Complete(state, job, 1);
}
BENCHMARK(Ordinal60Items)->Unit(benchmark::kMillisecond);

void Ordinal100Items(benchmark::State& state) {
  static const Job job = MakeSynthetic(100, 20, 1600);
  Complete(state, job, 1);
}
BENCHMARK(Ordinal100Items)->Unit(benchmark::kMillisecond);

void Ordinal100ItemsTwoThreads(benchmark::State& state) {
  static const Job job = MakeSynthetic(100, 20, 1600);
  Complete(state, job, 2);
}
BENCHMARK(Ordinal100ItemsTwoThreads)->Unit(benchmark::kMillisecond)->UseRealTime();

// Ten and a hundred times the respondents.
void Ordinal1600(benchmark::State& state) {
  static const Job job = MakeSynthetic(28, 7, 1600);
  Complete(state, job, 1);
}
BENCHMARK(Ordinal1600)->Unit(benchmark::kMillisecond);

void Ordinal16000(benchmark::State& state) {
  static const Job job = MakeSynthetic(28, 7, 16000);
  Complete(state, job, 1);
}
BENCHMARK(Ordinal16000)->Unit(benchmark::kMillisecond);

void Ordinal160000(benchmark::State& state) {
  static const Job job = MakeSynthetic(28, 7, 160000);
  Complete(state, job, 1);
}
BENCHMARK(Ordinal160000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace trustsem
