#include "survey/choice_answers.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace trustsem {
namespace {

void FillInQuestion(const std::vector<Column*>& columns, size_t rows) {
  std::vector<uint8_t> answered(rows, 0);
  for (const Column* column : columns) {
    for (size_t row = 0; row < rows; ++row) answered[row] |= !std::isnan(column->numbers[row]);
  }
  for (Column* column : columns) {
    for (size_t row = 0; row < rows; ++row) {
      if (answered[row] != 0 && std::isnan(column->numbers[row])) column->numbers[row] = 0;
    }
  }
}

}  // namespace

void CompleteQuestions(const Codebook* codebook, std::set<std::string>* columns) {
  if (codebook == nullptr) return;
  for (const CodebookVariable& question : codebook->variables) {
    const bool wanted =
        std::any_of(question.columns.begin(), question.columns.end(),
                    [&](const ChoiceColumn& choice) { return columns->count(choice.name) != 0; });
    if (!wanted) continue;
    for (const ChoiceColumn& choice : question.columns) columns->insert(choice.name);
  }
}

void FillInUnchosen(const Codebook& codebook, Frame* frame) {
  for (const CodebookVariable& question : codebook.variables) {
    std::vector<Column*> columns;
    for (const ChoiceColumn& choice : question.columns) {
      for (Column& column : frame->columns) {
        if (column.name == choice.name && column.loaded) columns.push_back(&column);
      }
    }
    FillInQuestion(columns, static_cast<size_t>(frame->rows));
  }
}

}  // namespace trustsem
