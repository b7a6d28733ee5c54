// The key columns of a velocity analysis: read, put in order and checked against each other
// (private to the folder).
#ifndef TRUSTSEM_VELOCITY_VELOCITY_KEYS_H_
#define TRUSTSEM_VELOCITY_VELOCITY_KEYS_H_

#include <vector>

#include "velocity/velocity_data.h"

namespace trustsem {

// Fills `keys`, `wave` and `wave_times`. The faults are those of MakeVelocityData on keys.
void ReadVelocityKeys(const VelocitySpecification& velocity, const Frame& frame, VelocityData* data,
                      std::vector<Fault>* faults);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_VELOCITY_KEYS_H_
