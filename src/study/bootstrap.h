// The bootstrap of one fitted model: standard errors, intervals and a test of fit from replicates
// of its sample (Efron & Tibshirani 1993; Yung & Bentler 1996 for structural equation models).
#ifndef TRUSTSEM_STUDY_BOOTSTRAP_H_
#define TRUSTSEM_STUDY_BOOTSTRAP_H_

#include <cstdint>
#include <optional>
#include <string>

#include "data/sample.h"
#include "inference/bootstrap_intervals.h"
#include "inference/fitted_model.h"
#include "inference/results.h"
#include "spec/model.h"

namespace trustsem {

enum class BootstrapMethod { kNonparametric, kBollenStine, kParametric };

struct BootstrapOptions {
  int64_t replicates = 0;
  BootstrapMethod method = BootstrapMethod::kNonparametric;
  BootstrapInterval interval = BootstrapInterval::kPercentile;
  uint64_t seed = 1;
  int threads = 1;  // the results do not depend on it
  std::string checkpoint;
};

// What model.fit says, with defaults; nothing where it asks for no bootstrap. Throws Error(kUsage):
// no positive number of replicates, an unknown method or interval, bca with a method that draws no
// respondents, one of the other options without `bootstrap`.
std::optional<BootstrapOptions> ChosenBootstrap(const Model& model, const std::string& checkpoint);

// Runs the replicates and writes their standard errors and intervals into `results`, which hold the
// fit's own, and options, summary and notes. Bollen-Stine replicates, in which the model holds,
// give the test alone. `sample` has no groups where the data are a moment matrix: throws
// Error(kUsage) for a method that draws respondents.
void Bootstrap(const Model& model, const Sample& sample, const FittedModel& fit,
               const BootstrapOptions& options, Results* results);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_BOOTSTRAP_H_
