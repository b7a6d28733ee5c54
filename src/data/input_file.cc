#include "data/input_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include "base/error.h"
#include "base/text.h"

namespace trustsem {
namespace {

[[noreturn]] void Fail(const std::string& path, std::string message, std::string hint = "") {
  throw Error(ErrorKind::kData, {Fault{{path}, std::move(message), std::move(hint)}});
}

std::string NearbyFile(const std::string& path) {
  const std::filesystem::path target(path);
  const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
  std::error_code error;
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    names.push_back(it->path().filename().string());
  }
  return DidYouMean(target.filename().string(), names, "check the path");
}

}  // namespace

struct InputFile::HashState {
  XXH3_state_t* state = XXH3_createState();
  ~HashState() { XXH3_freeState(state); }
};

InputFile::InputFile(const std::string& path) : path_(path), hash_(std::make_unique<HashState>()) {
  XXH3_128bits_reset(hash_->state);
  descriptor_ = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) {
    if (errno == ENOENT || errno == ENOTDIR) {
      Fail(path, "the data file does not exist", NearbyFile(path));
    }
    Fail(path, fmt::format("the data file cannot be read ({})", std::strerror(errno)));
  }
  struct stat status = {};
  if (fstat(descriptor_, &status) != 0) status.st_mode = 0;
  if (S_ISDIR(status.st_mode)) {
    close(descriptor_);
    Fail(path, "the data file is a directory", "give the path of a file in it");
  }
  is_regular_ = S_ISREG(status.st_mode);
  if (is_regular_) size_ = static_cast<uint64_t>(status.st_size);
  posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
}

InputFile::~InputFile() { close(descriptor_); }

size_t InputFile::Read(char* buffer, size_t size) {
  size_t done = 0;
  while (done < size) {
    const ssize_t count = read(descriptor_, buffer + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      Fail(path_, fmt::format("the data file cannot be read ({})", std::strerror(errno)));
    }
    if (count == 0) break;
    done += static_cast<size_t>(count);
  }
  XXH3_128bits_update(hash_->state, buffer, done);
  return done;
}

std::string InputFile::HashOfBytesRead() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(hash_->state);
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string HashOfFile(const std::string& path) {
  InputFile file(path);
  std::vector<char> block(1 << 20);
  while (file.Read(block.data(), block.size()) == block.size()) {
  }
  return file.HashOfBytesRead();
}

}  // namespace trustsem
