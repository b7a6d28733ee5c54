// How fast, and in how much memory, a data file of a million respondents is read.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "base/random.h"
#include "data/read_data.h"
#include "data/sample.h"
#include "moments/sample_moments.h"

namespace trustsem {
namespace {

constexpr int64_t kRows = 1000000;
constexpr int kColumns = 30;

// A file that is written once and removed when the program ends.
class GeneratedFile {
 public:
  // `cell(stream, column)` gives the text of one answer.
  template <typename CellText>
  GeneratedFile(const std::string& name, CellText cell)
      : path_((std::filesystem::temp_directory_path() / fmt::format("{}_{}.csv", name, getpid()))
                  .string()) {
    std::FILE* out = std::fopen(path_.c_str(), "wb");
    if (out == nullptr) throw std::runtime_error("cannot write " + path_);
    std::string text;
    for (int column = 0; column < kColumns; ++column) {
      text += fmt::format("{}x{}", column > 0 ? "," : "", column + 1);
    }
    for (int64_t row = 0; row < kRows; ++row) {
      text += '\n';
      const RandomStream stream(1, static_cast<uint64_t>(row));
      for (int column = 0; column < kColumns; ++column) {
        if (column > 0) text += ',';
        text += cell(stream, static_cast<uint32_t>(column));
      }
      if (text.size() < (1u << 20) && row + 1 < kRows) continue;
      bytes_ += static_cast<int64_t>(std::fwrite(text.data(), 1, text.size(), out));
      text.clear();
    }
    std::fclose(out);
  }
  ~GeneratedFile() { std::filesystem::remove(path_); }
  GeneratedFile(const GeneratedFile&) = delete;
  GeneratedFile& operator=(const GeneratedFile&) = delete;

  const std::string& path() const { return path_; }
  int64_t bytes() const { return bytes_; }

 private:
  std::string path_;
  int64_t bytes_ = 0;
};

const GeneratedFile& FivePointAnswers() {
  static const GeneratedFile file("five_point", [](const RandomStream& stream, uint32_t column) {
    return std::string(1, static_cast<char>('1' + static_cast<int>(stream.Uniform(column) * 5)));
  });
  return file;
}

const GeneratedFile& Decimals() {
  static const GeneratedFile file("decimals", [](const RandomStream& stream, uint32_t column) {
    return fmt::format("{:.6f}", stream.Uniform(column) * 10 - 5);
  });
  return file;
}

double PeakMegabytes() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// The file read, the complete respondents found, and everything reduced to means and covariances.
void ReadAndReduce(benchmark::State& state, const GeneratedFile& file) {
  for (auto _ : state) {
    const auto frame = std::make_shared<const Frame>(ReadData(file.path()));
    SampleRequest request;
    request.variables = frame->Names();
    const SampleMoments moments = MakeSampleMoments(MakeSample(frame, request));
    if (moments.Respondents() != kRows) state.SkipWithError("the number of rows is wrong");
    benchmark::DoNotOptimize(moments.groups.data());
  }
  state.SetBytesProcessed(state.iterations() * file.bytes());
  state.counters["peak_MiB"] = PeakMegabytes();
}

void ReadMillionAnswers(benchmark::State& state) { ReadAndReduce(state, FivePointAnswers()); }
BENCHMARK(ReadMillionAnswers)->Unit(benchmark::kMillisecond);

void ReadMillionDecimals(benchmark::State& state) { ReadAndReduce(state, Decimals()); }
BENCHMARK(ReadMillionDecimals)->Unit(benchmark::kMillisecond);

// Reading alone.
void ReadOnly(benchmark::State& state) {
  for (auto _ : state) {
    const Frame frame = ReadData(FivePointAnswers().path());
    benchmark::DoNotOptimize(frame.columns.data());
  }
  state.SetBytesProcessed(state.iterations() * FivePointAnswers().bytes());
}
BENCHMARK(ReadOnly)->Unit(benchmark::kMillisecond);

// The columns of a model alone: the others cost their separators.
void ReadThreeColumns(benchmark::State& state) {
  const GeneratedFile& file = FivePointAnswers();
  for (auto _ : state) {
    const Frame frame = ReadData(file.path(), {"x3", "x17", "x30"});
    benchmark::DoNotOptimize(frame.columns.data());
  }
  state.SetBytesProcessed(state.iterations() * file.bytes());
  state.counters["peak_MiB"] = PeakMegabytes();
}
BENCHMARK(ReadThreeColumns)->Unit(benchmark::kMillisecond);

// The pass over a million respondents that finds the complete ones.
void MakeSampleOfAll(benchmark::State& state) {
  const auto frame = std::make_shared<const Frame>(ReadData(FivePointAnswers().path()));
  SampleRequest request;
  request.variables = frame->Names();
  request.missing_codes = {97, 98, 99};
  for (auto _ : state) {
    const Sample sample = MakeSample(frame, request);
    benchmark::DoNotOptimize(sample.groups.data());
  }
  state.SetItemsProcessed(state.iterations() * kRows * kColumns);
}
BENCHMARK(MakeSampleOfAll)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace trustsem
