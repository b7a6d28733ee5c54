// A number with its uncertainty, as every table of trust velocity shows it.
#ifndef TRUSTSEM_VELOCITY_VELOCITY_ESTIMATE_H_
#define TRUSTSEM_VELOCITY_VELOCITY_ESTIMATE_H_

#include <limits>

namespace trustsem {

// NaN: there is none. An estimate without an interval has its value alone.
struct VelocityEstimate {
  double value = std::numeric_limits<double>::quiet_NaN();
  double error = std::numeric_limits<double>::quiet_NaN();  // standard error
  double lower = std::numeric_limits<double>::quiet_NaN();
  double upper = std::numeric_limits<double>::quiet_NaN();
};

// With a normal interval; without an error the value alone.
VelocityEstimate NormalEstimate(double value, double error, double confidence);

// A score lies between 0 and 100: so do the ends of its interval.
VelocityEstimate ClippedScore(VelocityEstimate score);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_VELOCITY_ESTIMATE_H_
