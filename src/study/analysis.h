// The main job: one model, one sample, everything there is to say.
#ifndef TRUSTSEM_STUDY_ANALYSIS_H_
#define TRUSTSEM_STUDY_ANALYSIS_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "data/sample.h"
#include "inference/results.h"
#include "spec/model.h"
#include "study/estimate.h"

namespace trustsem {

// Where the sample comes from: respondents, or a moment matrix.
struct DataInput {
  std::string data;               // a file of respondents
  std::string covariance, means;  // files; `means` may be empty
  std::vector<double> nobs;       // with `covariance`
};

struct AnalysisOptions {
  bool modification_indices = false;
  std::string checkpoint;  // file of finished bootstrap replicates; empty: none is kept
};

// The moments of the sample that the model asks for, with what is to be told of the data.
struct LoadedMoments {
  SampleMoments moments;
  std::string file, hash, statement, group_column;
  double rows_read = 0, rows_incomplete = 0;
  MissingSummary missing;
  std::string codebook_file, codebook_hash;          // empty: none
  std::vector<std::pair<std::string, Text>> labels;  // by the codebook, where the model has none
  std::vector<Note> notes;
};

// The variables that a model takes as ordered: those declared so, all that something explains with
// `all_ordered`, and those whose thresholds it names. Throws Error(kUsage) for unknown names.
struct OrderedChoice {
  std::vector<std::string> ordered;
  std::vector<std::string> exogenous;     // variables that only predict
  std::vector<std::string> left_numeric;  // those of them that were declared ordered
};
OrderedChoice ChooseOrdered(const Model& model);
bool HasOrdered(const Model& model);

// Whether respondents are weighted, come in clusters or strata or from a finite population.
bool HasDesign(const Model& model);

// The one named, or the default; under a survey design the one that takes its place there. Throws
// Error(kUsage) for an unknown name.
Estimator ChosenEstimator(const Model& model);

// Options stand in model.fit and model.data; the command line writes its own there first. Throws
// Error as its parts do, and Error(kUsage) for options that contradict each other.
SampleRequest MakeSampleRequest(const Model& model);
SampleMoments MakeModelMoments(const Model& model, const Sample& sample, FourthMoments needs,
                               std::vector<Note>* notes);
// `columns`: further ones of the file to read; `sample` becomes the respondents, where it is not
// null and they are not a moment matrix.
LoadedMoments LoadMoments(const Model& model, const DataInput& input,
                          const std::vector<std::string>& columns = {}, Sample* sample = nullptr);
TableOptions MakeTableOptions(const Model& model, const SampleMoments& moments);

Results Analyse(const Model& model, const DataInput& input, const AnalysisOptions& options);

// The estimation alone, and all inference from it.
std::unique_ptr<FittedModel> EstimateModel(const Model& model, const SampleMoments& moments,
                                           std::vector<Note>* notes);
Results Infer(const Model& model, const FittedModel& fit, const AnalysisOptions& options);

// What the results tell of the data.
void AddData(LoadedMoments loaded, Results* results);

// Every option that comes with the data: the codebook and its hash, where there is one.
std::vector<std::pair<std::string, std::string>> DataOptionsInForce(const LoadedMoments& loaded);

// Every option in force, whether given or by default: name and value.
std::vector<std::pair<std::string, std::string>> OptionsInForce(const Model& model,
                                                                const FittedModel& fit);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_ANALYSIS_H_
