#include "cli/output.h"

#include <cstdio>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"

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

std::string FormatOf(const std::string& asked, const std::string& output) {
  if (!asked.empty()) return asked;
  const size_t dot = output.rfind('.');
  const std::string extension = dot == std::string::npos ? "" : ToLower(output.substr(dot));
  if (extension == ".json") return "json";
  if (extension == ".csv") return "csv";
  if (extension == ".md" || extension == ".markdown") return "markdown";
  return "text";
}

void WriteOutput(const std::string& text, const std::string& path) {
  Output output(path);
  output.Write(text);
  output.Commit();
}

}  // namespace trustsem
