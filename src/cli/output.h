// Where a command's result goes: standard output, or a file that appears whole or not at all.
#ifndef TRUSTSEM_CLI_OUTPUT_H_
#define TRUSTSEM_CLI_OUTPUT_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace trustsem {

class FileWriter;

// A result that comes piece by piece. Throws Error(kUsage) where the file cannot be written and
// Error(kOther) where standard output cannot.
class Output {
 public:
  // An empty path is standard output.
  explicit Output(const std::string& path);
  ~Output();
  void Write(std::string_view bytes);
  void Commit();

 private:
  std::unique_ptr<FileWriter> file_;  // null: standard output
};

// The same in one piece.
void WriteOutput(const std::string& text, const std::string& path);

// Notes on standard error, for results whose format has no place for them.
void TellNotes(const std::vector<Note>& notes);

// The format of a report: as asked for, else by the output file's extension where it is that of a
// format offered, else text. Throws Error(kUsage) for a workbook without a file.
std::string FormatOf(const std::string& asked, const std::string& output,
                     const std::vector<std::string>& offered);

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_OUTPUT_H_
