// What the survey analyses give, as plain data that the reports read. Percentages are shares from 0
// to 1 here; a number that does not exist is NaN.
#ifndef TRUSTSEM_SURVEY_RESULTS_H_
#define TRUSTSEM_SURVEY_RESULTS_H_

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "spec/claims.h"
#include "spec/survey_tables.h"

namespace trustsem {

inline constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

// Whom an estimate speaks of.
struct BaseCount {
  int64_t n = 0;           // respondents with a weight above zero
  double weighted = 0;     // the sum of their weights
  double effective_n = 0;  // (sum w)^2 / sum w^2 (Kish 1965)
};

// A share or mean by Taylor linearisation.
struct SurveyEstimate {
  double value = kNotANumber;
  double standard_error = kNotANumber;
  double lower = kNotANumber, upper = kNotANumber;
  double degrees_of_freedom = kNotANumber;  // clusters less strata in the base
  double design_effect = kNotANumber;       // against simple random sampling of n respondents
  BaseCount base;
  bool suppressed = false;  // fewer respondents than allowed: the numbers above do not exist
};

struct SurveyCell {
  SurveyEstimate estimate;
  // Letters of the columns of its family that are significantly lower: "AC", or "A C AB" in a table
  // whose letters go beyond Z.
  std::string higher_than;
};

// A column of a table: the total, or one value of a segmenting variable.
struct SurveyColumn {
  std::string variable, value;  // empty: the total
  Text variable_label, value_label;
  std::string letter;  // "A", "B", ...; empty: the total
  int family = -1;     // columns of one segmenting variable are compared; -1: total
};

struct SurveyRow {
  enum class Kind { kShare, kNet, kMean };
  Kind kind = Kind::kShare;
  std::string variable;  // the data's column
  std::string value;     // kShare: the answer; kNet: the net's name
  Text variable_label, label;
  Text counted;                   // kNet: the answers that it counts
  std::vector<SurveyCell> cells;  // one a column
};

// The difference between two columns in a row.
struct SurveyDifference {
  int row = 0, first = 0, second = 0;  // indices
  double difference = kNotANumber;     // first - second
  double standard_error = kNotANumber, t = kNotANumber, degrees_of_freedom = kNotANumber;
  double p = kNotANumber, adjusted_p = kNotANumber;
};

struct SurveyTable {
  std::string name;
  Text title, base_label;
  std::vector<SurveyColumn> columns;
  std::vector<BaseCount> bases;  // one a column: respondents in the base, answered or not
  std::vector<SurveyRow> rows;
  std::vector<SurveyDifference> differences;
  int suppressed = 0;  // cells
};

struct SurveyOrigin {
  std::string file, hash;  // of the YAML file
  std::string data_file, data_hash, data_statement;
  std::string codebook_file, codebook_hash;
  std::vector<std::pair<std::string, std::string>> options;  // every option in force
  int64_t rows = 0;                                          // of the data
};

struct SurveyBookResults {
  std::string name;
  Text title;
  TableBook book;  // as it was asked
  SurveyOrigin origin;
  std::vector<SurveyTable> tables;
  std::vector<Note> warnings;
};

enum class Verdict { kReproduced, kDiffers, kAmbiguous, kNotComputed };

const char* ToString(Verdict verdict);  // "reproduced", "differs", "ambiguous", "not_computed"

struct ReadingResult {
  Text label;
  Text base_label, counted_label;
  SurveyEstimate estimate;
  double difference = kNotANumber;  // computed - published, in points
  bool agrees = false;
};

struct ClaimResult {
  Claim claim;
  ReadingResult reading;
  std::vector<ReadingResult> alternatives;
  Verdict verdict = Verdict::kNotComputed;
};

struct RatioResult {
  RatioClaim claim;
  SurveyEstimate ratio;  // interval on the log scale
  double difference = kNotANumber;
  Verdict verdict = Verdict::kNotComputed;
};

struct ClaimBookResults {
  ClaimBook book;
  SurveyOrigin origin;
  bool calibrated = false;  // the data are synthetic: agreement is by construction
  std::vector<ClaimResult> claims;
  std::vector<RatioResult> ratios;
  std::vector<Note> warnings;
};

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_RESULTS_H_
