// What a codebook finds odd in a survey's answers.
#ifndef TRUSTSEM_SURVEY_DATA_QUALITY_H_
#define TRUSTSEM_SURVEY_DATA_QUALITY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "data/frame.h"
#include "spec/codebook.h"

namespace trustsem {

// One kind of finding: which column, what, how often, and the first data rows (from 1).
struct QualityFinding {
  enum class Kind {
    kMissingColumn,      // an entry of the codebook without a column, though it is not optional
    kUndescribedColumn,  // a column without an entry
    kUnlabelledValue,    // a value that has no label
    kOutOfRange,
    kNotANumber,
    kImpossibleDate,   // no date (2024-02-30), or outside its bounds
    kDuplicateId,      // a row whose key an earlier row has
    kTooManyChoices,   // not as many answers as a multiple-choice question asks for
    kFailedAttention,  // an answer to the attention check that is not the one asked for
    kStraightLining,   // one answer to all that was answered of a block and scale (five or more)
  };
  Kind kind = Kind::kOutOfRange;
  std::string column;         // or the block and scale
  std::string value;          // an example
  int64_t count = 0;          // rows
  std::vector<int64_t> rows;  // the first ten
};

const char* ToString(QualityFinding::Kind kind);  // "missing_column", ...

// A column that the codebook describes and the data have.
struct SurveyColumnSummary {
  std::string column;
  VariableType type = VariableType::kNumber;
  Text label;
  int64_t answered = 0, missing = 0;  // rows; missing codes are missing
  int64_t coded = 0;                  // of `missing`: missing codes
};

struct DataQuality {
  std::string codebook_file, codebook_hash, data_file, data_hash, data_statement;
  int64_t rows = 0;
  std::vector<SurveyColumnSummary> variables;
  // In the codebook's order; then duplicates, attention, straight-lining, undescribed columns.
  std::vector<QualityFinding> findings;
};

// `frame`: all columns, as the file has them.
DataQuality CheckDataQuality(const Codebook& codebook, const Frame& frame);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_DATA_QUALITY_H_
