#include "data/sample_clusters.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>

#include "base/text.h"
#include "data/sample_messages.h"

namespace trustsem {
namespace {

constexpr size_t kFew = 20;

std::set<int32_t> ClustersOf(const Sample& sample, const SampleGroup& group) {
  std::set<int32_t> clusters;
  for (uint32_t row : group.rows) clusters.insert(sample.clusters[row]);
  return clusters;
}

}  // namespace

void CheckClusters(const Sample& sample, std::vector<Fault>* faults) {
  int64_t missing = 0;
  uint32_t first = 0;
  for (const SampleGroup& group : sample.groups) {
    for (uint32_t row : group.rows) {
      if (sample.clusters[row] >= 0) continue;
      if (missing++ == 0 || row < first) first = row;
    }
  }
  if (missing > 0) {
    faults->push_back({{sample.frame->file},
                       fmt::format("the cluster in '{}' is missing in data row {} ({} in all)",
                                   sample.cluster_column, first + 1, Plural(missing, "row")),
                       "give every respondent a cluster, or remove those rows"});
    return;
  }
  for (const SampleGroup& group : sample.groups) {
    if (group.rows.empty() || ClustersOf(sample, group).size() > 1) continue;
    faults->push_back({{sample.frame->file},
                       fmt::format("all respondents{} are of one cluster in '{}'",
                                   InGroup(sample, group), sample.cluster_column),
                       "sampling errors are estimated from differences between clusters: at least "
                       "two are needed"});
  }
}

std::vector<Note> ClusterNotes(const Sample& sample) {
  std::vector<Note> notes;
  std::vector<std::string> few;
  std::set<int32_t> seen, across;
  for (const SampleGroup& group : sample.groups) {
    const std::set<int32_t> clusters = ClustersOf(sample, group);
    for (int32_t cluster : clusters) {
      if (!seen.insert(cluster).second) across.insert(cluster);
    }
    if (clusters.size() < kFew) {
      few.push_back(fmt::format("{}{}", clusters.size(), InGroup(sample, group)));
    }
  }
  if (!few.empty()) {
    notes.push_back({"few_clusters",
                     fmt::format("few clusters in '{}': {}", sample.cluster_column, JoinNames(few)),
                     "with fewer than about 20 clusters standard errors come out too small and "
                     "tests of fit are not to be relied on"});
  }
  if (!across.empty()) {
    notes.push_back(
        {"clusters_across_groups",
         fmt::format("{} of '{}' {} respondents in several groups, which are taken as independent",
                     Plural(static_cast<int64_t>(across.size()), "cluster"), sample.cluster_column,
                     across.size() == 1 ? "has" : "have"),
         "comparisons of these groups are less precise, or more, than their standard errors say"});
  }
  return notes;
}

}  // namespace trustsem
