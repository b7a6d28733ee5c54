// A checksum against damage: of records in files that are written as a run goes.
#ifndef TRUSTSEM_BASE_CHECKSUM_H_
#define TRUSTSEM_BASE_CHECKSUM_H_

#include <cstdint>
#include <string_view>

namespace trustsem {

// 64-bit XXH3 hash of bytes. For what names a model or data use Hash of base/file.h.
uint64_t Checksum(std::string_view bytes);

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_CHECKSUM_H_
