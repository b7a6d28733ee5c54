// The probability that a standard normal variable with mean t lies between two bounds, as a
// likelihood of t.
#ifndef TRUSTSEM_INFERENCE_PROBIT_INTERVAL_H_
#define TRUSTSEM_INFERENCE_PROBIT_INTERVAL_H_

namespace trustsem {

struct ProbitInterval {
  double log_probability = 0;  // log P(lower < t + Z < upper) at t = 0
  double slope = 0;            // its first derivative by t
  double curvature = 0;        // its second one, between -1 and 0
};

// lower < upper, which may be infinite (and are bound minus t for another t than 0). Relative
// accuracy near machine precision as far as 1e5 into either tail, where probabilities themselves
// cannot be represented. All NaN where lower >= upper.
ProbitInterval EvaluateProbitInterval(double lower, double upper);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_PROBIT_INTERVAL_H_
