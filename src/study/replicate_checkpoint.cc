#include "study/replicate_checkpoint.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "base/checksum.h"
#include "base/error.h"
#include "base/file.h"
#include "base/version.h"

namespace trustsem {
namespace {

constexpr std::string_view kMagic = "trustsem replicates\n";  // with 12 digits of the format
constexpr int kFormat = 1;
constexpr std::chrono::seconds kSyncInterval(1);
constexpr const char* kStartAnew = "name another file, or remove this one to begin anew";

// Magic and format (32 bytes), size (8), identity (32), checksum of these (8).
constexpr size_t kMagicBytes = 32, kIdentityAt = 40, kChecksumAt = 72, kHeaderBytes = 80;

// Another version of the program may give other bits.
std::string MakeHeader(int size, const std::string& identity) {
  std::string header = fmt::format("{}{:011}\n", kMagic, kFormat);
  AppendNumber(static_cast<uint64_t>(size), &header);
  header += Hash(identity + '\n' + Version());
  AppendNumber(Checksum(header), &header);
  return header;
}

// Reads up to `count` bytes from `offset`; fewer only at the end of the file; -1 on error.
ssize_t ReadAt(int descriptor, char* bytes, size_t count, int64_t offset) {
  size_t done = 0;
  while (done < count) {
    const ssize_t got =
        pread(descriptor, bytes + done, count - done, offset + static_cast<int64_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  return static_cast<ssize_t>(done);
}

// Whether there are only zeros from `offset` to the end of the file.
bool ZerosFrom(int descriptor, int64_t offset) {
  std::string block(1 << 16, '\0');
  for (;;) {
    const ssize_t count = ReadAt(descriptor, block.data(), block.size(), offset);
    if (count < 0) return false;
    const std::string_view bytes(block.data(), static_cast<size_t>(count));
    if (bytes.find_first_not_of('\0') != std::string_view::npos) return false;
    if (bytes.size() < block.size()) return true;
    offset += count;
  }
}

}  // namespace

ReplicateCheckpoint::ReplicateCheckpoint(const std::string& path, int size,
                                         const std::string& identity)
    : path_(path), size_(size), header_(MakeHeader(size, identity)) {
  try {
    OpenLocked();
    CheckHeader();
  } catch (...) {
    if (descriptor_ >= 0) close(descriptor_);
    throw;
  }
  synced_ = std::chrono::steady_clock::now();
}

ReplicateCheckpoint::~ReplicateCheckpoint() { close(descriptor_); }

void ReplicateCheckpoint::Fail(const std::string& message, const std::string& hint) const {
  throw Error(ErrorKind::kUsage, {Fault{{path_}, message, hint}});
}

void ReplicateCheckpoint::OpenLocked() {
  // Without O_NONBLOCK a named pipe would wait here for a reader.
  descriptor_ = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);
  if (descriptor_ < 0) {
    if (errno == EISDIR) Fail("the checkpoint is a directory", "name a file in it");
    const bool no_folder = errno == ENOENT || errno == ENOTDIR;
    Fail(fmt::format("the checkpoint cannot be written ({})", std::strerror(errno)),
         no_folder ? "make its folder first" : "name a file that can be written");
  }
  struct stat status = {};
  if (fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
    Fail("the checkpoint is no ordinary file", "name a file on a disk");
  }
  if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  if (errno == EWOULDBLOCK) {
    Fail("the checkpoint is in use by another run",
         "wait until that has ended, or name another "
         "file");
  }
  Fail(fmt::format("the checkpoint cannot be locked ({})", std::strerror(errno)),
       "name a file on a file system that has locks");
}

void ReplicateCheckpoint::CheckHeader() {
  std::string found(kHeaderBytes, '\0');
  const ssize_t count = ReadAt(descriptor_, found.data(), kHeaderBytes, 0);
  if (count < 0) {
    Fail(fmt::format("the checkpoint cannot be read ({})", std::strerror(errno)), "");
  }
  found.resize(static_cast<size_t>(count));
  // New, or of a run that was killed while it wrote the header.
  if (found.size() < kHeaderBytes && std::string_view(header_).starts_with(found)) {
    if (ftruncate(descriptor_, 0) != 0) {
      Fail(fmt::format("the checkpoint cannot be written ({})", std::strerror(errno)), "");
    }
    pending_ = header_;
    WritePending();
    return;
  }
  end_ = kHeaderBytes;
  if (found == header_) return;
  const std::string_view text(found);
  if (!text.starts_with(kMagic)) {
    Fail("the file is no checkpoint of trustsem, or its beginning is damaged",
         "name another file for the checkpoint");
  }
  if (found.size() < kHeaderBytes ||
      ReadNumber(text, kChecksumAt) != Checksum(text.substr(0, kChecksumAt))) {
    Fail("the checkpoint is damaged in its header", kStartAnew);
  }
  if (text.substr(0, kMagicBytes) != std::string_view(header_).substr(0, kMagicBytes)) {
    Fail("the checkpoint has the format of another version of trustsem", kStartAnew);
  }
  if (text.substr(kIdentityAt, 32) != std::string_view(header_).substr(kIdentityAt, 32)) {
    Fail(
        "the checkpoint belongs to another run: the model, the data, an option, the seed or the "
        "version of trustsem was different",
        "name another file, or run again as before");
  }
  Fail(fmt::format("the checkpoint has replicates of {} values, and this run of {}",
                   ReadNumber(text, kMagicBytes), size_),
       kStartAnew);
}

void ReplicateCheckpoint::Read(const std::function<void(const ReplicateRecord&)>& use) {
  const size_t length = RecordBytes(size_);
  const size_t records = std::max<size_t>(1, (1 << 20) / length);
  std::string block(records * length, '\0');
  ReplicateRecord record;
  for (bool more = true; more;) {
    const ssize_t count = ReadAt(descriptor_, block.data(), block.size(), end_);
    if (count < 0) {
      Fail(fmt::format("the checkpoint cannot be read ({})", std::strerror(errno)), "");
    }
    const std::string_view bytes(block.data(), static_cast<size_t>(count));
    more = bytes.size() == block.size();
    for (size_t at = 0; at + length <= bytes.size(); at += length) {
      if (!ReadRecord(bytes.substr(at, length), size_, &record)) {
        // After the death of a machine some file systems leave zeros in place of the last bytes:
        // then neither the checksum nor anything after it was written.
        const auto checksum_at = end_ + static_cast<int64_t>(length - sizeof(uint64_t));
        if (ZerosFrom(descriptor_, checksum_at)) {
          more = false;
          break;
        }
        Fail(fmt::format("the checkpoint is damaged at byte {} (the record of a replicate)",
                         end_ + 1),
             kStartAnew);
      }
      use(record);
      end_ += static_cast<int64_t>(length);
    }
  }
  if (ftruncate(descriptor_, end_) != 0) {
    Fail(fmt::format("the checkpoint cannot be written ({})", std::strerror(errno)), "");
  }
}

void ReplicateCheckpoint::WritePending() {
  std::string_view rest = pending_;
  while (!rest.empty()) {
    const ssize_t count = pwrite(descriptor_, rest.data(), rest.size(), end_);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      Fail(fmt::format("the checkpoint cannot be written ({})", std::strerror(errno)),
           "run again when there is room: the replicates done so far are kept");
    }
    rest.remove_prefix(static_cast<size_t>(count));
    end_ += count;
  }
  pending_.clear();
}

void ReplicateCheckpoint::Write() {
  if (pending_.empty()) return;
  WritePending();
  const auto now = std::chrono::steady_clock::now();
  if (now - synced_ < kSyncInterval) return;
  Finish();
  synced_ = std::chrono::steady_clock::now();
}

void ReplicateCheckpoint::Finish() {
  WritePending();
  // Where a file system knows no such call (EINVAL) there is nothing to wait for.
  if (fdatasync(descriptor_) != 0 && errno != EINVAL) {
    Fail(fmt::format("the checkpoint cannot be written ({})", std::strerror(errno)),
         "run again when there is room: the replicates done so far are kept");
  }
}

}  // namespace trustsem
