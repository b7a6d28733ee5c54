// The file of the replicates that are done, written as a run goes: whatever ends the run, it goes
// on from there, and ends with the bits of a run that was never broken off.
//
// A header (magic, format, values of a replicate, hash of what the replicates depend on, checksum)
// and then records (study/replicate_record.h) in any order, appended only. What a run that was
// killed left of a record at the end of the file is cut off: it is the trace of an unfinished
// write. Anything else that is not as it was written is damage. The number of replicates asked for
// stands nowhere: a run may be followed by one that asks for more, or fewer, of the same.
#ifndef TRUSTSEM_STUDY_REPLICATE_CHECKPOINT_H_
#define TRUSTSEM_STUDY_REPLICATE_CHECKPOINT_H_

#include <chrono>
#include <functional>
#include <string>

#include "study/replicate_record.h"

namespace trustsem {

class ReplicateCheckpoint {
 public:
  // Opens the file, or makes it, and locks it against other programs. `size` values a replicate;
  // `identity` says what they depend on. Throws Error(kUsage): the file cannot be written, is in
  // use, is no checkpoint, is of another identity or size, or its header is damaged.
  ReplicateCheckpoint(const std::string& path, int size, const std::string& identity);
  ReplicateCheckpoint(const ReplicateCheckpoint&) = delete;
  ReplicateCheckpoint& operator=(const ReplicateCheckpoint&) = delete;
  ~ReplicateCheckpoint();

  // Calls `use` with every record of the file. Comes first, once. Throws Error(kUsage) where one is
  // damaged.
  void Read(const std::function<void(const ReplicateRecord&)>& use);

  // Takes up a record, which Write() puts into the file, safe from the death of this program; once
  // a second Write() also waits until it is on the disk, safe from the death of the machine.
  void Add(const ReplicateRecord& record) { AppendRecord(record, &pending_); }
  void Write();
  // The same, and on the disk in any case.
  void Finish();

  // Error(kUsage) that names the file.
  [[noreturn]] void Fail(const std::string& message, const std::string& hint) const;

 private:
  void OpenLocked();
  void CheckHeader();
  void WritePending();

  std::string path_;
  int size_;
  std::string header_;  // as it must be
  int descriptor_ = -1;
  int64_t end_ = 0;  // bytes of the header and of whole records
  std::string pending_;
  std::chrono::steady_clock::time_point synced_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_REPLICATE_CHECKPOINT_H_
