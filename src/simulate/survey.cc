#include "simulate/survey.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/parallel.h"
#include "simulate/csv_cell.h"
#include "simulate/respondent_cells.h"
#include "simulate/survey_calibration.h"

namespace trustsem {
namespace {

constexpr int64_t kMostCells = 100'000'000;             // in memory
constexpr int64_t kMostRespondents = int64_t{1} << 47;  // whose streams are their own
constexpr int64_t kBlock = 1024;                        // respondents that one thread takes

void CheckSize(const SurveyOptions& options, int64_t columns) {
  if (options.respondents < 1) {
    throw Error(ErrorKind::kUsage,
                fmt::format("{} respondents cannot be simulated", options.respondents),
                "ask for one or more");
  }
  const bool sample = options.margins == SurveyMargins::kSample;
  const int64_t most = sample ? kMostCells / columns : kMostRespondents;
  if (options.respondents > most) {
    throw Error(ErrorKind::kUsage,
                fmt::format("{} respondents with {} columns are too many{}", options.respondents,
                            columns, sample ? " to meet their margins in memory" : ""),
                sample ? fmt::format("ask for at most {}, or add --margins model", most)
                       : fmt::format("ask for at most {}", most));
  }
}

std::string Header(const SurveyPlan& plan) {
  std::string line;
  for (const OutputColumn& column : plan.output) line += CsvCell(column.name) + ',';
  line.back() = '\n';
  return line;
}

class Simulator {
 public:
  Simulator(const Model& model, const SurveyOptions& options)
      : options_(options),
        population_(MakePopulation(model)),
        clusters_(model, options.seed),
        plan_(MakeSurveyPlan(model, population_, clusters_, options.continuous)),
        generator_(population_, options.seed, &clusters_),
        maker_(plan_, population_, clusters_, generator_) {
    CheckSize(options, static_cast<int64_t>(plan_.columns.size()));
  }

  void Write(const std::function<void(std::string_view)>& write) {
    const bool sample = options_.margins == SurveyMargins::kSample;
    std::vector<Respondent> respondents;
    SurveyCalibration calibration;
    if (sample) {
      respondents.resize(static_cast<size_t>(options_.respondents));
      InBlocks(0, options_.respondents,
               [&](int64_t k) { maker_.Draw(static_cast<uint64_t>(k) + 1, &respondents[k]); });
      calibration = CalibrateToSample(plan_, maker_, &respondents);
    } else {
      calibration = CalibrateToModel(plan_, population_);
    }
    write(Header(plan_));
    // As many blocks at a time as there are threads, written in order.
    const int threads = std::max(1, options_.threads);
    std::vector<std::string> texts(static_cast<size_t>(threads));
    for (int64_t begin = 0; begin < options_.respondents; begin += threads * kBlock) {
      ParallelFor(threads, threads, [&](int t) {
        const int64_t first = begin + t * kBlock;
        const int64_t end = std::min(first + kBlock, options_.respondents);
        texts[t].clear();
        Respondent drawn;
        for (int64_t k = first; k < end; ++k) {
          if (!sample) Complete(static_cast<uint64_t>(k) + 1, calibration, &drawn);
          maker_.Write(sample ? respondents[k] : drawn, &texts[t]);
        }
      });
      for (const std::string& text : texts) write(text);
    }
  }

 private:
  template <typename Work>
  void InBlocks(int64_t begin, int64_t end, const Work& work) const {
    const int64_t blocks = (end - begin + kBlock - 1) / kBlock;
    ParallelFor(static_cast<int>(blocks), std::max(1, options_.threads), [&](int block) {
      const int64_t first = begin + block * kBlock;
      for (int64_t k = first; k < std::min(first + kBlock, end); ++k) work(k);
    });
  }

  void Complete(uint64_t number, const SurveyCalibration& calibration,
                Respondent* respondent) const {
    maker_.Draw(number, respondent);
    for (const int k : plan_.sequence) maker_.Fill(k, calibration[k], calibration, respondent);
  }

  const SurveyOptions options_;
  const Population population_;
  const ClusterMembership clusters_;
  const SurveyPlan plan_;
  const RespondentGenerator generator_;
  const CellMaker maker_;
};

}  // namespace

void SimulateSurvey(const Model& model, const SurveyOptions& options,
                    const std::function<void(std::string_view)>& write) {
  Simulator(model, options).Write(write);
}

std::string SimulateSurvey(const Model& model, const SurveyOptions& options) {
  std::string text;
  SimulateSurvey(model, options, [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace trustsem
