#include "cli/output.h"

#include <algorithm>
#include <cstdio>
#include <map>

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

std::string FormatOf(const std::string& asked, const std::string& output,
                     const std::vector<std::string>& offered) {
  static const std::map<std::string, std::string> kByExtension = {
      {".md", "markdown"}, {".markdown", "markdown"}, {".csv", "csv"},   {".json", "json"},
      {".xlsx", "xlsx"},   {".tex", "latex"},         {".html", "html"}, {".htm", "html"},
  };
  std::string chosen = asked;
  if (chosen.empty()) {
    const size_t dot = output.rfind('.');
    const auto found =
        kByExtension.find(dot == std::string::npos ? "" : ToLower(output.substr(dot)));
    const bool known = found != kByExtension.end() &&
                       std::find(offered.begin(), offered.end(), found->second) != offered.end();
    chosen = known ? found->second : "text";
  }
  if (chosen == "xlsx" && output.empty()) {
    throw Error(ErrorKind::kUsage, "an Excel workbook is not written to standard output",
                "name a file with --output, such as --output tables.xlsx");
  }
  return chosen;
}

void WriteOutput(const std::string& text, const std::string& path) {
  Output output(path);
  output.Write(text);
  output.Commit();
}

void TellNotes(const std::vector<Note>& notes) {
  for (const Note& note : notes) {
    const std::string line = ToString(Fault{{}, note.message, note.hint});
    std::fputs(("trustsem: note: " + line + "\n").c_str(), stderr);
  }
}

}  // namespace trustsem
