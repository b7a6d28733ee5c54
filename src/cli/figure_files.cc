#include "cli/figure_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/model_options.h"

namespace trustsem {

FigureForms ReadForms(const std::string& formats) {
  const std::vector<std::string> known = {"svg", "pdf", "png"};
  FigureForms forms{false, false, false};
  for (const std::string& format : SplitList(formats)) {
    if (std::find(known.begin(), known.end(), format) == known.end()) {
      throw Error(ErrorKind::kUsage, fmt::format("--formats: '{}' is no format", Excerpt(format)),
                  DidYouMean(format, known, "give some of svg, pdf, png"));
    }
    (format == "svg" ? forms.svg : format == "pdf" ? forms.pdf : forms.png) = true;
  }
  if (!forms.svg && !forms.pdf && !forms.png) {
    throw Error(ErrorKind::kUsage, "--formats names no format", "give some of svg, pdf, png");
  }
  return forms;
}

FigureFiles::FigureFiles(const std::string& directory) : directory_(directory) {
  std::error_code error;
  if (std::filesystem::exists(directory, error) &&
      !std::filesystem::is_directory(directory, error)) {
    throw Error(ErrorKind::kUsage, fmt::format("'{}' is no directory", Excerpt(directory, 200)),
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
    for (const auto& [extension, bytes] :
         {std::pair(".svg", &figure.svg), {".pdf", &figure.pdf}, {".png", &figure.png}}) {
      if (bytes->empty()) continue;
      paths.push_back((std::filesystem::path(directory_) / (figure.name + extension)).string());
      writers.push_back(std::make_unique<FileWriter>(paths.back()));
      writers.back()->Write(*bytes);
    }
  }
  for (const auto& writer : writers) writer->Commit();
  return paths;
}

}  // namespace trustsem
