// The search for the correlation that maximises a likelihood of two variables: Newton's method
// within a bracket.
#ifndef TRUSTSEM_MOMENTS_CORRELATION_SEARCH_H_
#define TRUSTSEM_MOMENTS_CORRELATION_SEARCH_H_

#include <algorithm>
#include <cmath>

namespace trustsem {

// Where the likelihood rises beyond them, estimates stay at these bounds (lavaan's).
inline constexpr double kLargestPolychoric = 0.999;
inline constexpr double kLargestPolyserial = 0.995;

// Of a log-likelihood by the correlation; the information is positive: what the negative second
// derivative is about at the maximum.
struct LikelihoodDerivatives {
  double gradient = 0, hessian = 0, information = 0;
};

// Answers whose probability vanishes towards a correlation of one, beyond what numbers hold: the
// likelihood rises steeply the other way.
inline constexpr double kVanishing = 1e-280;
inline void AddVanishing(double weight, double r, LikelihoodDerivatives* sum) {
  sum->gradient -= weight * std::copysign(1e6, r);
  sum->hessian -= weight;
}

// The interval that holds the correlation where the derivative of a likelihood changes its sign.
class CorrelationBracket {
 public:
  explicit CorrelationBracket(double limit) : low_(-limit), high_(limit) {}

  // The derivative at `r`, which is in the interval.
  void Narrow(double r, double gradient) {
    if (gradient > 0) {
      low_ = r;
      low_known_ = true;
    } else {
      high_ = r;
      high_known_ = true;
    }
  }

  // Whether the likelihood rises up to a bound.
  bool IsEmpty() const { return low_ >= high_; }

  // The proposal where it is inside; else half of the way to the bound, and the bound itself once
  // it is near and the likelihood has not been looked at there.
  double Within(double r, double proposal) const {
    if (proposal > low_ && proposal < high_) return proposal;
    const bool up = proposal > r;
    const double bound = up ? high_ : low_;
    const bool known = up ? high_known_ : low_known_;
    return !known && std::abs(bound - r) < kNear ? bound : 0.5 * (r + bound);
  }

 private:
  static constexpr double kNear = 0.03;

  double low_, high_;
  bool low_known_ = false, high_known_ = false;
};

struct CorrelationEstimate {
  double evaluated = 0;  // where `derivatives` was called last
  double step = 0;       // from there to the maximum
  bool at_boundary = false;
};

// `derivatives(r)` gives LikelihoodDerivatives. Ends with a last step below `tolerance` times
// (1 - r^2), which Newton's method makes exact to about the square of it.
template <typename Derivatives>
CorrelationEstimate SearchCorrelation(double start, double limit, double tolerance,
                                      Derivatives derivatives) {
  constexpr int kMostSteps = 100;
  CorrelationBracket bracket(limit);
  CorrelationEstimate estimate;
  double r = std::clamp(start, -limit, limit);
  for (int count = 0; count < kMostSteps; ++count) {
    const LikelihoodDerivatives at = derivatives(r);
    estimate.evaluated = r;
    bracket.Narrow(r, at.gradient);
    estimate.at_boundary = bracket.IsEmpty();
    if (estimate.at_boundary) break;
    // Where the likelihood is not concave, scoring by the information still ascends.
    const double curvature = at.hessian < 0 ? -at.hessian : std::max(at.information, 1e-300);
    const double step = at.gradient / curvature;
    if (std::abs(step) < tolerance * (1 - r * r)) {
      estimate.step = std::clamp(r + step, -limit, limit) - r;
      break;
    }
    const double next = bracket.Within(r, r + step);
    if (next == r) break;
    r = next;
  }
  return estimate;
}

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_CORRELATION_SEARCH_H_
