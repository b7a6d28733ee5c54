#include "moments/clustered_influence.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace trustsem {
namespace {

constexpr Eigen::Index kBlock = 512;

}  // namespace

ClusteredInfluence::ClusteredInfluence(const CasewiseInfluence& base,
                                       const std::vector<int32_t>& clusters) {
  std::unordered_map<int32_t, Eigen::Index> places;
  std::vector<Eigen::Index> place;
  for (int32_t cluster : clusters) {
    place.push_back(
        places.emplace(cluster, static_cast<Eigen::Index>(places.size())).first->second);
  }
  const auto count = static_cast<Eigen::Index>(places.size());
  const Eigen::VectorXd masses = base.Masses();
  sums_.setZero(count, base.moments());
  masses_.setZero(count);
  Eigen::MatrixXd rows;
  for (Eigen::Index begin = 0; begin < base.respondents(); begin += kBlock) {
    const Eigen::Index block = std::min(kBlock, base.respondents() - begin);
    base.Rows(begin, block, &rows);
    for (Eigen::Index k = 0; k < rows.cols(); ++k) {
      for (Eigen::Index i = 0; i < block; ++i) {
        sums_(place[static_cast<size_t>(begin + i)], k) += rows(i, k);
      }
    }
    for (Eigen::Index i = 0; i < block; ++i) {
      masses_[place[static_cast<size_t>(begin + i)]] += masses[begin + i];
    }
  }
  // C / (C - 1) for the estimated mean, C / n for the divisor.
  const double scale =
      static_cast<double>(count) /
      std::sqrt(static_cast<double>(base.respondents()) * static_cast<double>(count - 1));
  sums_ *= scale;
  masses_ *= scale;
}

void ClusteredInfluence::Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const {
  *rows = sums_.middleRows(begin, count);
}

void SumOverClusters(const Sample& sample, SampleMoments* moments) {
  if (sample.clusters.empty()) return;
  for (size_t g = 0; g < moments->groups.size(); ++g) {
    GroupMoments& group = moments->groups[g];
    if (group.influence == nullptr) continue;
    std::vector<int32_t> clusters;
    for (uint32_t row : sample.groups[g].rows) clusters.push_back(sample.clusters[row]);
    group.influence = std::make_shared<ClusteredInfluence>(*group.influence, clusters);
    group.clusters = static_cast<double>(group.influence->respondents());
    group.asymptotic_variances = group.influence->Variances();
  }
}

}  // namespace trustsem
