#include <algorithm>
#include <cmath>

#include "survey/estimates.h"

namespace trustsem {

std::vector<double> AdjustPValues(const std::vector<double>& p, Correction correction) {
  std::vector<size_t> order;  // of the p values that exist, from the smallest
  for (size_t i = 0; i < p.size(); ++i) {
    if (!std::isnan(p[i])) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return p[a] < p[b]; });
  std::vector<double> adjusted = p;
  const auto m = static_cast<double>(order.size());
  double running = 0;
  switch (correction) {
    case Correction::kNone:
      break;
    case Correction::kBonferroni:
      for (const size_t i : order) adjusted[i] = std::min(1.0, m * p[i]);
      break;
    case Correction::kHolm:
      for (size_t rank = 0; rank < order.size(); ++rank) {
        running = std::max(running, (m - static_cast<double>(rank)) * p[order[rank]]);
        adjusted[order[rank]] = std::min(1.0, running);
      }
      break;
    case Correction::kBenjaminiHochberg:
      running = 1;
      for (size_t rank = order.size(); rank-- > 0;) {
        running = std::min(running, m / static_cast<double>(rank + 1) * p[order[rank]]);
        adjusted[order[rank]] = running;
      }
      break;
  }
  return adjusted;
}

}  // namespace trustsem
