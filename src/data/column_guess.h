// What a column of a data file may be, told from its answers, its name and the file's labels
// (private to the codebook's draft).
#ifndef TRUSTSEM_DATA_COLUMN_GUESS_H_
#define TRUSTSEM_DATA_COLUMN_GUESS_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "data/frame.h"
#include "spec/codebook.h"

namespace trustsem {

struct ColumnFacts {
  const Column* column = nullptr;
  int64_t answered = 0;               // missing codes are none
  std::map<double, int64_t> numbers;  // answers and their rows; of a column of texts: empty
  std::vector<std::string> texts;     // by first appearance, those that differ to FindValue
  bool integers = true;               // all numbers are
  std::vector<CodebookValue>
      missing;  // codes: the file's own, 97 to 99 beside lower answers, usual words

  // The numbers that the texts of a column stand for, by code: where all texts but those that mean
  // no answer are numbers, the column is one of numbers. NaN: no answer; empty: it is not.
  std::vector<double> number_of_code;

  bool HasTexts() const;
  size_t Rows() const;
  double NumberIn(size_t row) const;  // NaN: missing; of a column of numbers alone

  size_t distinct() const { return numbers.size() + texts.size(); }
  // Zeros and ones alone, both of them or one.
  bool IsBinary() const;
};

ColumnFacts CollectFacts(const Column& column);

// Type, values and label. Codes of missing answers are left to the caller.
CodebookVariable GuessVariable(const ColumnFacts& facts);

// A label in the language that its characters are of.
Text InItsLanguage(const std::string& label);

// Labels that stand twice, or are another one's value, get the value behind them: "other (3)".
// `taken`: texts that are taken already, normalised; the list's own are added.
void MakeLabelsDistinct(std::vector<CodebookValue>* values, std::set<std::string>* taken);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_COLUMN_GUESS_H_
