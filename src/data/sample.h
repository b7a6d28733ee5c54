// The respondents that a model is fitted to: its variables in its order, by group, after missing
// codes, reversed items and listwise deletion. A view: the frame keeps the numbers.
#ifndef TRUSTSEM_DATA_SAMPLE_H_
#define TRUSTSEM_DATA_SAMPLE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "data/frame.h"

namespace trustsem {

struct SampleVariable {
  std::string name;                   // the model's name
  std::vector<double> missing_codes;  // values read as missing
  bool reversed = false;              // x becomes `reversal_sum` - x
  double reversal_sum = 0;
  const std::vector<double>* numbers = nullptr;  // the frame's column
  bool ordered = false;
  std::vector<double> categories;  // ordered: the answers in use in the sample, ascending

  // The answer in frame row `row`, recoded; NaN where it is missing.
  double At(int64_t row) const;
};

struct SampleGroup {
  std::string label;           // the group column's value; empty with a single group
  std::vector<uint32_t> rows;  // of the frame, in order
};

// Which respondents an analysis keeps: those who answered everything, or all who gave any answer,
// for statistics of pairs or for the likelihood of what was answered.
enum class MissingAnswers { kListwise, kPairwise, kFullInformation };

// What a stratum from which one cluster (without clusters one respondent) was drawn adds to
// sampling errors: it is refused, adds nothing, or as much as the other strata on average.
enum class SingleCluster { kError, kCertainty, kAverage };

struct Sample {
  std::shared_ptr<const Frame> frame;
  std::vector<SampleVariable> variables;
  std::vector<SampleGroup> groups;  // in order of first appearance
  std::string group_column;
  MissingAnswers missing_answers = MissingAnswers::kListwise;
  const std::vector<double>* weights = nullptr;  // of the frame's rows; null: all equal
  std::string cluster_column;
  // Of the frame's rows, numbered from 0, other numbers in other strata; empty: no clusters.
  std::vector<int32_t> clusters;
  std::string strata_column;
  std::vector<int32_t> strata;  // of the frame's rows, numbered from 0; empty: no strata
  std::vector<std::string> strata_names;
  SingleCluster single_cluster = SingleCluster::kError;
  std::string population_column;
  // Of the frame's rows: the finite population's size in the row's stratum; null: infinite.
  const std::vector<double>* population = nullptr;
  std::vector<const std::vector<double>*> replicate_weights;  // each of the frame's rows
  int64_t rows_read = 0;
  int64_t rows_incomplete = 0;  // left out because an answer is missing
  int64_t rows_without_group = 0;
  std::vector<int64_t> missing;  // answers missing, for each variable, before deletion
  std::vector<Note> notes;
};

struct SampleRequest {
  std::vector<std::string> variables;  // names in the model's order
  struct Recoding {
    std::string name;    // the model's name
    std::string column;  // the frame's name
    std::vector<double> missing_codes;
    bool reversed = false;
    double minimum = 0, maximum = 0;  // of the scale, where reversed
  };
  std::vector<Recoding> recodings;                          // of those variables that have one
  std::vector<double> missing_codes;                        // of all variables
  std::string group, weights, cluster, strata, population;  // column names; empty: none
  SingleCluster single_cluster = SingleCluster::kError;
  std::vector<std::string> replicate_weights;  // column names
  std::vector<std::string> ordered;  // ordered-categorical variables, by the model's names
  MissingAnswers missing_answers = MissingAnswers::kListwise;
  // Variables that respondents must have answered in any case: the covariates.
  std::vector<std::string> required;
};

// The frame's columns that `request` needs.
std::vector<std::string> ColumnsNeeded(const SampleRequest& request);

// Throws Error(kData): an unknown column (with "did you mean"), text or an infinite value where a
// number is needed (row and column named), a constant variable, no complete respondent, a group
// with fewer than two complete respondents (named), fewer complete respondents than variables,
// a value outside a reversed item's scale; a weight that is negative, missing or infinite, weights
// that are all zero or above zero for too few; a respondent without a cluster, a group with one
// cluster; what CheckStrata and CheckReplicateWeights find; of ordered variables an unknown name,
// text labels, an answer that is no integer, one category alone, more than 50, one that zero
// weights alone carry; under pairwise deletion a group without an answer to a variable or to a pair
// of them.
Sample MakeSample(std::shared_ptr<const Frame> frame, const SampleRequest& request);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_SAMPLE_H_
