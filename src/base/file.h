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

// Writes beside the target, then renames: a reader sees the old file or the new one, and a failed
// write leaves the earlier file untouched. Throws Error(kUsage) where it cannot be written.
void WriteFileAtomically(const std::string& path, std::string_view bytes);

// 128-bit XXH3 hash of bytes, as 32 hexadecimal digits (what `xxhsum -H2` prints).
std::string Hash(std::string_view bytes);

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_FILE_H_
