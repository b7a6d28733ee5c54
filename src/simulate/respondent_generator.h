// Respondents of a population, one at a time and in any order.
#ifndef TRUSTSEM_SIMULATE_RESPONDENT_GENERATOR_H_
#define TRUSTSEM_SIMULATE_RESPONDENT_GENERATOR_H_

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "base/random.h"
#include "simulate/cluster_membership.h"
#include "simulate/population.h"

namespace trustsem {

// The first draw of each kind: a variable's draw is its own whatever else the model holds.
inline constexpr uint32_t kDisturbanceDraws = 0;
inline constexpr uint32_t kResidualDraws = 1u << 24;
inline constexpr uint32_t kColumnDraws = 1u << 25;
inline constexpr uint32_t kMissingItemDraws = 3u << 24;
inline constexpr uint32_t kMissingColumnDraws = 1u << 26;
inline constexpr uint32_t kWaveDraws = 5u << 24;

class RespondentGenerator {
 public:
  // `clusters` may be null and must outlive this.
  RespondentGenerator(const Population& population, uint64_t seed,
                      const ClusterMembership* clusters = nullptr);

  // The stream of respondent `number`, from one.
  RandomStream Stream(uint64_t number) const { return RandomStream(seed_, number); }

  // The continuous responses (p), multivariate normal with the population's moments: a function of
  // the seed and the respondent's number alone. Members of a cluster share that part of every
  // construct's disturbance that lies between clusters.
  void Draw(uint64_t number, Eigen::VectorXd* responses) const;

 private:
  uint64_t seed_;
  const ClusterMembership* clusters_;
  double own_ = 1;                // square root of the variance within all clusters
  Eigen::VectorXd means_;         // p
  Eigen::MatrixXd disturbances_;  // Lambda M chol(Psi), p x m
  Eigen::MatrixXd residuals_;     // chol(Theta), p x p
  bool independent_residuals_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_RESPONDENT_GENERATOR_H_
