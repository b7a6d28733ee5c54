#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

#include "base/text.h"

namespace trustsem {
namespace {

[[noreturn]] void Fail(ErrorKind kind, const std::string& path, std::string message,
                       std::string hint = "") {
  throw Error(kind, {Fault{{path}, std::move(message), std::move(hint)}});
}

// Names a file of the same folder that the user may have meant.
std::string NearbyFile(const std::string& path) {
  const std::filesystem::path target(path);
  std::error_code error;
  std::vector<std::string> names;
  const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    names.push_back(it->path().filename().string());
  }
  return DidYouMean(target.filename().string(), names, "check the path");
}

// Closes the descriptor whatever happens.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  int get() const { return number_; }
  int Close() { return close(std::exchange(number_, -1)); }

 private:
  int number_;
};

bool WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

std::string Reason() { return std::strerror(errno); }

mode_t CurrentMask() {
  const mode_t mask = umask(0);
  umask(mask);
  return mask;
}

}  // namespace

std::string ReadTextFile(const std::string& path, ErrorKind kind, std::string_view what,
                         uint64_t limit) {
  Descriptor in(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.get() < 0) {
    if (errno == ENOENT || errno == ENOTDIR) {
      Fail(kind, path, fmt::format("{} does not exist", what), NearbyFile(path));
    }
    Fail(kind, path, fmt::format("{} cannot be read ({})", what, Reason()));
  }
  struct stat status = {};
  if (fstat(in.get(), &status) == 0 && S_ISDIR(status.st_mode)) {
    Fail(kind, path, fmt::format("{} is a directory", what), "give the path of a file");
  }
  std::string text;
  if (status.st_size > 0 && static_cast<uint64_t>(status.st_size) <= limit) {
    text.reserve(static_cast<size_t>(status.st_size) + 1);
  }
  std::vector<char> block(1 << 16);
  for (;;) {
    const ssize_t count = read(in.get(), block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) Fail(kind, path, fmt::format("{} cannot be read ({})", what, Reason()));
    if (count == 0) break;
    text.append(block.data(), static_cast<size_t>(count));
    if (text.size() > limit) {
      Fail(kind, path, fmt::format("{} is larger than {} bytes", what, limit),
           "check that this is the file you meant");
    }
  }
  if (text.empty()) Fail(kind, path, fmt::format("{} is empty", what));
  return text;
}

FileWriter::FileWriter(const std::string& path) : path_(path), target_(path) {
  struct stat status = {};
  const bool exists = stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    trustsem::Fail(ErrorKind::kUsage, path, "the output file is a directory", "name a file in it");
  }
  // A device or a pipe cannot be replaced by renaming: its bytes are written straight through.
  if (exists && !S_ISREG(status.st_mode)) {
    descriptor_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) Fail();
    return;
  }
  // A symbolic link stays one: the file that it points to is replaced.
  std::error_code error;
  if (exists) target_ = std::filesystem::canonical(path, error).string();
  if (error) target_ = path;
  beside_ = target_ + ".XXXXXX";
  descriptor_ = mkstemp(beside_.data());
  if (descriptor_ < 0) {
    beside_.clear();
    const bool no_folder = errno == ENOENT || errno == ENOTDIR;
    trustsem::Fail(ErrorKind::kUsage, path,
                   fmt::format("the file cannot be written ({})", Reason()),
                   no_folder ? "make its folder first" : "");
  }
  mode_ = exists ? status.st_mode & 07777u : 0666u & ~CurrentMask();
}

FileWriter::~FileWriter() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!beside_.empty()) unlink(beside_.c_str());
}

void FileWriter::Fail() const {
  trustsem::Fail(ErrorKind::kUsage, path_,
                 fmt::format("the file cannot be written ({})", Reason()));
}

void FileWriter::Write(std::string_view bytes) {
  if (!WriteAll(descriptor_, bytes)) Fail();
}

void FileWriter::Commit() {
  if (beside_.empty()) {
    if (close(std::exchange(descriptor_, -1)) != 0) Fail();
    return;
  }
  if (fchmod(descriptor_, mode_) != 0 || close(std::exchange(descriptor_, -1)) != 0 ||
      rename(beside_.c_str(), target_.c_str()) != 0) {
    Fail();
  }
  beside_.clear();
}

void WriteFileAtomically(const std::string& path, std::string_view bytes) {
  FileWriter writer(path);
  writer.Write(bytes);
  writer.Commit();
}

std::string Hash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace trustsem
