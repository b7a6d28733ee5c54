#include "study/respondent_draws.h"

#include <algorithm>
#include <map>
#include <utility>

namespace trustsem {

RespondentDraws::RespondentDraws(const Sample& sample) {
  for (size_t g = 0; g < sample.groups.size(); ++g) {
    const std::vector<uint32_t>& rows = sample.groups[g].rows;
    sizes_.push_back(rows.size());
    std::map<int32_t, size_t> pool_of;                      // by stratum
    std::map<std::pair<int32_t, int32_t>, size_t> unit_of;  // by stratum and cluster
    for (uint32_t i = 0; i < rows.size(); ++i) {
      const int32_t stratum = sample.strata.empty() ? 0 : sample.strata[rows[i]];
      const auto [pool, is_new_pool] = pool_of.emplace(stratum, pools_.size());
      if (is_new_pool) pools_.push_back({g, {}});
      auto& units = pools_[pool->second].units;
      if (sample.clusters.empty()) {
        units.push_back({i});
        continue;
      }
      const auto [unit, is_new_unit] =
          unit_of.emplace(std::pair(stratum, sample.clusters[rows[i]]), units.size());
      if (is_new_unit) units.emplace_back();
      units[unit->second].push_back(i);
    }
  }
  for (const Pool& pool : pools_) units_ += static_cast<int64_t>(pool.units.size());
}

void RespondentDraws::Draw(const RandomStream& random, ResampleCounts* counts) const {
  counts->resize(sizes_.size());
  for (size_t g = 0; g < sizes_.size(); ++g) (*counts)[g].assign(sizes_[g], 0);
  uint32_t draw = 0;
  for (const Pool& pool : pools_) {
    const size_t size = pool.units.size();
    std::vector<uint32_t>& group = (*counts)[pool.group];
    for (size_t k = 0; k < size; ++k) {
      const double share = random.Uniform(draw++) * static_cast<double>(size);
      const size_t unit = std::min(static_cast<size_t>(share), size - 1);
      for (uint32_t member : pool.units[unit]) ++group[member];
    }
  }
}

void RespondentDraws::LeaveOut(int64_t unit, ResampleCounts* counts) const {
  counts->resize(sizes_.size());
  for (size_t g = 0; g < sizes_.size(); ++g) (*counts)[g].assign(sizes_[g], 1);
  for (const Pool& pool : pools_) {
    const auto size = static_cast<int64_t>(pool.units.size());
    if (unit < size) {
      for (uint32_t member : pool.units[static_cast<size_t>(unit)]) {
        (*counts)[pool.group][member] = 0;
      }
      return;
    }
    unit -= size;
  }
}

}  // namespace trustsem
