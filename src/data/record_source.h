// Delimited text as cells: blocks of the file in one reused buffer, and the rules of quoting.
#ifndef TRUSTSEM_DATA_RECORD_SOURCE_H_
#define TRUSTSEM_DATA_RECORD_SOURCE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/input_file.h"

namespace trustsem {

inline constexpr size_t kBlockBytes = size_t{1} << 20;

struct Cell {
  std::string_view text;  // without its quotes; valid until the next cell
  bool quoted = false;
  bool ends_record = false;
  const char* next = nullptr;  // where the next cell or record begins
};

// The buffer holds whole bytes [cursor(), end()) and a line end at end(), so that a scan for a line
// end needs no bound. A record that runs past end() is parsed again, from its start, after Refill.
class RecordSource {
 public:
  // Opens the file and finds its separator and line ends by its first line; the cursor is at the
  // header. Throws Error(kData) where the file is missing, empty or no text.
  RecordSource(const std::string& path, size_t block_bytes);

  char separator() const { return separator_; }
  char newline() const { return newline_; }
  const char* cursor() const { return cursor_; }
  const char* end() const { return end_; }
  bool at_end_of_file() const { return at_end_of_file_; }
  bool finished() const { return at_end_of_file_ && cursor_ == end_; }

  // The line (from one) at which the record at the cursor begins.
  int64_t line() const { return line_; }

  // Parses the cell at `at`. False: the cell runs past the buffer; call Refill and begin the record
  // again. Throws Error(kData) on a quote that never closes.
  bool ReadCell(const char* at, Cell* cell);

  // Whether the line end at `at` is one of the file, not the mark at the end of the buffer.
  bool IsLineEnd(const char* at) const { return at != end_ || at_end_of_file_; }

  // The record at the cursor has been read; the next one begins at `next`.
  void Advance(const char* next) {
    cursor_ = next;
    line_ += 1 + quoted_lines_;
    quoted_lines_ = 0;
  }

  // Drops what lies before the cursor and reads one more block behind the rest.
  void Refill();

  uint64_t bytes_consumed() const { return bytes_read_ - static_cast<uint64_t>(end_ - cursor_); }
  const InputFile& file() const { return file_; }

 private:
  bool ReadQuotedCell(const char* open, Cell* cell);
  bool FinishCell(const char* at, Cell* cell);
  void DetectForm();

  std::string path_;
  InputFile file_;
  size_t block_bytes_;
  std::vector<char> buffer_;
  const char* cursor_ = nullptr;
  const char* end_ = nullptr;
  bool at_end_of_file_ = false;
  char separator_ = ',';
  char newline_ = '\n';
  int64_t line_ = 1;
  int64_t quoted_lines_ = 0;  // line ends within quotes, in the record at the cursor
  uint64_t bytes_read_ = 0;
  std::string unquoted_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_RECORD_SOURCE_H_
