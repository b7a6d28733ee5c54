// A data file in memory, column by column.
#ifndef TRUSTSEM_DATA_FRAME_H_
#define TRUSTSEM_DATA_FRAME_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trustsem {

// A column of numbers, or of text where any cell is neither a number nor empty.
struct Column {
  std::string name;
  std::string label;   // of an SPSS or Stata variable; else empty
  bool loaded = true;  // false: the reader was told to skip it; only its name is known
  bool is_text = false;
  std::vector<double> numbers;      // not is_text: one a row; NaN: missing
  std::vector<int32_t> codes;       // is_text: index into `values`; -1: missing
  std::vector<std::string> values;  // distinct texts, by first appearance
  std::vector<std::pair<double, std::string>> value_labels;  // SPSS, Stata: labels of numbers
  // SPSS: answers, from the first to the second number, that the reader took for missing.
  std::vector<std::pair<double, double>> missing_ranges;
  enum class Measure { kUnknown, kNominal, kOrdinal, kScale };
  Measure measure = Measure::kUnknown;  // SPSS, SAS: what the file says of its numbers
  int64_t first_text_row = 0;           // 1-based data row of the first cell that is no number
};

struct Frame {
  std::string file;  // as the user named it
  std::string hash;  // of the file's bytes
  int64_t rows = 0;
  std::vector<Column> columns;
  bool synthetic = false;  // the file's companion or header says that the data are synthetic
  std::string statement;   // that sentence

  const Column* Find(std::string_view name) const;
  std::vector<std::string> Names() const;
};

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_FRAME_H_
