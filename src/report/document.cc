#include "report/document.h"

#include <utility>

namespace trustsem {

void Append(Document part, int deeper, Document* whole) {
  for (auto& block : part.blocks) {
    if (auto* heading = std::get_if<Heading>(&block)) heading->level += deeper;
    whole->blocks.push_back(std::move(block));
  }
}

Table WithoutEmptyColumns(const Table& table) {
  Table kept;
  kept.rows.resize(table.rows.size());
  for (size_t column = 0; column < table.columns.size(); ++column) {
    bool empty = true;
    for (const std::vector<std::string>& row : table.rows) empty = empty && row[column].empty();
    if (empty) continue;
    kept.columns.push_back(table.columns[column]);
    for (size_t row = 0; row < table.rows.size(); ++row) {
      kept.rows[row].push_back(table.rows[row][column]);
    }
  }
  return kept;
}

}  // namespace trustsem
