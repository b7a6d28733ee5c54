#include "velocity/growth_segments.h"

#include "base/text.h"

namespace trustsem {
namespace {

bool IsLargeEnough(const GrowthInput& input, const TrustItems& items,
                   const std::vector<int64_t>& accounts, int least_accounts) {
  if (static_cast<int>(accounts.size()) < least_accounts) return false;
  for (int w = 0; w < items.waves(); ++w) {
    for (int c = 0; c < items.components(); ++c) {
      if (items.names[static_cast<size_t>(w)][static_cast<size_t>(c)].empty()) continue;
      if (!IsInformative(input.scores(accounts, w * items.components() + c))) return false;
    }
  }
  return true;
}

}  // namespace

SegmentChoice ChooseSegments(const GrowthInput& input, const TrustItems& items,
                             const std::vector<int64_t>& rows, int least_accounts) {
  std::vector<std::vector<int64_t>> accounts(input.segment_names.size());
  if (!input.segment.empty()) {
    for (const int64_t row : rows) {
      const int segment = input.segment[static_cast<size_t>(row)];
      if (segment >= 0) accounts[static_cast<size_t>(segment)].push_back(row);
    }
  }
  SegmentChoice choice;
  for (size_t s = 0; s < accounts.size(); ++s) {
    if (!IsLargeEnough(input, items, accounts[s], least_accounts)) {
      choice.left_out.push_back("'" + Excerpt(input.segment_names[s]) + "'");
      continue;
    }
    choice.segments.push_back(static_cast<int>(s));
    choice.rows.insert(choice.rows.end(), accounts[s].begin(), accounts[s].end());
  }
  return choice;
}

}  // namespace trustsem
