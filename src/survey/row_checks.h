// Findings that look at several answers of a respondent (private to the data quality report).
#ifndef TRUSTSEM_SURVEY_ROW_CHECKS_H_
#define TRUSTSEM_SURVEY_ROW_CHECKS_H_

#include <string>
#include <vector>

#include "data/codebook_column.h"
#include "survey/data_quality.h"

namespace trustsem {

// A described column that the data have, with its answers read.
struct ReadColumn {
  CodebookColumn entry;
  const Column* column = nullptr;
  std::vector<CodebookAnswer> answers;
};

// Collects the rows of one finding.
class FindingRows {
 public:
  FindingRows(QualityFinding::Kind kind, std::string column);

  // `row` from zero.
  void Add(int64_t row, const std::string& value);
  void AddTo(std::vector<QualityFinding>* findings) const;

 private:
  QualityFinding finding_;
};

// Rows that answer another number of columns of a multiple-choice question with 1 than it asks
// for: too many, or too few though no column is missing.
void CheckChoices(const CodebookVariable& question, const std::vector<ReadColumn>& columns,
                  std::vector<QualityFinding>* findings);

// Rows whose key an earlier row has. A row without a part of its key has none.
void CheckDuplicates(const Codebook& codebook, const Frame& frame,
                     std::vector<QualityFinding>* findings);

void CheckAttention(const Codebook& codebook, const std::vector<ReadColumn>& columns,
                    std::vector<QualityFinding>* findings);

// Rows with one answer to all items that they answered of a block and scale, at least five.
void CheckStraightLining(const std::vector<ReadColumn>& columns,
                         std::vector<QualityFinding>* findings);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_ROW_CHECKS_H_
