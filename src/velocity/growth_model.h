// The models of trust over waves, written for the estimator.
//
//   y_wc = nu_c + lambda_c trust_w + e_wc,   Cov(e_wc, e_vc) free,
//   effects coding: the lambdas average one and the nus zero (Little, Slegers & Card 2006),
//   trust_w = intercept + b_w slope + z_w,   or trust_w with free moments
//
// so that trust is measured in the metric of the components' mean, whichever comes first.
#ifndef TRUSTSEM_VELOCITY_GROWTH_MODEL_H_
#define TRUSTSEM_VELOCITY_GROWTH_MODEL_H_

#include <string>
#include <vector>

#include "spec/model.h"
#include "velocity/growth_panel.h"
#include "velocity/growth_start.h"

namespace trustsem {

inline constexpr const char* kGrowthIntercept = "intercept";
inline constexpr const char* kGrowthSlope = "slope";
inline constexpr const char* kGrowthClusterColumn = "salesperson";
inline constexpr const char* kGrowthGroupColumn = "segment";

struct TrustModelOptions {
  bool equal_loadings = true, equal_intercepts = true;                  // over the waves
  bool segment_equal_loadings = true, segment_equal_intercepts = true;  // over the segments
  // b_w; empty: the means, variances and covariances of trust are free.
  std::vector<double> basis;
};

// With all that is said of the estimation: full information, and MLR where accounts come in
// clusters.
Model MakeTrustModel(const TrustItems& items, int groups, bool clustered,
                     const TrustModelOptions& options, const TrustStart& start);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_GROWTH_MODEL_H_
