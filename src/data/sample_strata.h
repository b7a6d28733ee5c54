// The respondents' strata, the population that each was drawn from, and the clusters in them:
// what is counted, which are refused, and what a reader should know of the others.
#ifndef TRUSTSEM_DATA_SAMPLE_STRATA_H_
#define TRUSTSEM_DATA_SAMPLE_STRATA_H_

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "data/sample.h"

namespace trustsem {

// Clusters are numbered within strata: the same name in two strata is two clusters. Adds the note
// "clusters_across_strata" where there are such names.
void NestClusters(Sample* sample);

// The units that were drawn in each stratum, clusters or (without clusters) respondents: of one
// group, or of all groups together, where a cluster counts once. Without strata there is one.
std::vector<int64_t> CountUnits(const Sample& sample, const SampleGroup& group);
std::vector<int64_t> CountUnits(const Sample& sample);

// The share of its population that was drawn from each stratum, in (0, 1]; zeros where the
// population is infinite.
std::vector<double> SamplingFractions(const Sample& sample);

// Looks at the rows that the sample keeps. Faults: a respondent without a stratum (with the first
// row); a population that is missing, infinite, not positive, not the same throughout a stratum or
// smaller than what was drawn from it; a stratum with one unit in a group that is not its whole
// population, where SingleCluster::kError says so; a group whose strata have one unit each, or are
// drawn whole, so that nothing tells its sampling error.
void CheckStrata(const Sample& sample, std::vector<Fault>* faults);

// Of strata without a fault: "single_clusters" where a stratum with one unit adds no sampling error
// or the average.
std::vector<Note> StratumNotes(const Sample& sample);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_SAMPLE_STRATA_H_
