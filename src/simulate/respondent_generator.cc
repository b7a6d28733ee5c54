#include "simulate/respondent_generator.h"

#include <cmath>

namespace trustsem {

RespondentGenerator::RespondentGenerator(const Population& population, uint64_t seed,
                                         const ClusterMembership* clusters)
    : seed_(seed),
      clusters_(clusters),
      means_(population.moments.mu),
      disturbances_(population.moments.lambda * population.moments.total *
                    population.disturbance_factor),
      residuals_(population.residual_factor),
      independent_residuals_(residuals_.isDiagonal(0)) {
  double between = 0;
  for (int level = 0; clusters != nullptr && level < clusters->size(); ++level) {
    between += clusters->intraclass(level);
  }
  own_ = std::sqrt(std::max(0.0, 1 - between));
}

void RespondentGenerator::Draw(uint64_t number, Eigen::VectorXd* responses) const {
  const RandomStream stream = Stream(number);
  const int p = static_cast<int>(means_.size()), m = static_cast<int>(disturbances_.cols());
  Eigen::VectorXd disturbances(m);
  for (int k = 0; k < m; ++k) {
    disturbances[k] = own_ * stream.Normal(kDisturbanceDraws + static_cast<uint32_t>(k));
  }
  if (own_ < 1) {
    std::vector<uint64_t> members;
    clusters_->ClustersOf(number, &members);
    for (int level = 0; level < clusters_->size(); ++level) {
      if (clusters_->intraclass(level) == 0) continue;
      const double between = std::sqrt(clusters_->intraclass(level));
      const RandomStream shared = clusters_->Stream(level, members[level]);
      for (int k = 0; k < m; ++k) {
        disturbances[k] += between * shared.Normal(kDisturbanceDraws + static_cast<uint32_t>(k));
      }
    }
  }
  responses->noalias() = means_ + disturbances_ * disturbances;
  for (int i = 0; i < p; ++i) {
    const double z = stream.Normal(kResidualDraws + static_cast<uint32_t>(i));
    if (independent_residuals_) {
      (*responses)[i] += residuals_(i, i) * z;
    } else {
      responses->tail(p - i) += residuals_.col(i).tail(p - i) * z;
    }
  }
}

}  // namespace trustsem
