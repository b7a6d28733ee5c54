#include "data/read_data.h"

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "data/input_file.h"

namespace trustsem {
namespace {

bool IsOneOf(std::string_view extension, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), extension) != list.end();
}

Error UnknownKind(const std::string& path, const std::string& extension) {
  const auto error = [&](std::string message, std::string hint) {
    return Error(ErrorKind::kData, {Fault{{path}, std::move(message), std::move(hint)}});
  };
  if (IsOneOf(extension, {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"})) {
    return error("workbooks (" + extension + ") cannot be read",
                 "save the sheet as CSV (UTF-8) and give that file");
  }
  if (IsOneOf(extension, {".gz", ".zip", ".bz2", ".xz", ".zst", ".7z"})) {
    return error("compressed files (" + extension + ") cannot be read", "unpack the file first");
  }
  if (IsOneOf(extension, {".rds", ".rda", ".rdata"})) {
    return error("R's own files (" + extension + ") cannot be read",
                 "write the data from R with write.csv(data, file, row.names = FALSE)");
  }
  return error(
      extension.empty() ? "the data file has no extension to tell its kind"
                        : "the extension " + Excerpt(extension) + " is of no known kind of data",
      "known are .csv, .tsv and .txt (delimited text), .sav, .zsav and .por (SPSS), .dta (Stata), "
      ".sas7bdat and .xpt (SAS)");
}

}  // namespace

Frame ReadData(const std::string& path, const std::vector<std::string>& wanted,
               const std::vector<std::string>& texts) {
  const std::string extension = ToLower(std::filesystem::path(path).extension().string());
  if (IsOneOf(extension, {".csv", ".tsv", ".txt"})) return ReadDelimited(path, wanted, texts);
  if (IsOneOf(extension, {".sav", ".zsav", ".por", ".dta", ".sas7bdat", ".xpt"})) {
    return ReadStatistical(path, wanted);
  }
  InputFile check(path);  // a missing file is the better message
  throw UnknownKind(path, extension);
}

}  // namespace trustsem
