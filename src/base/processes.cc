#include "base/processes.h"

namespace trustsem {
namespace {

class OneProcess : public Processes {
 public:
  int rank() const override { return 0; }
  int size() const override { return 1; }
  void Send(int, const std::string&) override {}
  std::optional<ProcessMessage> Receive() override { return std::nullopt; }
  void Dismiss() override {}
};

Processes*& Current() {
  static OneProcess one;
  static Processes* current = &one;
  return current;
}

}  // namespace

Processes& CurrentProcesses() { return *Current(); }
void SetProcesses(Processes* processes) { Current() = processes; }

}  // namespace trustsem
