// The options of the bootstrap; all but the checkpoint may also stand in a specification.
#ifndef TRUSTSEM_CLI_BOOTSTRAP_OPTIONS_H_
#define TRUSTSEM_CLI_BOOTSTRAP_OPTIONS_H_

#include <string>

#include "spec/model.h"

namespace CLI {
class App;
}

namespace trustsem {

struct BootstrapArguments {
  std::string replicates, method, interval, checkpoint;

  void AddTo(CLI::App* command);

  // Writes these options over the model's own. Throws Error(kUsage) for what is no whole number.
  void Apply(Model* model) const;
};

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_BOOTSTRAP_OPTIONS_H_
