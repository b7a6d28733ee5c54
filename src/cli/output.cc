#include "cli/output.h"

#include <cstdio>

#include "base/error.h"
#include "base/file.h"

namespace trustsem {

void WriteOutput(const std::string& text, const std::string& path) {
  if (!path.empty()) {
    WriteFileAtomically(path, text);
    return;
  }
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written || std::fflush(stdout) != 0) {
    throw Error(ErrorKind::kOther, "standard output could not be written",
                "is the disk full, or the reader of the pipe gone?");
  }
}

}  // namespace trustsem
