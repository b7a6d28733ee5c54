#include "cli/provenance.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "data/companion.h"

namespace trustsem {

void TellProvenance(const std::string& statement, const std::string& output) {
  if (statement.empty()) return;
  std::fputs(fmt::format("trustsem: note: {}\n", statement).c_str(), stderr);
  std::error_code error;
  if (output.empty() || !std::filesystem::is_regular_file(output, error)) return;
  Frame written;
  written.file = output;
  ReadCompanion(&written);
  if (written.statement == statement) return;
  std::fputs(fmt::format(
                 "trustsem: note: for reports on {} to carry this sentence, put this line into the "
                 "README.md beside it: synthetic: {}: {}\n",
                 output, std::filesystem::path(output).filename().string(), statement)
                 .c_str(),
             stderr);
}

}  // namespace trustsem
