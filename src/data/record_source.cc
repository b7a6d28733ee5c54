#include "data/record_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "base/text.h"
#include "data/encoding.h"

namespace trustsem {
namespace {

// A longer record is a quote that was never closed, or no table at all.
constexpr size_t kLongestRecord = size_t{64} << 20;

// The first block shows what kind of file it is.
constexpr size_t kSignatureBytes = 4;

[[noreturn]] void Fail(const std::string& path, int64_t line, std::string message,
                       std::string hint = "") {
  throw Error(ErrorKind::kData,
              {Fault{{path, static_cast<int>(line)}, std::move(message), std::move(hint)}});
}

}  // namespace

RecordSource::RecordSource(const std::string& path, size_t block_bytes)
    : path_(path), file_(path), block_bytes_(std::max(block_bytes, kSignatureBytes)) {
  buffer_.resize(block_bytes_ + 1);
  cursor_ = end_ = buffer_.data();
  Refill();
  const std::string_view start(cursor_, static_cast<size_t>(end_ - cursor_));
  if (start.starts_with("\xEF\xBB\xBF")) cursor_ += 3;
  DetectForm();
  const std::string_view content(cursor_, static_cast<size_t>(end_ - cursor_));
  if (at_end_of_file_ && Trim(content).empty()) Fail(path_, 0, "the data file is empty");
}

void RecordSource::Refill() {
  const auto kept = static_cast<size_t>(end_ - cursor_);
  if (kept > kLongestRecord) {
    Fail(path_, line_, "the row that begins here is longer than 64 MiB",
         "look for a quotation mark that is never closed");
  }
  // A record that exceeds the buffer is parsed anew each time: doubling keeps that linear.
  const size_t wanted = std::max(block_bytes_, kept);
  if (kept > 0) std::memmove(buffer_.data(), cursor_, kept);
  if (buffer_.size() < kept + wanted + 1) buffer_.resize(kept + wanted + 1);
  const size_t count = file_.Read(buffer_.data() + kept, wanted);
  at_end_of_file_ = count < wanted;
  // Checked before the NUL bytes: UTF-16 and workbooks hold them, and have better advice.
  if (bytes_read_ == 0) CheckIsText(path_, {buffer_.data(), count});
  CheckNoNul(path_, {buffer_.data() + kept, count});
  bytes_read_ += count;
  cursor_ = buffer_.data();
  buffer_[kept + count] = newline_;
  end_ = buffer_.data() + kept + count;
  quoted_lines_ = 0;
}

// The separator is the one that the header uses most, outside quotes; the line end is a carriage
// return only where no line feed follows the first one.
void RecordSource::DetectForm() {
  for (;;) {
    bool in_quotes = false;
    size_t commas = 0, semicolons = 0, tabs = 0;
    const char* at = cursor_;
    for (; at != end_; ++at) {
      if (*at == '"') in_quotes = !in_quotes;
      if (in_quotes) continue;
      if (*at == '\n' || *at == '\r') break;
      commas += *at == ',';
      semicolons += *at == ';';
      tabs += *at == '\t';
    }
    const bool whole = at != end_ && (*at == '\n' || at + 1 != end_);
    if (!whole && !at_end_of_file_) {
      Refill();
      continue;
    }
    if (semicolons > commas && semicolons >= tabs) separator_ = ';';
    if (tabs > commas && tabs > semicolons) separator_ = '\t';
    if (at != end_ && *at == '\r' && (at + 1 == end_ || at[1] != '\n')) newline_ = '\r';
    buffer_[static_cast<size_t>(end_ - buffer_.data())] = newline_;
    return;
  }
}

bool RecordSource::ReadCell(const char* at, Cell* cell) {
  const char* first = at;
  while (*first == ' ') ++first;
  if (*first == '"') return ReadQuotedCell(first, cell);
  const char* last = first;
  while (*last != separator_ && *last != newline_) ++last;
  cell->quoted = false;
  cell->text = {at, static_cast<size_t>(last - at)};
  if (*last == newline_ && newline_ == '\n' && cell->text.ends_with('\r')) {
    cell->text.remove_suffix(1);
  }
  return FinishCell(last, cell);
}

bool RecordSource::ReadQuotedCell(const char* open, Cell* cell) {
  const char* from = open + 1;
  const char* close = nullptr;
  unquoted_.clear();
  for (;;) {
    close = static_cast<const char*>(std::memchr(from, '"', static_cast<size_t>(end_ - from)));
    if (close == nullptr && at_end_of_file_) {
      Fail(path_, line_ + quoted_lines_, "the quotation mark that opens a field here never closes",
           "close it, or double the quotation marks within the field");
    }
    if (close == nullptr || (close + 1 == end_ && !at_end_of_file_)) return false;
    if (close + 1 == end_ || close[1] != '"') break;
    unquoted_.append(from, close + 1);
    from = close + 2;
  }
  cell->quoted = true;
  if (unquoted_.empty()) {
    cell->text = {from, static_cast<size_t>(close - from)};
  } else {
    unquoted_.append(from, close);
    cell->text = unquoted_;
  }
  const char* at = close + 1;
  while (*at == ' ') ++at;
  if (newline_ == '\n' && *at == '\r' && at != end_) ++at;
  if (*at != separator_ && *at != newline_) {
    const char* rest = at;
    while (*rest != separator_ && *rest != newline_) ++rest;
    if (!IsLineEnd(rest)) return false;
    Fail(path_, line_ + quoted_lines_,
         fmt::format("a quoted field is followed by '{}' where the separator or the line's end "
                     "should be",
                     Excerpt({at, static_cast<size_t>(rest - at)})),
         "double the quotation marks within a quoted field");
  }
  if (!FinishCell(at, cell)) return false;
  quoted_lines_ += std::count(open, close, newline_);
  return true;
}

bool RecordSource::FinishCell(const char* at, Cell* cell) {
  cell->ends_record = *at == newline_;
  if (cell->ends_record && !IsLineEnd(at)) return false;
  cell->next = at == end_ ? at : at + 1;
  return true;
}

}  // namespace trustsem
