#include "data/delimited_reader.h"

#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "data/encoding.h"
#include "data/names.h"
#include "data/number.h"

namespace trustsem {
namespace {

constexpr size_t kTileRows = 256;
constexpr size_t kTileStride = kTileRows + 8;  // the columns of a row lie in different cache sets
constexpr size_t kRaggedRowsShown = 5;
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

Place PlaceAt(const std::string& path, int64_t line) { return {path, static_cast<int>(line)}; }

// Asks for large pages under a column of many rows: the kernel then clears a few hundred pages
// instead of tens of thousands, which otherwise takes longer than the parsing.
void AdviseLargePages(const std::vector<double>& numbers) {
#ifdef MADV_HUGEPAGE
  constexpr uintptr_t kPage = 4096;
  constexpr size_t kWorthwhile = size_t{4} << 20;
  const auto first = reinterpret_cast<uintptr_t>(numbers.data());
  const uintptr_t last = first + numbers.capacity() * sizeof(double);
  if (last - first < kWorthwhile) return;
  const uintptr_t aligned = (first + kPage - 1) / kPage * kPage;
  madvise(reinterpret_cast<void*>(aligned), (last - aligned) / kPage * kPage, MADV_HUGEPAGE);
#endif
}

}  // namespace

DelimitedReader::DelimitedReader(const std::string& path, size_t block_bytes)
    : path_(path), source_(path, block_bytes), decimal_comma_(source_.separator() != ',') {}

int64_t DelimitedReader::ReadRows(std::vector<Column>* columns,
                                  const std::vector<Loading>& loading) {
  columns_ = columns;
  slots_.assign(columns->size() + 1, {});
  infinite_.assign(columns->size(), {});
  size_t numbers = 0;
  for (size_t i = 0; i < columns->size(); ++i) {
    slots_[i].loading = loading[i];
    if (loading[i] == Loading::kNumbers) slots_[i].tile_offset = kTileStride * numbers++;
    if (loading[i] == Loading::kText) texts_.push_back({i, TextCodes(&(*columns)[i].values), -1});
  }
  tile_.resize(kTileStride * numbers);

  // With one column a blank line is a missing answer, unless nothing but blank lines follow.
  int64_t blank_lines = 0;
  while (!source_.finished()) {
    const Outcome outcome = ParseRecord();
    if (outcome == Outcome::kPastBuffer) {
      source_.Refill();
      continue;
    }
    if (outcome == Outcome::kRow) {
      if (fields_ != columns->size()) AddRagged();
      CommitRow();
      blank_lines = 0;
    } else if (columns->size() == 1) {
      CommitMissing();
      ++blank_lines;
    }
    source_.Advance(next_);
  }
  FlushTile();
  DropRows(blank_lines);
  if (!ragged_.empty()) throw Error(ErrorKind::kData, ragged_);
  return rows_;
}

// The loop that every byte of a file goes through: it handles plain numbers itself and leaves all
// else to StoreCell.
DelimitedReader::Outcome DelimitedReader::ParseRecord() {
  const char* at = source_.cursor();
  const char separator = source_.separator();
  const char newline = source_.newline();
  const char second_point = decimal_comma_ ? ',' : '.';
  if (*at == newline || *at == '\r') {
    const Outcome blank = ParseBlankLine();
    if (blank != Outcome::kRow) return blank;
  }
  const size_t columns = slots_.size() - 1;
  double* const tile = tile_.data() + staged_;
  size_t column = 0;
  Cell cell;
  for (fields_ = 1;; ++fields_) {
    const Slot& slot = slots_[column];
    if (slot.loading == Loading::kNumbers) {
      // Most answers of a survey: one digit.
      const auto digit = static_cast<unsigned char>(*at - '0');
      if (digit < 10 && at[1] == separator) {
        tile[slot.tile_offset] = digit;
        at += 2;
        ++column;
        continue;
      }
      double value;
      const char* const end = ParsePlainDecimal(at, second_point, &value);
      if (end != nullptr && *end == separator) {
        tile[slot.tile_offset] = value;
        at = end + 1;
        ++column;
        continue;
      }
      if (end != nullptr && *end == newline) {
        if (!source_.IsLineEnd(end)) return Outcome::kPastBuffer;
        tile[slot.tile_offset] = value;
        next_ = end == source_.end() ? end : end + 1;
        return Outcome::kRow;
      }
    }
    if (slot.loading == Loading::kSkip && *at > ' ' && *at != '"') {
      const char* end = at;
      while (*end != separator && *end != newline) ++end;
      if (*end == separator) {
        at = end + 1;
        if (column < columns) ++column;
        continue;
      }
    }
    if (!source_.ReadCell(at, &cell)) return Outcome::kPastBuffer;
    StoreCell(column, cell);
    if (cell.ends_record) break;
    at = cell.next;
    if (column < columns) ++column;
  }
  next_ = cell.next;
  const bool blank = fields_ == 1 && columns > 1 && !cell.quoted && Trim(cell.text).empty();
  return blank ? Outcome::kBlank : Outcome::kRow;
}

// kRow: the line is not blank after all.
DelimitedReader::Outcome DelimitedReader::ParseBlankLine() {
  const char* at = source_.cursor();
  if (*at != source_.newline()) {
    ++at;  // a carriage return
    if (*at != source_.newline()) return Outcome::kRow;
  }
  if (!source_.IsLineEnd(at)) return Outcome::kPastBuffer;
  next_ = at == source_.end() ? at : at + 1;
  return Outcome::kBlank;
}

void DelimitedReader::StoreCell(size_t column, const Cell& cell) {
  switch (slots_[column].loading) {
    case Loading::kNumbers:
      return StoreNumber(column, cell);
    case Loading::kText:
      return StoreText(column, cell);
    case Loading::kSkip:
      return;
  }
}

void DelimitedReader::StoreNumber(size_t column, const Cell& cell) {
  double value;
  const CellKind kind = ParseCell(cell.text, decimal_comma_, &value);
  if (kind == CellKind::kText) return BecomeText(column, cell);
  tile_[slots_[column].tile_offset + staged_] = value;
  if (kind == CellKind::kInfinite && infinite_[column].row == 0) {
    infinite_[column] = {rows_ + 1, source_.line(), std::string(Trim(cell.text))};
  }
}

void DelimitedReader::StoreText(size_t column, const Cell& cell) {
  const std::string_view text = cell.quoted ? cell.text : Trim(cell.text);
  TextState& state = *FindText(column);
  double value;
  if (ParseCell(text, false, &value) == CellKind::kMissing) {
    state.pending = -1;
    return;
  }
  const size_t known = (*columns_)[column].values.size();
  state.pending = state.codes.CodeOf(text);
  if (static_cast<size_t>(state.pending) == known && !IsUtf8(text)) {
    throw Error(
        ErrorKind::kData,
        {Fault{PlaceAt(path_, source_.line()),
               fmt::format("column '{}' holds text that is not UTF-8", (*columns_)[column].name),
               "save the file as UTF-8"}});
  }
}

// Where all cells so far are missing the column is read on as text; otherwise their texts are gone
// and another pass must fetch them.
void DelimitedReader::BecomeText(size_t column, const Cell& cell) {
  Column& target = (*columns_)[column];
  const double* const staged = tile_.data() + slots_[column].tile_offset;
  const auto is_missing = [](double value) { return std::isnan(value); };
  const bool all_missing = infinite_[column].row == 0 &&
                           std::all_of(staged, staged + staged_, is_missing) &&
                           std::all_of(target.numbers.begin(), target.numbers.end(), is_missing);
  target.is_text = true;
  target.first_text_row = rows_ + 1;
  std::vector<double>().swap(target.numbers);
  if (!all_missing) {
    slots_[column].loading = Loading::kSkip;
    text_found_late_.push_back(column);
    return;
  }
  slots_[column].loading = Loading::kText;
  target.codes.assign(static_cast<size_t>(rows_), -1);
  texts_.push_back({column, TextCodes(&target.values), -1});
  StoreText(column, cell);
}

DelimitedReader::TextState* DelimitedReader::FindText(size_t column) {
  for (TextState& state : texts_) {
    if (state.column == column) return &state;
  }
  return nullptr;
}

void DelimitedReader::AddRagged() {
  const size_t expected = columns_->size();
  Fault fault{PlaceAt(path_, source_.line()),
              fmt::format("the row has {} field{} where the header has {}", fields_,
                          fields_ == 1 ? "" : "s", expected),
              "look for a missing separator, or for one within a field that has no quotes"};
  if (rows_ == 0 && fields_ == expected + 1) {
    fault.hint = "write the file without row names, or name their column in the header";
  }
  ragged_.push_back(std::move(fault));
  if (ragged_.size() == kRaggedRowsShown) throw Error(ErrorKind::kData, ragged_);
}

void DelimitedReader::CommitMissing() {
  for (const Slot& slot : slots_) {
    if (slot.loading == Loading::kNumbers) tile_[slot.tile_offset + staged_] = kMissing;
  }
  for (TextState& state : texts_) state.pending = -1;
  CommitRow();
}

void DelimitedReader::CommitRow() {
  for (TextState& state : texts_) (*columns_)[state.column].codes.push_back(state.pending);
  ++rows_;
  if (++staged_ == kTileRows) FlushTile();
}

void DelimitedReader::FlushTile() {
  for (size_t i = 0; i < columns_->size(); ++i) {
    if (slots_[i].loading != Loading::kNumbers) continue;
    std::vector<double>& numbers = (*columns_)[i].numbers;
    if (numbers.capacity() < numbers.size() + staged_) {
      numbers.reserve(ExpectedRows());
      AdviseLargePages(numbers);
    }
    const double* const first = tile_.data() + slots_[i].tile_offset;
    numbers.insert(numbers.end(), first, first + staged_);
  }
  staged_ = 0;
}

// From the bytes a row took so far, and somewhat more: pages never touched cost nothing, growing by
// doubling would.
size_t DelimitedReader::ExpectedRows() const {
  const auto known = static_cast<double>(rows_);
  const auto consumed = static_cast<double>(source_.bytes_consumed());
  const auto size = static_cast<double>(source_.file().size());
  const double expected = size > consumed ? known * size / consumed * 1.05 : known * 1.5;
  return static_cast<size_t>(std::max(expected, known)) + kTileRows;
}

void DelimitedReader::DropRows(int64_t count) {
  rows_ -= count;
  for (size_t i = 0; i < columns_->size(); ++i) {
    Column& column = (*columns_)[i];
    if (slots_[i].loading == Loading::kNumbers) column.numbers.resize(static_cast<size_t>(rows_));
    if (slots_[i].loading == Loading::kText) column.codes.resize(static_cast<size_t>(rows_));
  }
}

std::vector<std::string> DelimitedReader::ReadHeader() {
  std::vector<std::string> names;
  Cell cell;
  for (const char* at = source_.cursor();;) {
    if (!source_.ReadCell(at, &cell)) {
      source_.Refill();
      at = source_.cursor();
      names.clear();
      continue;
    }
    names.emplace_back(Trim(cell.text));
    at = cell.next;
    if (cell.ends_record) break;
  }
  const Place place = PlaceAt(path_, source_.line());
  source_.Advance(cell.next);
  CheckColumnNames(place, names);
  return names;
}

std::vector<Fault> DelimitedReader::InfiniteNumbers() const {
  std::vector<Fault> faults;
  for (size_t i = 0; i < infinite_.size(); ++i) {
    const Infinite& found = infinite_[i];
    if (found.row == 0 || (*columns_)[i].is_text) continue;
    faults.push_back({PlaceAt(path_, found.line),
                      fmt::format("column '{}' holds the infinite number '{}' in data row {}",
                                  (*columns_)[i].name, Excerpt(found.text), found.row),
                      "give a finite number, or leave the cell empty where it is missing"});
  }
  return faults;
}

}  // namespace trustsem
