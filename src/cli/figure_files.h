// Figures as files in a directory: all of them appear, or none.
#ifndef TRUSTSEM_CLI_FIGURE_FILES_H_
#define TRUSTSEM_CLI_FIGURE_FILES_H_

#include <string>
#include <vector>

#include "report/figure.h"

namespace trustsem {

// What --formats asks for: some of svg, pdf and png, separated by commas. Throws Error(kUsage) for
// others and for none.
FigureForms ReadForms(const std::string& formats);

class FigureFiles {
 public:
  // Makes the directory where it is missing. Throws Error(kUsage) where nothing can be written in
  // it, before anything is computed.
  explicit FigureFiles(const std::string& directory);
  FigureFiles(const FigureFiles&) = delete;
  FigureFiles& operator=(const FigureFiles&) = delete;

  // A directory that was made and stayed empty goes again.
  ~FigureFiles();

  // The forms that were made of them. Returns the files' paths.
  std::vector<std::string> Write(const std::vector<Figure>& figures) const;

 private:
  std::string directory_;
  bool made_ = false;
};

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_FIGURE_FILES_H_
