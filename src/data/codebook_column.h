// One column of the data beside its codebook entry: what each answer is.
#ifndef TRUSTSEM_DATA_CODEBOOK_COLUMN_H_
#define TRUSTSEM_DATA_CODEBOOK_COLUMN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "data/frame.h"
#include "spec/codebook.h"

namespace trustsem {

// A column that a codebook describes: a variable, or one answer of a multiple-choice question.
struct CodebookColumn {
  const CodebookVariable* variable = nullptr;
  const ChoiceColumn* choice = nullptr;  // of a multiple-choice question; else null

  const std::string& name() const { return choice != nullptr ? choice->name : variable->name; }
  const Text& label() const { return choice != nullptr ? choice->label : variable->label; }
};

// In the codebook's order.
std::vector<CodebookColumn> ColumnsOf(const Codebook& codebook);

// The frame's columns that no entry describes.
std::vector<std::string> UndescribedColumns(const Codebook& codebook, const Frame& frame);

// One fault for each entry that is not optional and whose column `frame` lacks.
std::vector<Fault> FindMissingColumns(const Codebook& codebook, const Frame& frame);

enum class AnswerKind : uint8_t {
  kMissing,      // the cell is empty
  kMissingCode,  // a code or label that means missing
  kAnswer,       // as the codebook describes it
  kUnlabelled,   // the codebook has no such value
  kNoNumber,     // text where the codebook has a number
  kOutOfRange,   // outside the number's range, or no whole number
  kNoDate,       // not YYYY-MM-DD, or no such day
  kDateOutside,  // before the earliest or after the latest date
};

struct CodebookAnswer {
  AnswerKind kind = AnswerKind::kMissing;
  int value = -1;     // kAnswer: index into the variable's values, where it has any
  double number = 0;  // kAnswer: the answer's code, where it has one
};

// Tells what answers of one variable are. Missing codes come before all else.
class AnswerReader {
 public:
  explicit AnswerReader(const CodebookVariable& variable);

  CodebookAnswer Read(double number) const;
  CodebookAnswer Read(const std::string& text) const;

  // Answers become numbers: ordered scales, numbers, multiple choice, and categories whose values
  // are all numbers. Others stay texts where the file has texts.
  bool numeric() const { return numeric_; }

  // Values of the codebook and their codes; 0 and 1 of a multiple-choice question.
  const std::vector<CodebookValue>& values() const { return values_; }
  const std::vector<double>& codes() const { return codes_; }

 private:
  CodebookAnswer InRange(double number) const;
  CodebookAnswer InBounds(const std::string& text) const;

  const CodebookVariable& variable_;
  bool numeric_ = false, has_values_ = false;
  std::vector<CodebookValue> values_;
  std::vector<double> codes_;          // of values_, where numeric_
  std::vector<double> missing_codes_;  // those that are numbers
};

// The answers of a loaded column, row after row.
std::vector<CodebookAnswer> ReadAnswers(const AnswerReader& reader, const Column& column,
                                        int64_t rows);

// The cell of a row as the file has it: "3", "agree"; empty where it is missing.
std::string CellText(const Column& column, int64_t row);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_CODEBOOK_COLUMN_H_
