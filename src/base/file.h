// Whole files: read with clear faults, written whole or not at all, and their hashes.
#ifndef TRUSTSEM_BASE_FILE_H_
#define TRUSTSEM_BASE_FILE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace trustsem {

// The file's bytes. Throws Error(kind) where the path does not exist, is a directory, cannot be
// read, is empty, or is larger than `limit` bytes; `what` ("the model specification") names it.
std::string ReadTextFile(const std::string& path, ErrorKind kind, std::string_view what,
                         uint64_t limit = 1ull << 32);

// A file written piece by piece that appears whole or not at all: the bytes go beside the target,
// which Commit() replaces. Without Commit() an earlier file stays untouched. Every member throws
// Error(kUsage) where the file cannot be written.
class FileWriter {
 public:
  explicit FileWriter(const std::string& path);
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  ~FileWriter();

  void Write(std::string_view bytes);
  void Commit();

 private:
  [[noreturn]] void Fail() const;

  std::string path_, target_;
  std::string beside_;  // the file that is written; empty: the target itself, a device or a pipe
  int descriptor_ = -1;
  unsigned mode_ = 0;
};

// The same in one piece.
void WriteFileAtomically(const std::string& path, std::string_view bytes);

// 128-bit XXH3 hash of bytes, as 32 hexadecimal digits (what `xxhsum -H2` prints).
std::string Hash(std::string_view bytes);

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_FILE_H_
