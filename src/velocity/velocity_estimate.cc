#include "velocity/velocity_estimate.h"

#include "moments/normal_distribution.h"

namespace trustsem {

VelocityEstimate NormalEstimate(double value, double error, double confidence) {
  const double width = NormalQuantile((1 + confidence) / 2) * error;
  return {value, error, value - width, value + width};
}

VelocityEstimate ClippedScore(VelocityEstimate score) {
  if (score.lower < 0) score.lower = 0;
  if (score.upper > 100) score.upper = 100;
  return score;
}

}  // namespace trustsem
