// Reads a small model from text with the installed library and prints how many constructs it has.
#include <cstdio>

#include "base/error.h"
#include "base/version.h"
#include "spec/read_model.h"

namespace {

constexpr const char* kModel = R"(trustsem: 1
name: small
constructs:
  TRUST: [trust1, trust2, trust3]
  LOYALTY: [loyal1, loyal2, loyal3]
paths:
  - TRUST -> LOYALTY
)";

}  // namespace

int main() {
  try {
    const trustsem::Model model = trustsem::ReadYaml(kModel, "small.yaml");
    std::printf("trustsem %s: %zu constructs\n", trustsem::Version(), model.constructs.size());
    return 0;
  } catch (const trustsem::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return error.exit_status();
  }
}
