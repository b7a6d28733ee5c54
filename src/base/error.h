// Errors a user can mend, and notes on a run that succeeded.
//
// One exception type, Error, carries every fault found (not the first alone) and the exit status
// that the command line's contract gives for its kind. Numerical outcomes (no convergence inside
// an optimiser, a matrix that is not positive definite) are values, not exceptions, until the
// program decides that no estimates can be given.
#ifndef TRUSTSEM_BASE_ERROR_H_
#define TRUSTSEM_BASE_ERROR_H_

#include <stdexcept>
#include <string>
#include <vector>

namespace trustsem {

// The value of each kind is the exit status of the program.
enum class ErrorKind {
  kOther = 1,
  kUsage = 2,
  kSpecification = 3,
  kData = 4,
  kConvergence = 5,
  kIdentification = 6,
};

// A place in a text file. Lines and columns count from one; zero means unknown.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

// One thing that is wrong: where, what was found, and what to do about it.
struct Fault {
  Place place;
  std::string message;  // one sentence naming what was found, without a final full stop
  std::string hint;     // what to do, without a final full stop; may be empty
};

// "file:line:column: message. Hint." on one line.
std::string ToString(const Fault& fault);

class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, std::vector<Fault> faults);
  Error(ErrorKind kind, std::string message, std::string hint = "");

  ErrorKind kind() const { return kind_; }
  const std::vector<Fault>& faults() const { return faults_; }
  int exit_status() const { return static_cast<int>(kind_); }

 private:
  ErrorKind kind_;
  std::vector<Fault> faults_;
};

// Something a reader of the results should know. `code` is a stable identifier in snake_case.
struct Note {
  std::string code;
  std::string message;
  std::string hint;
};

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_ERROR_H_
