// Where the sample comes from, as the commands that read one ask for it.
#ifndef TRUSTSEM_CLI_INPUT_OPTIONS_H_
#define TRUSTSEM_CLI_INPUT_OPTIONS_H_

#include <string>

#include "study/analysis.h"

namespace CLI {
class App;
}

namespace trustsem {

struct InputOptions {
  std::string data, covariance, means, nobs;

  void AddTo(CLI::App* command);

  // Throws Error(kUsage) for options that exclude each other, and where `required` and neither data
  // nor a matrix is given.
  DataInput Read(bool required) const;
};

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_INPUT_OPTIONS_H_
