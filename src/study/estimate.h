// From a parameter table and sample moments to a fitted model: identification, starting values,
// estimation, and a diagnosis where it fails.
#ifndef TRUSTSEM_STUDY_ESTIMATE_H_
#define TRUSTSEM_STUDY_ESTIMATE_H_

#include <memory>
#include <vector>

#include "base/error.h"
#include "inference/fitted_model.h"

namespace trustsem {

struct EstimateOptions {
  Estimator estimator = DefaultEstimator(false);
  bool observed_information = false;  // standard errors; else expected
  bool check_identification = true;
  int max_iterations = 200;  // of each attempt
  int threads = 1;           // of inference
};

// Throws Error(kIdentification) where the parameters cannot be found from the moments, and
// Error(kConvergence) where no starting value led to a minimum; both say which parameters are
// involved. Other attempts than the first are told in `notes`.
std::unique_ptr<FittedModel> Estimate(ParameterTable table, SampleMoments moments,
                                      const EstimateOptions& options, std::vector<Note>* notes);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_ESTIMATE_H_
