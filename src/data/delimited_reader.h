// Reads the rows of delimited text into columns.
#ifndef TRUSTSEM_DATA_DELIMITED_READER_H_
#define TRUSTSEM_DATA_DELIMITED_READER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "data/frame.h"
#include "data/record_source.h"
#include "data/text_codes.h"

namespace trustsem {

// As ReadDelimited, with blocks of `block_bytes`; the result does not depend on them.
Frame ReadDelimitedInBlocks(const std::string& path, const std::vector<std::string>& wanted,
                            size_t block_bytes, const std::vector<std::string>& texts = {});

enum class Loading : uint8_t { kSkip, kNumbers, kText };

// One pass over the file. Numbers are staged in a tile of some hundred rows and appended to the
// columns from there: writing every row to columns a page apart would evict them from the cache.
class DelimitedReader {
 public:
  DelimitedReader(const std::string& path, size_t block_bytes);

  // Throws Error(kData) on empty or repeated names.
  std::vector<std::string> ReadHeader();

  // Appends all rows to the columns, which have the header's names; one `loading` a column. A
  // column of numbers becomes text at the first cell that is no number. Returns the number of rows.
  // Throws Error(kData) on ragged rows.
  int64_t ReadRows(std::vector<Column>* columns, const std::vector<Loading>& loading);

  // Columns that hold text after numbers, which this pass has dropped: a second one must load them.
  const std::vector<size_t>& text_found_late() const { return text_found_late_; }

  // Infinite numbers in columns that are not text: the first of each column.
  std::vector<Fault> InfiniteNumbers() const;

  const RecordSource& source() const { return source_; }

 private:
  struct Slot {
    Loading loading = Loading::kSkip;
    size_t tile_offset = 0;
  };
  struct TextState {
    size_t column;
    TextCodes codes;
    int32_t pending;  // of the row being parsed
  };
  struct Infinite {
    int64_t row = 0, line = 0;
    std::string text;
  };
  enum class Outcome { kRow, kBlank, kPastBuffer };

  Outcome ParseRecord();
  Outcome ParseBlankLine();
  void StoreCell(size_t column, const Cell& cell);
  void StoreNumber(size_t column, const Cell& cell);
  void StoreText(size_t column, const Cell& cell);
  void BecomeText(size_t column, const Cell& cell);
  void AddRagged();
  void CommitMissing();
  void CommitRow();
  void FlushTile();
  void DropRows(int64_t count);
  size_t ExpectedRows() const;
  TextState* FindText(size_t column);

  std::string path_;
  RecordSource source_;
  bool decimal_comma_ = false;
  std::vector<Column>* columns_ = nullptr;
  std::vector<Slot> slots_;  // one a column, and one for fields beyond the last
  std::vector<double> tile_;
  size_t staged_ = 0;  // rows in the tile
  int64_t rows_ = 0;   // complete ones
  size_t fields_ = 0;  // of the record just parsed
  const char* next_ = nullptr;
  std::vector<TextState> texts_;
  std::vector<Infinite> infinite_;
  std::vector<size_t> text_found_late_;
  std::vector<Fault> ragged_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_DELIMITED_READER_H_
