#include "cli/commands.h"

namespace trustsem {

void AddSimulateCommand(CLI::App*) {}

}  // namespace trustsem
