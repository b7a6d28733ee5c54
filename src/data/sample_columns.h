// The columns that a sample is made of: found, checked one by one, and counted.
#ifndef TRUSTSEM_DATA_SAMPLE_COLUMNS_H_
#define TRUSTSEM_DATA_SAMPLE_COLUMNS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "data/sample.h"

namespace trustsem {

// The frame's column, loaded. Null, and a fault with "did you mean", where there is none; `role`
// ("the variable", "the group column") begins the message.
const Column* FindColumn(const Frame& frame, const std::string& name, std::string_view role,
                         std::vector<Fault>* faults);

// As FindColumn, and its cells are numbers.
const Column* FindNumbers(const Frame& frame, const std::string& name, std::string_view role,
                          std::vector<Fault>* faults);

// The variable with its recoding. `numbers` stays null where a fault was found.
SampleVariable MakeVariable(const Frame& frame, const SampleRequest& request,
                            const std::string& name, std::vector<Fault>* faults);

// What one pass over a variable's answers finds.
struct AnswerSummary {
  int64_t missing = 0;
  bool constant = true;        // no two answers differ
  double first = 0;            // answer that is not missing
  bool few_integers = true;    // all answers are integers, of at most seven values
  int64_t first_outside = -1;  // row of the first answer outside a reversed item's scale
  int64_t outside = 0;
};

// Also clears `complete[row]` where the answer is missing.
AnswerSummary Summarize(const SampleVariable& variable, double minimum, double maximum,
                        std::vector<uint8_t>* complete);

// Which group each row belongs to.
struct Grouping {
  std::vector<std::string> labels;    // by first appearance
  std::vector<int32_t> group_of_row;  // -1: the row has no group; empty: one group holds all rows
};

Grouping MakeGrouping(const Column* column);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_SAMPLE_COLUMNS_H_
