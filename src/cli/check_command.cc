#include <CLI/CLI.hpp>

#include "cli/commands.h"

namespace trustsem {

void AddCheckCommand(CLI::App*) {}
void AddSimulateCommand(CLI::App*) {}

}  // namespace trustsem
