// Empirical Bayes estimates of many similar means: each drawn towards the mean of all, the more the
// less is known of it.
#ifndef TRUSTSEM_VELOCITY_SHRINKAGE_H_
#define TRUSTSEM_VELOCITY_SHRINKAGE_H_

#include <vector>

#include "velocity/velocity_estimate.h"

namespace trustsem {

struct ShrunkenMeans {
  double mean = 0;     // of the distribution that the means come from
  double between = 0;  // its standard deviation
  double mean_error = 0;
  std::vector<VelocityEstimate> estimates;
};

// values y_i with sampling variances v_i > 0: y_i ~ N(theta_i, v_i), theta_i ~ N(mean, between^2).
// between^2 solves sum (y_i - mean)^2 / (v_i + between^2) = k - 1 (Paule & Mandel 1982, Journal of
// Research of the National Bureau of Standards 87, 377-385), or is zero. With B = v_i / (v_i +
// between^2) the estimate is (1 - B) y_i + B mean; its variance (Morris 1983, Journal of the
// American Statistical Association 78, 47-65, eqs. 1.13 and 5.8)
//   v_i (1 - B) + B^2 var(mean) + 2 B^2 (y_i - mean)^2 / (k - 3)
// counts that mean and between are estimated. Intervals are normal. Fewer than four values: none is
// estimated.
ShrunkenMeans ShrinkMeans(const std::vector<double>& values, const std::vector<double>& variances,
                          double confidence);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_SHRINKAGE_H_
