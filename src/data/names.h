// Checks that every file of columns has in common.
#ifndef TRUSTSEM_DATA_NAMES_H_
#define TRUSTSEM_DATA_NAMES_H_

#include <string>
#include <vector>

#include "base/error.h"

namespace trustsem {

// Throws Error(kData) with all faults: a name that is empty or not UTF-8 (its column's number), one
// that stands twice (both numbers). `place` is that of the header.
void CheckColumnNames(const Place& place, const std::vector<std::string>& names);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_NAMES_H_
