#include "cli/figure_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/model_options.h"

namespace trustsem {

FigureFiles::FigureFiles(const std::string& directory, const std::string& formats)
    : directory_(directory) {
  const std::vector<std::string> known = {"svg", "pdf", "png"};
  for (const std::string& format : SplitList(formats)) {
    if (std::find(known.begin(), known.end(), format) == known.end()) {
      throw Error(ErrorKind::kUsage, fmt::format("--formats: '{}' is no format", Excerpt(format)),
                  DidYouMean(format, known, "give some of svg, pdf, png"));
    }
    if (std::find(formats_.begin(), formats_.end(), format) == formats_.end()) {
      formats_.push_back(format);
    }
  }
  if (formats_.empty()) {
    throw Error(ErrorKind::kUsage, "--formats names no format", "give some of svg, pdf, png");
  }
  std::error_code error;
  if (std::filesystem::exists(directory, error) &&
      !std::filesystem::is_directory(directory, error)) {
    throw Error(ErrorKind::kUsage,
                fmt::format("--output: '{}' is no directory", Excerpt(directory, 200)),
                "name a directory, in which the figures' files are written");
  }
  made_ = std::filesystem::create_directories(directory, error);
  if (error) {
    throw Error(ErrorKind::kUsage,
                fmt::format("the directory '{}' cannot be made ({})", Excerpt(directory, 200),
                            error.message()),
                "name one that can be written");
  }
  FileWriter probe((std::filesystem::path(directory) / "paths.svg").string());
}

FigureFiles::~FigureFiles() {
  std::error_code error;
  if (made_) std::filesystem::remove(directory_, error);  // fails where it is not empty
}

std::vector<std::string> FigureFiles::Write(const std::vector<Figure>& figures) const {
  std::vector<std::string> paths;
  std::vector<std::unique_ptr<FileWriter>> writers;
  for (const Figure& figure : figures) {
    for (const std::string& format : formats_) {
      const std::string& bytes = format == "svg"   ? figure.svg
                                 : format == "pdf" ? figure.pdf
                                                   : figure.png;
      paths.push_back((std::filesystem::path(directory_) / (figure.name + "." + format)).string());
      writers.push_back(std::make_unique<FileWriter>(paths.back()));
      writers.back()->Write(bytes);
    }
  }
  for (const auto& writer : writers) writer->Commit();
  return paths;
}

}  // namespace trustsem
