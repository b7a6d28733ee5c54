// A codebook as plain data: what the columns of a survey's file mean.
#ifndef TRUSTSEM_SPEC_CODEBOOK_H_
#define TRUSTSEM_SPEC_CODEBOOK_H_

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "spec/text.h"

namespace trustsem {

enum class VariableType {
  kId,        // names respondents, accounts, ...: never counted
  kCategory,  // values without an order
  kOrdered,   // values in order, lowest first
  kNumber,
  kDate,            // YYYY-MM-DD
  kMultipleChoice,  // a question with several answers: one column of 0 and 1 for each
  kText,            // open answers
};

// "id", "category", "ordered", "number", "date", "multiple_choice", "text".
const char* ToString(VariableType type);

// A value as the file writes it ("1", "CN") and what it means.
struct CodebookValue {
  std::string value;
  Text label;
};

// One answer of a multiple-choice question.
struct ChoiceColumn {
  std::string name;  // of the data's column
  Text label;
  std::string construct;
  Place place;
};

struct CodebookVariable {
  std::string name;  // of the data's column; of the question where it is multiple choice
  VariableType type = VariableType::kNumber;
  Text label;    // short
  Text wording;  // as the questionnaire asks it
  std::string block, construct;
  bool reversed = false;  // agreement means less of the construct; answers stay as they are
  bool optional = false;  // the data may lack the column
  std::string scale;      // the name of the shared scale; empty: none
  std::vector<CodebookValue> values;   // kCategory, kOrdered: of the scale or its own
  std::vector<CodebookValue> missing;  // codes read as missing: the file's (ids: none) or its own
  bool own_missing = false;            // they are its own
  double minimum = -std::numeric_limits<double>::infinity();  // kNumber
  double maximum = std::numeric_limits<double>::infinity();
  bool integer = false;               // kNumber: whole numbers alone
  std::string earliest, latest;       // kDate: YYYY-MM-DD; empty: no bound
  int choose = 0;                     // kMultipleChoice: answers allowed; 0: any number
  std::vector<ChoiceColumn> columns;  // kMultipleChoice
  Place place;
};

struct CodebookScale {
  std::string name;
  std::vector<CodebookValue> values;  // lowest first
  Place place;
};

// The column that tells who read the questions, and the value of those who did.
struct AttentionCheck {
  std::string column;  // empty: none
  std::string passed;
  Place place;
};

struct Codebook {
  std::string name;
  Text title;
  std::vector<CodebookValue> missing;
  std::vector<CodebookScale> scales;
  std::vector<CodebookVariable> variables;  // in the order written
  AttentionCheck attention;
  // Columns that together name a row, such as respondent and wave: no two rows share them. Where
  // the file says nothing, the first id; empty: nothing names a row.
  std::vector<std::string> key;
  std::string file, hash;

  // The variable of that name, or null. Columns of multiple-choice questions are none.
  const CodebookVariable* Find(std::string_view name) const;
  // The multiple-choice question that the column belongs to, or null.
  const CodebookVariable* QuestionOf(std::string_view column) const;
};

// The label in English, else in Chinese, else `otherwise`.
const std::string& LabelOr(const Text& label, const std::string& otherwise);

// The position of `text` in `values`, as the value itself or either label (white space at the ends
// and case ignored; "2" and "2.0" are the same value), or -1.
int FindValue(const std::vector<CodebookValue>& values, std::string_view text);

// What FindValue compares: without white space at the ends, in lower case, numbers in one spelling.
std::string NormalisedValue(std::string_view text);

// The value as a number, where it is one.
std::optional<double> NumberOf(const CodebookValue& value);

// The number behind values[index]: the value itself where all values are numbers, else its position
// from one.
double CodeOf(const std::vector<CodebookValue>& values, int index);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_CODEBOOK_H_
