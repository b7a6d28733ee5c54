#include "simulate/cluster_membership.h"

#include <fmt/format.h>

#include <cmath>

#include "base/text.h"

namespace trustsem {
namespace {

constexpr uint64_t kBlock = 20;  // clusters
// Streams of clusters lie beyond those of all respondents.
constexpr uint64_t kClusterStreams = uint64_t{1} << 63;
constexpr int kLevelShift = 48;

}  // namespace

ClusterMembership::ClusterMembership(const Model& model, uint64_t seed) : seed_(seed) {
  std::vector<const MetaColumn*> columns;
  std::vector<std::string> names;
  for (const MetaColumn& column : model.simulation.columns) {
    if (column.kind != MetaColumn::Kind::kCluster) continue;
    columns.push_back(&column);
    names.push_back(column.name);
    levels_.push_back({column.name, -1, column.size, column.intraclass});
  }
  std::vector<Fault> faults;
  double between = 0;
  for (size_t k = 0; k < columns.size(); ++k) {
    between += columns[k]->intraclass;
    if (columns[k]->of.empty()) continue;
    levels_[k].of = Find(columns[k]->of);
    if (levels_[k].of < 0) {
      faults.push_back(
          {columns[k]->place,
           fmt::format("the clusters '{}' are made of '{}', which is no cluster column", names[k],
                       Excerpt(columns[k]->of)),
           DidYouMean(columns[k]->of, names, "add it with {kind: cluster, size: 4}")});
    }
  }
  for (size_t k = 0; k < columns.size() && faults.empty(); ++k) {
    int at = static_cast<int>(k);
    for (size_t step = 0; step <= columns.size() && at >= 0; ++step) at = levels_[at].of;
    if (at < 0) continue;
    faults.push_back({columns[k]->place,
                      fmt::format("the clusters '{}' are made of themselves", names[k]),
                      "leave out 'of' where its members are respondents"});
  }
  if (between > 1) {
    faults.push_back({columns.front()->place,
                      fmt::format("the intraclass shares sum to {:.4g}", between),
                      "make their sum one at most"});
  }
  if (!faults.empty()) throw Error(ErrorKind::kSpecification, std::move(faults));
}

int ClusterMembership::Find(std::string_view name) const {
  for (size_t k = 0; k < levels_.size(); ++k) {
    if (levels_[k].name == name) return static_cast<int>(k);
  }
  return -1;
}

RandomStream ClusterMembership::Stream(int level, uint64_t cluster) const {
  return RandomStream(seed_,
                      kClusterStreams + (static_cast<uint64_t>(level) << kLevelShift) + cluster);
}

uint64_t ClusterMembership::ClusterAt(int level, uint64_t number) const {
  const Level& self = levels_[level];
  if (self.of >= 0) {
    const uint64_t member = ClusterAt(self.of, number) - 1;
    return static_cast<uint64_t>(static_cast<double>(member) / self.size) + 1;
  }
  // A block holds the respondents that twenty clusters have on average.
  const double members = std::max(1.0, std::round(static_cast<double>(kBlock) * self.size));
  const uint64_t block = static_cast<uint64_t>(static_cast<double>(number - 1) / members);
  const double u = RandomStream(seed_, number).Uniform(0xFFFF0000u + static_cast<uint32_t>(level));
  return block * kBlock + static_cast<uint64_t>(u * static_cast<double>(kBlock)) + 1;
}

void ClusterMembership::ClustersOf(uint64_t number, std::vector<uint64_t>* clusters) const {
  clusters->resize(levels_.size());
  for (int level = 0; level < size(); ++level) (*clusters)[level] = ClusterAt(level, number);
}

}  // namespace trustsem
