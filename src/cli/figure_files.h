// Figures as files in a directory: all of them appear, or none.
#ifndef TRUSTSEM_CLI_FIGURE_FILES_H_
#define TRUSTSEM_CLI_FIGURE_FILES_H_

#include <string>
#include <vector>

#include "report/figure.h"

namespace trustsem {

class FigureFiles {
 public:
  // Makes the directory where it is missing. Throws Error(kUsage) where nothing can be written in
  // it, before anything is computed, and for formats other than svg, pdf and png.
  FigureFiles(const std::string& directory, const std::string& formats);
  FigureFiles(const FigureFiles&) = delete;
  FigureFiles& operator=(const FigureFiles&) = delete;

  // A directory that was made and stayed empty goes again.
  ~FigureFiles();

  // Returns the files' paths.
  std::vector<std::string> Write(const std::vector<Figure>& figures) const;

 private:
  std::string directory_;
  std::vector<std::string> formats_;
  bool made_ = false;
};

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_FIGURE_FILES_H_
