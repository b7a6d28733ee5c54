// What a latent growth model of trust gives, as plain data.
#ifndef TRUSTSEM_VELOCITY_GROWTH_RESULTS_H_
#define TRUSTSEM_VELOCITY_GROWTH_RESULTS_H_

#include <limits>
#include <string>
#include <vector>

#include "velocity/velocity_estimate.h"

namespace trustsem {

inline constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

// How well a model fits. With clusters the chi-square is Yuan & Bentler's, and CFI and RMSEA are
// the robust ones.
struct GrowthFit {
  double chi_square = kNoNumber, degrees_of_freedom = kNoNumber, p = kNoNumber;
  double cfi = kNoNumber, rmsea = kNoNumber, srmr = kNoNumber;
  double aic = kNoNumber, bic = kNoNumber, log_likelihood = kNoNumber;
};

// A fit on the way from "the same components" to "the same intercepts", over the waves or over
// the segments.
struct InvarianceStep : GrowthFit {
  std::string name;    // "configural", "loadings" (metric), "intercepts" (scalar)
  std::string reason;  // where it has no estimates, in a sentence
  // Against the step before; NaN for the first. With clusters the difference is scaled (Satorra &
  // Bentler 2010).
  double difference = kNoNumber, difference_df = kNoNumber, difference_p = kNoNumber;
  double cfi_change = kNoNumber;
  // Of the first step, CFI is at least .90 (Bentler & Bonett 1980); of the others it falls by at
  // most .01 (Cheung & Rensvold 2002). p is shown beside it.
  bool holds = false;
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

// The fit is that of everybody's model.
struct GrowthModel : GrowthFit {
  GrowthShape shape = GrowthShape::kLinear;
  bool converged = false;
  std::string reason;  // where there are no estimates
  GrowthGroup everybody;
  std::vector<GrowthGroup> segments;  // those with accounts enough; empty: fewer than two
  std::string segments_reason;        // where there are segments, but no estimates
  GrowthFit segments_fit;             // of the model of all segments together
  std::vector<GrowthDifference> differences;
  // In the order given, of everybody with a score; empty where the variances of growth are not
  // those of a population (negative, or a correlation beyond one).
  std::vector<AccountSlope> accounts;
};

struct GrowthResults {
  bool fitted = false;
  std::string reason;              // where not: "one wave only", in a sentence
  std::vector<double> times;       // of the waves
  std::vector<int> responses;      // of each wave
  int accounts = 0, complete = 0;  // with any answer; with all waves
  bool robust = false;             // to clusters; else maximum likelihood of independent accounts
  std::vector<InvarianceStep> invariance;  // over the waves
  // The step up to which it holds: "configural", "loadings", "intercepts"; "none".
  std::string level;
  // Over the segments, all with equal loadings and intercepts over the waves: "configural" (free
  // over segments), "loadings", "intercepts". Empty without segments.
  std::vector<InvarianceStep> segment_invariance;
  std::string segment_level;
  std::vector<GrowthModel> models;  // linear, logarithmic
  int better = 0;                   // of the models with estimates, the one with the lower BIC
};

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_GROWTH_RESULTS_H_
