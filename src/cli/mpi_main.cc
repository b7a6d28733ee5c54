#include "cli/commands.h"
#include "cli/mpi_processes.h"

int main(int argc, char** argv) {
  return trustsem::RunMpiProcesses(&argc, &argv, [&] { return trustsem::RunProgram(argc, argv); });
}
