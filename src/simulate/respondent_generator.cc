#include "simulate/respondent_generator.h"

namespace trustsem {

RespondentGenerator::RespondentGenerator(const Population& population, uint64_t seed)
    : seed_(seed),
      means_(population.moments.mu),
      disturbances_(population.moments.lambda * population.moments.total *
                    population.disturbance_factor),
      residuals_(population.residual_factor),
      independent_residuals_(residuals_.isDiagonal(0)) {}

void RespondentGenerator::Draw(uint64_t number, Eigen::VectorXd* responses) const {
  const RandomStream stream = Stream(number);
  const int p = static_cast<int>(means_.size()), m = static_cast<int>(disturbances_.cols());
  *responses = means_;
  for (int k = 0; k < m; ++k) {
    *responses +=
        disturbances_.col(k) * stream.Normal(kDisturbanceDraws + static_cast<uint32_t>(k));
  }
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
