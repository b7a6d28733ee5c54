#include "survey/row_checks.h"

#include <fmt/format.h>

#include <map>
#include <unordered_set>

namespace trustsem {
namespace {

using Kind = QualityFinding::Kind;

constexpr size_t kRowsKept = 10;
constexpr size_t kFewestItems = 5;

const ReadColumn* FindColumn(const std::vector<ReadColumn>& columns, const std::string& name) {
  for (const ReadColumn& column : columns) {
    if (column.entry.name() == name) return &column;
  }
  return nullptr;
}

}  // namespace

FindingRows::FindingRows(Kind kind, std::string column) {
  finding_.kind = kind;
  finding_.column = std::move(column);
}

void FindingRows::Add(int64_t row, const std::string& value) {
  if (finding_.count++ == 0) finding_.value = value;
  if (finding_.rows.size() < kRowsKept) finding_.rows.push_back(row + 1);
}

void FindingRows::AddTo(std::vector<QualityFinding>* findings) const {
  if (finding_.count > 0) findings->push_back(finding_);
}

void CheckChoices(const CodebookVariable& question, const std::vector<ReadColumn>& columns,
                  std::vector<QualityFinding>* findings) {
  std::vector<const ReadColumn*> own;
  for (const ReadColumn& column : columns) {
    if (column.entry.variable == &question) own.push_back(&column);
  }
  if (question.choose == 0 || own.empty()) return;
  FindingRows rows(Kind::kTooManyChoices, question.name);
  for (size_t row = 0; row < own.front()->answers.size(); ++row) {
    int chosen = 0;
    bool complete = own.size() == question.columns.size();
    for (const ReadColumn* column : own) {
      const CodebookAnswer& answer = column->answers[row];
      complete &= answer.kind == AnswerKind::kAnswer;
      chosen += answer.kind == AnswerKind::kAnswer && answer.number == 1;
    }
    if (chosen > question.choose || (complete && chosen < question.choose)) {
      rows.Add(static_cast<int64_t>(row), fmt::format("{}", chosen));
    }
  }
  rows.AddTo(findings);
}

void CheckDuplicates(const Codebook& codebook, const Frame& frame,
                     std::vector<QualityFinding>* findings) {
  std::vector<const Column*> parts;
  std::string name;
  for (const std::string& part : codebook.key) {
    const Column* column = frame.Find(part);
    if (column == nullptr || !column->loaded) return;
    parts.push_back(column);
    name += (name.empty() ? "" : ", ") + part;
  }
  if (parts.empty()) return;
  FindingRows rows(Kind::kDuplicateId, name);
  std::unordered_set<std::string> seen;
  for (int64_t row = 0; row < frame.rows; ++row) {
    std::string key, shown;
    bool whole = true;
    for (const Column* column : parts) {
      const std::string cell = CellText(*column, row);
      whole &= !cell.empty();
      // The length keeps ("1", "23") and ("12", "3") apart.
      key += fmt::format("{}:{}", cell.size(), cell);
      shown += (shown.empty() ? "" : ", ") + cell;
    }
    if (whole && !seen.insert(std::move(key)).second) rows.Add(row, shown);
  }
  rows.AddTo(findings);
}

void CheckAttention(const Codebook& codebook, const std::vector<ReadColumn>& columns,
                    std::vector<QualityFinding>* findings) {
  const ReadColumn* column = FindColumn(columns, codebook.attention.column);
  if (codebook.attention.column.empty() || column == nullptr) return;
  // As the column itself is read: a value, a label or a number in another spelling.
  const AnswerReader reader(*column->entry.variable);
  const CodebookAnswer passed = reader.Read(codebook.attention.passed);
  FindingRows rows(Kind::kFailedAttention, codebook.attention.column);
  for (size_t row = 0; row < column->answers.size(); ++row) {
    const CodebookAnswer& answer = column->answers[row];
    if (answer.kind == AnswerKind::kMissing || answer.kind == AnswerKind::kMissingCode) continue;
    const std::string cell = CellText(*column->column, static_cast<int64_t>(row));
    const bool same = passed.value >= 0
                          ? answer.value == passed.value
                          : NormalisedValue(cell) == NormalisedValue(codebook.attention.passed);
    if (!same) rows.Add(static_cast<int64_t>(row), cell);
  }
  rows.AddTo(findings);
}

void CheckStraightLining(const std::vector<ReadColumn>& columns,
                         std::vector<QualityFinding>* findings) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<const ReadColumn*>> sets;
  for (const ReadColumn& column : columns) {
    const CodebookVariable& variable = *column.entry.variable;
    if (variable.type != VariableType::kOrdered || variable.scale.empty()) continue;
    const std::string name =
        variable.block.empty() ? variable.scale : variable.block + ", " + variable.scale;
    if (sets[name].empty()) order.push_back(name);
    sets[name].push_back(&column);
  }
  for (const std::string& name : order) {
    const std::vector<const ReadColumn*>& items = sets[name];
    if (items.size() < kFewestItems) continue;
    FindingRows rows(Kind::kStraightLining, name);
    for (size_t row = 0; row < items.front()->answers.size(); ++row) {
      size_t answered = 0;
      bool same = true;
      int first = -1;
      for (const ReadColumn* item : items) {
        const CodebookAnswer& answer = item->answers[row];
        if (answer.kind != AnswerKind::kAnswer) continue;
        if (answered++ == 0) first = answer.value;
        same &= answer.value == first;
      }
      if (answered < kFewestItems || !same) continue;
      rows.Add(static_cast<int64_t>(row),
               items.front()->entry.variable->values[static_cast<size_t>(first)].value);
    }
    rows.AddTo(findings);
  }
}

}  // namespace trustsem
