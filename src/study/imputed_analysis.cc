#include "study/imputed_analysis.h"

#include <fmt/format.h>

#include <map>

#include "base/parallel.h"
#include "base/text.h"
#include "inference/pooled_results.h"
#include "moments/ordinal_imputation.h"

namespace trustsem {
namespace {

constexpr int kDefaultSets = 20;  // Graham, Olchowski & Gilreath (2007)
constexpr int kMostSets = 1000;
constexpr uint64_t kDefaultSeed = 1;

int SetsAskedFor(const Model& model) {
  const int sets = model.fit.imputations.value_or(kDefaultSets);
  if (sets < 2 || sets > kMostSets) {
    throw Error(ErrorKind::kUsage,
                fmt::format("{} completed data set{} cannot be pooled", sets, sets == 1 ? "" : "s"),
                fmt::format("give --imputations a number from 2 to {}", kMostSets));
  }
  return sets;
}

// The analysis of the completed sets, one after the other.
class SetAnalysis {
 public:
  SetAnalysis(const Model& model, const AnalysisOptions& options, const Sample& sample,
              const SampleMoments& moments, int sets, uint64_t seed)
      : model_(model),
        options_(options),
        imputation_(sample, moments, sets, seed, ThreadCount(model.fit.threads.value_or(0))),
        sets_(sets) {}

  std::vector<CompletedResults> Run() {
    std::vector<CompletedResults> completed;
    for (int k = 0; k < sets_; ++k) {
      try {
        completed.push_back(Analyse(k));
      } catch (const Error& error) {
        // Another draw may well have a solution; a model at fault has none in any.
        if (error.kind() != ErrorKind::kConvergence) throw;
        ++failed_;
        if (failed_ * 2 > sets_ || sets_ - failed_ < 2) throw;
      }
    }
    return completed;
  }

  int failed() const { return failed_; }
  // The notes on improper solutions: how many sets have each, and its first message.
  const std::map<std::string, std::pair<int, Note>>& improper() const { return improper_; }

 private:
  CompletedResults Analyse(int k) {
    std::vector<Note> unused;  // of the sample: said once, of the answers given
    const Sample set = imputation_.Complete(k);
    const SampleMoments moments =
        MakeModelMoments(model_, set, ChosenEstimator(model_).needs(), &unused);
    const std::unique_ptr<FittedModel> fit = EstimateModel(model_, moments, &unused);
    CompleteFit(fit.get());
    CompletedResults completed{Infer(model_, *fit, options_), ChiSquareTest(*fit)};
    for (const Note& note : completed.results.warnings) {
      ++improper_.try_emplace(note.code, 0, note).first->second.first;
    }
    completed.results.warnings.clear();
    return completed;
  }

  const Model& model_;
  const AnalysisOptions& options_;
  OrdinalImputation imputation_;
  int sets_, failed_ = 0;
  std::map<std::string, std::pair<int, Note>> improper_;
};

void AddNotes(const SetAnalysis& analysis, int sets, Results* results) {
  results->warnings.push_back(
      {"multiple_imputation",
       fmt::format(
           "answers were imputed in {} completed data sets from the thresholds and "
           "polychoric correlations of the answers given, and the results pooled by Rubin's "
           "rules, the tests of fit by D2",
           sets),
       "it supposes that what is missing depends on nothing but the answers given, and that "
       "correlations can be told from those who answered both items"});
  if (analysis.failed() > 0) {
    results->warnings.push_back(
        {"sets_without_solution",
         fmt::format("{} of {} completed data sets have no solution and are "
                     "left out",
                     analysis.failed(), sets),
         "check that the estimates are sensible"});
  }
  for (const auto& [code, found] : analysis.improper()) {
    Note note = found.second;
    note.message =
        fmt::format("in {} of {} completed data sets: {}", found.first, sets, note.message);
    results->warnings.push_back(std::move(note));
  }
}

}  // namespace

bool IsImputed(const Model& model) {
  return ToLower(model.fit.missing.value_or("")) == "imputation";
}

Results AnalyseImputed(const Model& model, const DataInput& input, const AnalysisOptions& options) {
  const int sets = SetsAskedFor(model);
  const uint64_t seed = model.fit.seed.value_or(kDefaultSeed);
  if (options.modification_indices) {
    throw Error(ErrorKind::kUsage, "modification indices are not pooled over completed data sets",
                "leave --modification-indices out, or use --missing pairwise");
  }
  Sample sample;
  LoadedMoments loaded = LoadMoments(model, input, {}, &sample);
  std::vector<Note> notes = std::move(loaded.notes);
  std::erase_if(notes, [](const Note& note) { return note.code == "pairwise_available"; });
  if (loaded.moments.groups.front().influence == nullptr) {
    std::vector<Note> said;
    loaded.moments = MakeModelMoments(model, sample, FourthMoments::kInfluence, &said);
  }
  SetAnalysis analysis(model, options, sample, loaded.moments, sets, seed);
  Results results = PoolResults(model, analysis.Run());
  results.imputation->sets = sets;
  results.imputation->seed = seed;
  results.options.emplace_back("imputations", fmt::format("{}", sets));
  results.options.emplace_back("seed", fmt::format("{}", seed));
  AddNotes(analysis, sets, &results);
  AddData(std::move(loaded), &results);
  results.warnings.insert(results.warnings.end(), notes.begin(), notes.end());
  return results;
}

}  // namespace trustsem
