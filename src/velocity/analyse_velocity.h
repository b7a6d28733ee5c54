// Trust velocity of a file of responses: everything there is to say.
#ifndef TRUSTSEM_VELOCITY_ANALYSE_VELOCITY_H_
#define TRUSTSEM_VELOCITY_ANALYSE_VELOCITY_H_

#include <cstdint>
#include <string>

#include "velocity/velocity_results.h"

namespace trustsem {

struct VelocityOptions {
  std::string codebook;  // its file; empty: none
  int64_t today = 0;     // days since 1970-01-01; later dates lie in the future
  uint64_t seed = 1;     // of the bootstrap
  int threads = 0;       // 0: all processors; results do not depend on it
};

// Throws Error as ReadData, ReadCodebook, ApplyCodebook and MakeVelocityData do, and Error(kData)
// where no row has an index, with what the rows lack.
VelocityResults AnalyseVelocity(const VelocitySpecification& velocity, const std::string& data,
                                const VelocityOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_ANALYSE_VELOCITY_H_
