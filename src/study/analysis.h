// The main job: one model, one sample, everything there is to say.
#ifndef TRUSTSEM_STUDY_ANALYSIS_H_
#define TRUSTSEM_STUDY_ANALYSIS_H_

#include <memory>
#include <string>
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
};

// The moments of the sample that the model asks for, with what is to be told of the data.
struct LoadedMoments {
  SampleMoments moments;
  std::string file, hash, statement, group_column;
  double rows_read = 0, rows_incomplete = 0;
  std::vector<Note> notes;
};

// Options stand in model.fit and model.data; the command line writes its own there first. Throws
// Error as its parts do, and Error(kUsage) for options that contradict each other.
SampleRequest MakeSampleRequest(const Model& model);
LoadedMoments LoadMoments(const Model& model, const DataInput& input);
TableOptions MakeTableOptions(const Model& model, const SampleMoments& moments);

Results Analyse(const Model& model, const DataInput& input, const AnalysisOptions& options);

// The estimation alone, and all inference from it.
std::unique_ptr<FittedModel> EstimateModel(const Model& model, const SampleMoments& moments,
                                           std::vector<Note>* notes);
Results Infer(const Model& model, const FittedModel& fit, const AnalysisOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_ANALYSIS_H_
