// Which account, salesperson, ... a respondent belongs to: a function of the seed and the
// respondent's number alone.
#ifndef TRUSTSEM_SIMULATE_CLUSTER_MEMBERSHIP_H_
#define TRUSTSEM_SIMULATE_CLUSTER_MEMBERSHIP_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "spec/model.h"

namespace trustsem {

class ClusterMembership {
 public:
  // The cluster columns of model.simulation, in order; those they are `of` are found. Throws
  // Error(kSpecification): `of` names no cluster column or makes a circle; the shares between
  // clusters sum to more than one.
  ClusterMembership(const Model& model, uint64_t seed);

  int size() const { return static_cast<int>(levels_.size()); }
  int Find(std::string_view name) const;  // -1: there is none

  // The cluster of a respondent in each column, from one. Members of a column without `of` are
  // drawn within blocks of twenty clusters, so that sizes differ and new respondents change none.
  void ClustersOf(uint64_t number, std::vector<uint64_t>* clusters) const;

  // The draws that all members of a cluster share.
  RandomStream Stream(int level, uint64_t cluster) const;

  // The share of the constructs' variance between the clusters of a column.
  double intraclass(int level) const { return levels_[level].intraclass; }

 private:
  struct Level {
    std::string name;
    int of = -1;
    double size = 1;
    double intraclass = 0;
  };
  uint64_t ClusterAt(int level, uint64_t number) const;

  uint64_t seed_;
  std::vector<Level> levels_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_CLUSTER_MEMBERSHIP_H_
