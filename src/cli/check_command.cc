#include <CLI/CLI.hpp>

#include "cli/commands.h"

namespace trustsem {

void AddCheckCommand(CLI::App*) {}

}  // namespace trustsem
