// Scores of all respondents of a data file on the constructs of a model that is fitted to them.
#ifndef TRUSTSEM_STUDY_SCORES_H_
#define TRUSTSEM_STUDY_SCORES_H_

#include <Eigen/Core>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "inference/factor_scores.h"
#include "study/analysis.h"

namespace trustsem {

struct ScoreOptions {
  std::optional<ScoreMethod> method;  // else posterior mode where any item is ordered, regression
  std::string id_column;              // of the data file; empty: none
  bool all_rows = false;              // also respondents who answered no item, without scores
};

// "regression", "bartlett", "ebm".
const char* ToString(ScoreMethod method);

struct ScoredRespondent {
  int64_t row = 0;         // of the data, from 1
  int group = -1;          // of ScoreTable::groups; -1: the row has no group
  bool estimated = false;  // the estimation used it
};

// Plain data: a number that does not exist is NaN.
struct ScoreTable {
  std::string model_name, model_file, model_hash, data_file, data_hash;
  std::string data_statement;  // "Synthetic respondents ..." where the data are; else empty
  std::vector<std::pair<std::string, std::string>> options;  // every option in force
  ScoreMethod method = ScoreMethod::kRegression;
  std::vector<std::string> constructs;
  std::string id_column, group_column;
  std::vector<std::string> groups;            // labels; one, empty, without a group column
  std::vector<ScoredRespondent> respondents;  // in the order of the data
  std::vector<std::string> ids;               // of the respondents; empty: no column was named
  Eigen::MatrixXd scores, errors;             // constructs x respondents; errors: standard errors
  int64_t rows_read = 0;
  int64_t rows_without_scores = 0;
  std::vector<Note> warnings;
};

// Fits the model and scores every respondent who answered at least one item, also those whom the
// estimation left out because other answers are missing. Throws Error as Analyse does, and
// Error(kUsage) for a moment matrix, a method that does not suit the answers or a model without
// constructs, Error(kData) for an unknown id column, Error(kOther) as MakeScoreRule does.
ScoreTable ScoreRespondents(const Model& model, const DataInput& input,
                            const ScoreOptions& options);

// The scores alone, of the respondents in `table` (whose `scores` and `errors` are filled).
// `sample`: the one that `fit` was estimated from. The result does not depend on `threads`.
void FillScores(const FittedModel& fit, const Sample& sample, int threads, ScoreTable* table);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_SCORES_H_
