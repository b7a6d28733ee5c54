// Several processes, on one or more machines, through MPI: what makes trustsem-mpi of trustsem.
#ifndef TRUSTSEM_CLI_MPI_PROCESSES_H_
#define TRUSTSEM_CLI_MPI_PROCESSES_H_

#include <functional>

namespace trustsem {

// Runs `program`, which returns its exit status, as CurrentProcesses() describes: in the first
// process, and in another one when the first has sent it something. Returns the exit status of this
// process. One that fails while others work ends them all (MPI_Abort).
int RunMpiProcesses(int* argc, char*** argv, const std::function<int()>& program);

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_MPI_PROCESSES_H_
