// The respondents' clusters: which are refused, and what a reader should know of the others.
#ifndef TRUSTSEM_DATA_SAMPLE_CLUSTERS_H_
#define TRUSTSEM_DATA_SAMPLE_CLUSTERS_H_

#include <vector>

#include "base/error.h"
#include "data/sample.h"

namespace trustsem {

// Looks at the rows that the sample keeps. Faults: a respondent without a cluster (with the first
// row), a group whose respondents are all of one cluster.
void CheckClusters(const Sample& sample, std::vector<Fault>* faults);

// Of clusters without a fault: "few_clusters" below 20 in a group (standard errors are then too
// small), "clusters_across_groups" where a cluster has respondents in several groups, which are
// taken as independent.
std::vector<Note> ClusterNotes(const Sample& sample);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_SAMPLE_CLUSTERS_H_
