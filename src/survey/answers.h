// The answers to one question: what can be answered, in order, and what each respondent did
// (private to the folder).
#ifndef TRUSTSEM_SURVEY_ANSWERS_H_
#define TRUSTSEM_SURVEY_ANSWERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "data/frame.h"
#include "spec/codebook.h"

namespace trustsem {

// More different values than a column of shares has rows for.
inline constexpr size_t kMostAnswers = 50;

struct Answers {
  std::string column;
  const Column* data = nullptr;
  // Without a codebook a column of text is a category and one of numbers a number.
  VariableType type = VariableType::kNumber;    // kMultipleChoice: one column of such a question
  const CodebookVariable* described = nullptr;  // by the codebook; of a choice: its question
  Text label;                                   // of the column; both empty where it has none

  // In the codebook's order; else as found, ascending; empty where more than kMostAnswers were.
  std::vector<CodebookValue> values;
  std::vector<int32_t> codes;  // one a row: which of `values`; -1: missing; empty as `values` is

  bool HasNumbers() const { return !data->is_text; }
  bool IsMissing(size_t row) const {
    return data->is_text ? data->codes[row] < 0 : data->numbers[row] != data->numbers[row];
  }
};

// Nothing, and a fault at `place` with "did you mean", where the codebook does not describe the
// column or the data lack it, or where `name` is a whole multiple-choice question. `role` ("the
// variable") begins the message.
std::optional<Answers> FindAnswers(const std::string& name, std::string_view role,
                                   const Place& place, const Frame& frame, const Codebook* codebook,
                                   std::vector<Fault>* faults);

// The answers to one column of a multiple-choice question: 0, not chosen, and 1, chosen.
const std::vector<CodebookValue>& ChoiceValues();

// The label of an answer or a column in either language, else its name.
std::string EnglishLabel(const Text& label, const std::string& name);
std::string ChineseLabel(const Text& label, const std::string& name);

// The labels of the answers that are counted, one after the other, in both languages.
Text JoinLabels(const std::vector<CodebookValue>& values, const std::vector<uint8_t>& counted);

// The answers in words for a message: "1 (never), 2 (seldom) and 3".
std::string ListAnswers(const std::vector<CodebookValue>& values);

// The answers by value and label, to tell what was meant.
std::vector<std::string> NamesOfAnswers(const std::vector<CodebookValue>& values);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_ANSWERS_H_
