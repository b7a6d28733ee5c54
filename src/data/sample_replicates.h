// Columns of replicate weights: which are meant, and which are refused.
#ifndef TRUSTSEM_DATA_SAMPLE_REPLICATES_H_
#define TRUSTSEM_DATA_SAMPLE_REPLICATES_H_

#include <string>
#include <vector>

#include "base/error.h"
#include "data/sample.h"

namespace trustsem {

// Names of columns, where 'rw1-rw80' and 'rw01-rw80' mean all numbers from the first to the last.
// Throws Error(kUsage): a range that runs backwards or is longer than 100,000, a name given twice.
std::vector<std::string> ExpandColumnRanges(const std::vector<std::string>& columns);

// Looks at the rows that the sample keeps. `columns`: the names of sample.replicate_weights.
// Faults: weights that are missing, infinite or negative (with the first column and row),
// replicates that weigh nobody in a group, or everybody as the sampling weights do.
void CheckReplicateWeights(const Sample& sample, const std::vector<std::string>& columns,
                           std::vector<Fault>* faults);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_SAMPLE_REPLICATES_H_
