#include "cli/output.h"

#include <cstdio>

#include "base/error.h"
#include "base/file.h"

namespace trustsem {
namespace {

void CheckStandardOutput(bool written) {
  if (written) return;
  throw Error(ErrorKind::kOther, "standard output could not be written",
              "is the disk full, or the reader of the pipe gone?");
}

}  // namespace

Output::Output(const std::string& path) {
  if (!path.empty()) file_ = std::make_unique<FileWriter>(path);
}

Output::~Output() = default;

void Output::Write(std::string_view bytes) {
  if (file_ != nullptr) {
    file_->Write(bytes);
  } else {
    CheckStandardOutput(std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size());
  }
}

void Output::Commit() {
  if (file_ != nullptr) {
    file_->Commit();
  } else {
    CheckStandardOutput(std::fflush(stdout) == 0);
  }
}

void WriteOutput(const std::string& text, const std::string& path) {
  Output output(path);
  output.Write(text);
  output.Commit();
}

}  // namespace trustsem
