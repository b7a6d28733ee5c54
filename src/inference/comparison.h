// What the comparison of models has to say, as plain data: reports read this and nothing else.
// Numbers that do not exist are NaN.
#ifndef TRUSTSEM_INFERENCE_COMPARISON_H_
#define TRUSTSEM_INFERENCE_COMPARISON_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "inference/chi_square_difference.h"
#include "inference/results.h"
#include "inference/vuong.h"

namespace trustsem {

struct ComparedModel {
  std::string name;  // unique among the models
  std::string file, hash;
  std::vector<std::string> equal;  // over groups
  FitMeasures fit;
  // Against the lowest AIC and BIC, and the weights exp(-difference / 2) over their sum (Burnham &
  // Anderson 2002; Wagenmakers & Farrell 2004).
  double aic_difference = kMissing, bic_difference = kMissing;
  double aic_weight = kMissing, bic_weight = kMissing;
};

// How the moments that two models can imply are related (Bentler & Satorra 2010).
enum class Nesting {
  kNested,      // the less restricted model fits the other's implied moments exactly
  kEquivalent,  // and has as many degrees of freedom
  kNotNested,
  kUnknown,  // no estimates of the less restricted model from the other's implied moments
};

const char* ToString(Nesting nesting);  // "nested", "equivalent", "not_nested", "unknown"

// A model against the next less restricted one.
struct ModelComparison {
  size_t restricted = 0, general = 0;  // of Comparison::models
  Nesting nesting = Nesting::kUnknown;
  double nesting_chisq = kMissing;     // of `general` at the moments that `restricted` implies
  double plain_difference = kMissing;  // of the uncorrected statistics
  std::optional<ChiSquareDifference> difference;  // of nested models
  FitMeasures fit_differences;                    // restricted minus general; names as in `fit`
  std::optional<VuongTest> vuong;                 // of models that are not nested
};

struct Comparison {
  std::vector<ComparedModel> models;         // by degrees of freedom
  std::vector<ModelComparison> comparisons;  // one for each model but the first
  std::string data_file, data_hash, data_statement;
  std::vector<std::pair<std::string, std::string>> options;  // in force for all models
  std::string estimator;
  std::vector<GroupSummary> groups;
  std::string group_column;
  std::vector<Note> warnings;
};

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_COMPARISON_H_
