// One group of a fitted model, as scores need it: all means known, and covariates, whose moments
// are the sample's, among the other variables.
#ifndef TRUSTSEM_INFERENCE_SCORE_MODEL_H_
#define TRUSTSEM_INFERENCE_SCORE_MODEL_H_

#include <string>
#include <vector>

#include "inference/fitted_model.h"

namespace trustsem {

struct ScoreModel {
  std::vector<std::string> observed;      // p names, for messages
  int constructs = 0;                     // the first ones of the factors in `moments`
  std::vector<int> factor_of;             // of each observed variable: its phantom factor, or -1
  std::vector<bool> exogenous;            // observed variables that only predict
  std::vector<bool> ordered;              // of each observed variable
  std::vector<std::vector<double>> cuts;  // of an ordered one: thresholds of the categories that
                                          // the group uses, ascending
  ImpliedMoments moments;                 // of all variables together

  int p() const { return static_cast<int>(observed.size()); }
};

// At the estimates. Without a mean structure means are the sample's: those of observed variables
// are theirs, intercepts of constructs are zero, and the other intercepts follow. (The scores are
// then those of the same model with a mean structure, whose intercepts are saturated.)
ScoreModel MakeScoreModel(const FittedModel& fit, int g);

// The number, from 0, of the interval between a group's cut points that holds category `category`
// (from 0) of all that the sample uses. `thresholds`: GroupMoments::thresholds of the variable. A
// category that the group does not use lies in the interval of a neighbour.
int CategoryInterval(const std::vector<int>& thresholds, int category);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_SCORE_MODEL_H_
