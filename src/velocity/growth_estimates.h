// The growth that a fitted model shows: means, variances and trajectories of each group, and the
// differences of their slopes.
#ifndef TRUSTSEM_VELOCITY_GROWTH_ESTIMATES_H_
#define TRUSTSEM_VELOCITY_GROWTH_ESTIMATES_H_

#include <string>
#include <vector>

#include "inference/fitted_model.h"
#include "velocity/growth_results.h"

namespace trustsem {

// f(t_w) of a shape, and how a model with the basis (f - f_1) / (f_W - f_1), which runs from 0 to 1
// whatever the units of time, says growth in f:
//   slope = slope' / span,  intercept = intercept' - f_1 slope
class GrowthBasis {
 public:
  GrowthBasis(GrowthShape shape, const std::vector<double>& times);

  const std::vector<double>& basis() const { return basis_; }
  double intercept_share() const { return -first_ / span_; }  // of slope' in the intercept
  double slope_share() const { return 1 / span_; }

 private:
  double first_ = 0, span_ = 1;
  std::vector<double> basis_;
};

// Of the group g of a model with that basis; without name and accounts. Wald intervals; those of
// sums of parameters by the delta method, which is exact for them.
GrowthGroup EstimateGrowth(const FittedModel& fit, const GrowthBasis& basis, int g,
                           double confidence);

// Of all pairs of the model's groups: Wald tests, Holm's (1979) correction.
std::vector<GrowthDifference> CompareSlopes(const FittedModel& fit, const GrowthBasis& basis,
                                            double confidence);

// Whether variances and covariance of intercept and slope are those of a population.
bool IsProperGrowth(const FittedModel& fit, int g);

// The negative ones: "trust (2) of services", with the group where there are several.
std::vector<std::string> NegativeVariances(const FittedModel& fit);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_GROWTH_ESTIMATES_H_
