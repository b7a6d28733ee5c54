#include "data/moment_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "data/names.h"
#include "data/number.h"
#include "data/record_source.h"

namespace trustsem {
namespace {

struct TextRow {
  int64_t line = 0;
  std::vector<std::string> cells;
};

// False: the record runs past the buffer.
bool ReadTextRow(RecordSource* source, TextRow* row) {
  *row = {source->line(), {}};
  const char* at = source->cursor();
  Cell cell;
  do {
    if (!source->ReadCell(at, &cell)) return false;
    row->cells.emplace_back(Trim(cell.text));
    at = cell.next;
  } while (!cell.ends_record);
  source->Advance(at);
  return true;
}

// Without blank lines.
std::vector<TextRow> ReadTextRows(RecordSource* source) {
  std::vector<TextRow> rows;
  TextRow row;
  while (!source->finished()) {
    if (!ReadTextRow(source, &row)) {
      source->Refill();
      continue;
    }
    const bool blank = std::all_of(row.cells.begin(), row.cells.end(),
                                   [](const std::string& text) { return text.empty(); });
    if (!blank) rows.push_back(row);
  }
  return rows;
}

bool IsNumberOrMissing(const std::string& text, bool decimal_comma) {
  double value;
  return ParseCell(text, decimal_comma, &value) != CellKind::kText;
}

// Row names are understood where the header names them by an empty cell, or leaves them out.
bool HasRowNames(const std::vector<TextRow>& rows, bool decimal_comma) {
  if (rows.size() < 2) return false;
  if (rows[0].cells.front().empty()) return true;
  return !IsNumberOrMissing(rows[1].cells.front(), decimal_comma);
}

class NumberRows {
 public:
  NumberRows(MomentTable* table, bool row_names, bool decimal_comma)
      : table_(table), row_names_(row_names), decimal_comma_(decimal_comma) {}

  void Add(const TextRow& row) {
    MomentTable::Row numbers;
    numbers.line = row.line;
    numbers.numbers.assign(table_->names.size(), std::numeric_limits<double>::quiet_NaN());
    const size_t first = row_names_ ? 1 : 0;
    if (row_names_) numbers.name = row.cells.front();
    for (size_t i = first; i < row.cells.size(); ++i) {
      if (i - first < table_->names.size()) {
        ReadNumber(row, i, &numbers.numbers[i - first], table_->names[i - first]);
      } else if (!row.cells[i].empty()) {
        AddFault(row, fmt::format("the row has {} numbers where the header has {} names",
                                  row.cells.size() - first, table_->names.size()));
        break;
      }
    }
    table_->rows.push_back(std::move(numbers));
  }

  std::vector<Fault>& faults() { return faults_; }

 private:
  void AddFault(const TextRow& row, std::string message) {
    faults_.push_back({{table_->file, static_cast<int>(row.line)}, std::move(message), ""});
  }

  void ReadNumber(const TextRow& row, size_t cell, double* number, const std::string& name) {
    const std::string& text = row.cells[cell];
    if (text.empty()) return;
    if (ParseCell(text, decimal_comma_, number) == CellKind::kNumber) return;
    AddFault(row,
             fmt::format("the cell '{}' in column '{}' is no finite number", Excerpt(text), name));
  }

  MomentTable* table_;
  bool row_names_;
  bool decimal_comma_;
  std::vector<Fault> faults_;
};

}  // namespace

MomentTable ReadMomentTable(const std::string& path) {
  RecordSource source(path, kBlockBytes);
  const bool decimal_comma = source.separator() != ',';
  std::vector<TextRow> rows = ReadTextRows(&source);
  MomentTable table;
  table.file = path;
  table.hash = source.file().HashOfBytesRead();
  const bool row_names = HasRowNames(rows, decimal_comma);
  table.names = rows[0].cells;
  // The name of the column of row names, where the header has one.
  if (row_names && (table.names.front().empty() || table.names.size() == rows[1].cells.size())) {
    table.names.erase(table.names.begin());
  }
  CheckColumnNames({path, static_cast<int>(rows[0].line)}, table.names);
  NumberRows numbers(&table, row_names, decimal_comma);
  for (size_t i = 1; i < rows.size(); ++i) numbers.Add(rows[i]);
  if (!numbers.faults().empty()) throw Error(ErrorKind::kData, std::move(numbers.faults()));
  return table;
}

}  // namespace trustsem
