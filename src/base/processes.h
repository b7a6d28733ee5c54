// The processes that one run of the program consists of: one, or several that an MPI launcher has
// started on one or more machines. The first (rank 0) runs the command. The others wait until its
// first message reaches them, and then run the same command up to the place where messages are
// received; there they compute what the first process asks for, until it dismisses them. So the
// first process alone reads, reports and writes, and an error of usage is told once.
#ifndef TRUSTSEM_BASE_PROCESSES_H_
#define TRUSTSEM_BASE_PROCESSES_H_

#include <optional>
#include <string>

namespace trustsem {

struct ProcessMessage {
  int from = 0;
  std::string bytes;
};

// Thrown by Receive() in a process whose part is done; its main() ends with status 0. It is no
// std::exception, so that nothing on the way takes it for a failure.
struct ProcessDismissed {};

// Called by one thread of each process, the one that runs the command.
class Processes {
 public:
  virtual ~Processes() = default;
  virtual int rank() const = 0;
  // With those that have not been dismissed.
  virtual int size() const = 0;
  // Messages from one process to another arrive in order.
  virtual void Send(int to, const std::string& bytes) = 0;
  // The next message that has arrived; does not wait.
  virtual std::optional<ProcessMessage> Receive() = 0;
  // By the first process: the others are needed no more, and size() is one from here on.
  virtual void Dismiss() = 0;
};

// Those that main() has set; without that, one process.
Processes& CurrentProcesses();
void SetProcesses(Processes* processes);

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_PROCESSES_H_
