// A million responses: 100,000 accounts with ten each, 5,000 salespersons, three segments and
// stages, 1,000 bootstrap replicates and time to trust at three thresholds, from the CSV file to
// the results, on two threads. And the shipped panel with growth over its four waves.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "base/random.h"
#include "velocity/analyse_velocity.h"

namespace trustsem {
namespace {

constexpr char kItems[] = "comp1,comp2,trust1,trust2,trust3,conf2,rel1,rel2,rel3,val1,val3,co2";

std::string WriteResponses(int accounts) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / fmt::format("trustsem_velocity_{}.csv", accounts);
  std::ofstream file(path);
  file << "account,rep,seg,stage,n," << kItems << "\n";
  const char* stages[] = {"first", "building", "long"};
  for (int account = 0; account < accounts; ++account) {
    const RandomStream random(1, static_cast<uint64_t>(account));
    uint32_t draw = 0;
    const double trust = 3.2 + 0.6 * random.Normal(draw++);
    int interactions = 0;
    for (int response = 0; response < 10; ++response) {
      interactions += 1 + static_cast<int>(4 * random.Uniform(draw++));
      std::string line = fmt::format("a{},s{},{},{},{}", account, account % (accounts / 20),
                                     "ABC"[account % 3], stages[response / 4], interactions);
      for (int item = 0; item < 12; ++item) {
        const double answer = std::round(trust + 0.05 * response + 0.7 * random.Normal(draw++));
        line += fmt::format(",{}", static_cast<int>(std::clamp(answer, 1.0, 5.0)));
      }
      file << line << "\n";
    }
  }
  return path.string();
}

void VelocityResponses(benchmark::State& state) {
  const std::string data = WriteResponses(static_cast<int>(state.range(0)));
  const VelocitySpecification velocity = ParseVelocity(
      "velocity: 1\ntime: {interactions: n}\n"
      "keys: {account: account, salesperson: rep, segment: seg, stage: stage}\n",
      "benchmark.yaml");
  VelocityOptions options;
  options.threads = 2;
  for (auto _ : state) benchmark::DoNotOptimize(AnalyseVelocity(velocity, data, options));
  std::filesystem::remove(data);
}
BENCHMARK(VelocityResponses)
    ->ArgName("accounts")
    ->Arg(1000)
    ->Arg(100000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void VelocityPanel(benchmark::State& state) {
  const std::string data = std::string(TRUSTSEM_SOURCE_DIR) + "/data/trust_panel";
  const VelocitySpecification velocity = ReadVelocity(data + ".yaml");
  VelocityOptions options;
  options.today = 20000;
  options.threads = 1;
  for (auto _ : state) benchmark::DoNotOptimize(AnalyseVelocity(velocity, data + ".csv", options));
}
BENCHMARK(VelocityPanel)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace trustsem
