// Weighted, stratified and clustered percentages of the shipped survey, and the report's claims.
#include <benchmark/benchmark.h>

#include "spec/claims.h"
#include "spec/read_survey_tables.h"
#include "survey/judge_claims.h"
#include "survey/tabulate.h"

namespace trustsem {
namespace {

constexpr char kData[] = TRUSTSEM_SOURCE_DIR "/data/trust_survey.csv";

// Eleven tables by six markets and two kinds of buyer, reading included.
void SurveyTables(benchmark::State& state) {
  const TableBook book = ReadTableBook(TRUSTSEM_SOURCE_DIR "/data/tables.yaml");
  for (auto _ : state) benchmark::DoNotOptimize(Tabulate(book, kData));
}
BENCHMARK(SurveyTables)->Unit(benchmark::kMillisecond);

void SurveyClaims(benchmark::State& state) {
  const ClaimBook book = ReadClaims(TRUSTSEM_SOURCE_DIR "/data/report_claims.yaml");
  for (auto _ : state) benchmark::DoNotOptimize(JudgeClaims(book, kData));
}
BENCHMARK(SurveyClaims)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace trustsem
