// The models of a comparison, each fitted to the same data.
#ifndef TRUSTSEM_STUDY_COMPARED_MODELS_H_
#define TRUSTSEM_STUDY_COMPARED_MODELS_H_

#include <memory>
#include <string>
#include <vector>

#include "data/sample.h"
#include "inference/fitted_model.h"
#include "study/analysis.h"

namespace trustsem {

struct FittedCandidate {
  Model model;
  std::string name;  // unique among the candidates
  LoadedMoments loaded;
  Sample sample;  // empty of a moment matrix
  std::unique_ptr<FittedModel> fit;
  std::vector<Note> notes;
};

// By degrees of freedom, in the given order where they have as many. Throws Error(kUsage) where
// models cannot be compared (compare.h); the faults of one model name it.
std::vector<FittedCandidate> FitCandidates(std::vector<Model> models, const DataInput& input);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_COMPARED_MODELS_H_
