// What a reader of a velocity analysis must know of its rows: which were left out, and why (private
// to the folder).
#ifndef TRUSTSEM_VELOCITY_VELOCITY_NOTES_H_
#define TRUSTSEM_VELOCITY_VELOCITY_NOTES_H_

#include <vector>

#include "base/error.h"
#include "velocity/velocity_data.h"
#include "velocity/velocity_results.h"

namespace trustsem {

// Counts rows into `results` (used, rejected, without an index) and adds a note a reason, with the
// first rows. Throws Error(kData) where no row has an index.
void CountRows(const VelocityData& data, VelocityResults* results);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_VELOCITY_NOTES_H_
