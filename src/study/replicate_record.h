// A replicate that is done, and its bytes: the same in checkpoints and in messages between
// processes.
#ifndef TRUSTSEM_STUDY_REPLICATE_RECORD_H_
#define TRUSTSEM_STUDY_REPLICATE_RECORD_H_

#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <string_view>

#include "study/replicates.h"

namespace trustsem {

struct ReplicateRecord {
  int64_t number = 0;
  ReplicateStatus status = ReplicateStatus::kUndefined;
  Eigen::VectorXd values;
};

// Bytes of a record of `size` values: number, status, values, each of eight bytes in the order of
// the machine, and the checksum of these.
size_t RecordBytes(int size);

void AppendRecord(const ReplicateRecord& record, std::string* bytes);

// Reads `bytes` (RecordBytes(size) of them). False where they are damaged.
bool ReadRecord(std::string_view bytes, int size, ReplicateRecord* record);

// The eight bytes of a number, in the order of the machine.
void AppendNumber(uint64_t number, std::string* bytes);
uint64_t ReadNumber(std::string_view bytes, size_t offset);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_REPLICATE_RECORD_H_
