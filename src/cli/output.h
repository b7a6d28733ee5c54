// Where a command's result goes: standard output, or a file that appears whole or not at all.
#ifndef TRUSTSEM_CLI_OUTPUT_H_
#define TRUSTSEM_CLI_OUTPUT_H_

#include <string>

namespace trustsem {

// An empty path is standard output. Throws Error(kUsage) where the file cannot be written.
void WriteOutput(const std::string& text, const std::string& path);

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_OUTPUT_H_
