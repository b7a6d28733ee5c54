// A data file read once from front to back in blocks, hashed on the way.
#ifndef TRUSTSEM_DATA_INPUT_FILE_H_
#define TRUSTSEM_DATA_INPUT_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace trustsem {

class InputFile {
 public:
  // Throws Error(kData) where the path does not exist, is a directory or cannot be opened.
  explicit InputFile(const std::string& path);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  // Up to `size` bytes into `buffer`; fewer at the end of the file alone.
  size_t Read(char* buffer, size_t size);

  // In bytes; zero where it is not known beforehand (a pipe).
  uint64_t size() const { return size_; }
  bool is_regular() const { return is_regular_; }

  // Of the bytes read so far, as base/file.h gives it.
  std::string HashOfBytesRead() const;

 private:
  struct HashState;

  std::string path_;
  int descriptor_ = -1;
  uint64_t size_ = 0;
  bool is_regular_ = false;
  std::unique_ptr<HashState> hash_;
};

// The hash of a whole file. Throws as InputFile does.
std::string HashOfFile(const std::string& path);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_INPUT_FILE_H_
