// Which segments have accounts enough for growth of their own.
#ifndef TRUSTSEM_VELOCITY_GROWTH_SEGMENTS_H_
#define TRUSTSEM_VELOCITY_GROWTH_SEGMENTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "velocity/growth_panel.h"

namespace trustsem {

struct SegmentChoice {
  std::vector<int> segments;          // of GrowthInput::segment_names
  std::vector<std::string> left_out;  // names, quoted
  std::vector<int64_t> rows;          // the accounts of `segments`
};

// Of the accounts in `rows`. A segment needs `least_accounts`, and at each wave answers to each
// measured component that are informative (growth_panel.h).
SegmentChoice ChooseSegments(const GrowthInput& input, const TrustItems& items,
                             const std::vector<int64_t>& rows, int least_accounts);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_GROWTH_SEGMENTS_H_
