#include "study/replicate_record.h"

#include <cstring>

#include "base/checksum.h"

namespace trustsem {
namespace {

constexpr size_t kWord = sizeof(uint64_t);

}  // namespace

size_t RecordBytes(int size) { return (static_cast<size_t>(size) + 3) * kWord; }

void AppendNumber(uint64_t number, std::string* bytes) {
  bytes->append(reinterpret_cast<const char*>(&number), kWord);
}

uint64_t ReadNumber(std::string_view bytes, size_t offset) {
  uint64_t number = 0;
  std::memcpy(&number, bytes.data() + offset, kWord);
  return number;
}

void AppendRecord(const ReplicateRecord& record, std::string* bytes) {
  const size_t begin = bytes->size();
  AppendNumber(static_cast<uint64_t>(record.number), bytes);
  AppendNumber(static_cast<uint64_t>(record.status), bytes);
  bytes->append(reinterpret_cast<const char*>(record.values.data()),
                static_cast<size_t>(record.values.size()) * kWord);
  AppendNumber(Checksum(std::string_view(*bytes).substr(begin)), bytes);
}

bool ReadRecord(std::string_view bytes, int size, ReplicateRecord* record) {
  const size_t end = bytes.size() - kWord;
  if (ReadNumber(bytes, end) != Checksum(bytes.substr(0, end))) return false;
  const uint64_t status = ReadNumber(bytes, kWord);
  if (status > static_cast<uint64_t>(ReplicateStatus::kUndefined)) return false;
  record->number = static_cast<int64_t>(ReadNumber(bytes, 0));
  record->status = static_cast<ReplicateStatus>(status);
  record->values.resize(size);
  std::memcpy(record->values.data(), bytes.data() + 2 * kWord, static_cast<size_t>(size) * kWord);
  return record->number >= 0;
}

}  // namespace trustsem
