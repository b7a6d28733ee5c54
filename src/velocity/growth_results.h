// What a latent growth model of trust gives, as plain data.
#ifndef TRUSTSEM_VELOCITY_GROWTH_RESULTS_H_
#define TRUSTSEM_VELOCITY_GROWTH_RESULTS_H_

#include <string>
#include <vector>

#include "velocity/velocity_estimate.h"

namespace trustsem {

// A fit on the way from "the same items" to "the same intercepts" over the waves.
struct InvarianceStep {
  std::string name;  // "configural", "loadings" (metric) or "intercepts" (scalar)
  double chi_square = 0, degrees_of_freedom = 0, p = 0;  // robust where clusters make it so
  double cfi = 0, rmsea = 0, srmr = 0;
  // Against the step before; NaN for the first. The difference is scaled (Satorra & Bentler 2010).
  double difference = 0, difference_df = 0, difference_p = 0, cfi_change = 0;
  bool holds = true;  // CFI falls by at most .01 (Cheung & Rensvold 2002); p is shown beside it
};

enum class GrowthShape { kLinear, kLogarithmic };  // f(t) = t, f(t) = log(1 + t)

// Of one segment, or of everybody.
struct GrowthGroup {
  std::string name;  // empty: everybody
  int accounts = 0;
  VelocityEstimate intercept_mean, slope_mean;          // points; points a unit of f(t)
  VelocityEstimate intercept_variance, slope_variance;  // points squared
  VelocityEstimate covariance;
  std::vector<double> trajectory;  // the implied mean of trust at each wave
  std::vector<double> trajectory_lower, trajectory_upper;
};

struct GrowthDifference {
  int first = 0, second = 0;     // of GrowthModel::segments
  VelocityEstimate difference;   // of the mean slopes, first less second
  double p = 0, adjusted_p = 0;  // Holm
};

struct AccountSlope {
  int account = -1;      // as given
  double slope = 0;      // empirical Bayes: E(slope | answers), points a unit of f(t)
  double error = 0;      // its standard error of prediction
  double intercept = 0;  // likewise
};

struct GrowthModel {
  GrowthShape shape = GrowthShape::kLinear;
  bool converged = false;
  std::string reason;  // where there are no estimates
  double chi_square = 0, degrees_of_freedom = 0, p = 0;
  double cfi = 0, rmsea = 0, srmr = 0, aic = 0, bic = 0, log_likelihood = 0;
  GrowthGroup everybody;
  std::vector<GrowthGroup> segments;  // empty: no segments, or too few accounts in one
  std::vector<GrowthDifference> differences;
  std::vector<AccountSlope> accounts;
};

struct GrowthResults {
  bool fitted = false;
  std::string reason;              // where not: "one wave only", in a sentence
  std::vector<double> times;       // of the waves
  std::vector<int> responses;      // of each wave
  int accounts = 0, complete = 0;  // with any answer; with all waves
  std::vector<InvarianceStep> invariance;
  std::string level;  // the step up to which invariance holds: "configural", "loadings", ...
  std::vector<GrowthModel> models;  // linear, logarithmic
  int better = 0;                   // of the models, the one with the lower BIC
};

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_GROWTH_RESULTS_H_
