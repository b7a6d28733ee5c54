#include <algorithm>
#include <cmath>

#include "moments/casewise_pair.h"
#include "moments/normal_distribution.h"

namespace trustsem {
namespace {

// A cut point t of the ordered variable, given the other one's residual z: with s^2 = 1 - r^2, it
// is u = (t - r z) / s on the standard normal scale; derivatives by r.
struct ConditionalCut {
  ConditionalCut(double t, double z, double r, double inverse) {
    if (std::isinf(t)) {
      u = t;
      return;
    }
    u = (t - r * z) * inverse;
    density = NormalDensity(u);
    const double cube = inverse * inverse * inverse;
    slope = (t * r - z) * cube;
    curvature = t * cube + 3 * r * slope * inverse * inverse;
  }

  // The derivatives of Phi(u).
  double First() const { return density * slope; }
  double Second() const { return density == 0 ? 0 : density * (curvature - u * slope * slope); }

  double u = 0, density = 0, slope = 0, curvature = 0;
};

class Polyserial : public CasewiseLikelihood {
 public:
  Polyserial(const PairSide& ordered, const PairSide& continuous, const Eigen::ArrayXd& weights)
      : lower_(ordered.lower), upper_(ordered.upper), z_(continuous.residual), weights_(weights) {}

  double limit() const override { return kLargestPolyserial; }

  // Given its category, the ordered variable's response has mean m, and the residual r m.
  double Start() const override {
    double products = 0, squares = 0;
    for (Eigen::Index i = 0; i < z_.size(); ++i) {
      const double p = std::max(NormalInterval(lower_[i], upper_[i]), kVanishing);
      const double mean = (NormalDensity(lower_[i]) - NormalDensity(upper_[i])) / p;
      products += weights_[i] * mean * z_[i];
      squares += weights_[i] * mean * mean;
    }
    return std::clamp(squares > 0 ? products / squares : 0.0, -0.95, 0.95);
  }

  LikelihoodDerivatives Derivatives(double r) override {
    LikelihoodDerivatives sum;
    const double inverse = 1 / std::sqrt((1 - r) * (1 + r));
    for (Eigen::Index i = 0; i < z_.size(); ++i) {
      const ConditionalCut low(lower_[i], z_[i], r, inverse), high(upper_[i], z_[i], r, inverse);
      const double p = NormalInterval(low.u, high.u);
      if (p < kVanishing) {
        AddVanishing(weights_[i], r, &sum);
        continue;
      }
      const double score = (high.First() - low.First()) / p;
      const double second = (high.Second() - low.Second()) / p;
      sum.gradient += weights_[i] * score;
      sum.information += weights_[i] * score * score;
      sum.hessian += weights_[i] * second;
    }
    sum.hessian -= sum.information;
    return sum;
  }

  PairScores Scores(double r) override {
    const Eigen::Index n = z_.size();
    PairScores scores;
    scores.correlation.resize(n);
    scores.first.upper.resize(n);
    scores.first.lower.resize(n);
    scores.second.upper.resize(n);
    const double inverse = 1 / std::sqrt((1 - r) * (1 + r));
    for (Eigen::Index i = 0; i < n; ++i) {
      const ConditionalCut low(lower_[i], z_[i], r, inverse), high(upper_[i], z_[i], r, inverse);
      const double p = std::max(NormalInterval(low.u, high.u), kVanishing);
      scores.correlation[i] = (high.First() - low.First()) / p;
      scores.first.upper[i] = high.density * inverse / p;
      scores.first.lower[i] = -low.density * inverse / p;
      // The residual's own density, and the category given it.
      scores.second.upper[i] = -z_[i] - r * inverse * (high.density - low.density) / p;
    }
    return scores;
  }

 private:
  const Eigen::ArrayXd& lower_;
  const Eigen::ArrayXd& upper_;
  const Eigen::ArrayXd& z_;
  const Eigen::ArrayXd& weights_;
};

// The likelihood depends on three sums of products alone.
class BivariateNormal : public CasewiseLikelihood {
 public:
  BivariateNormal(const PairSide& first, const PairSide& second, const Eigen::ArrayXd& weights)
      : first_(first.residual),
        second_(second.residual),
        total_(weights.sum()),
        first_square_((weights * first_.square()).sum()),
        second_square_((weights * second_.square()).sum()),
        product_((weights * first_ * second_).sum()) {}

  double limit() const override { return 1 - 1e-10; }

  double Start() const override { return product_ / std::sqrt(first_square_ * second_square_); }

  LikelihoodDerivatives Derivatives(double r) override {
    const double d = (1 - r) * (1 + r), squares = first_square_ + second_square_;
    const double numerator = (1 + r * r) * product_ - r * squares;
    LikelihoodDerivatives sum;
    sum.gradient = total_ * r / d + numerator / (d * d);
    sum.information = total_ * (1 + r * r) / (d * d);
    sum.hessian = sum.information + (2 * r * product_ - squares + 4 * r * numerator / d) / (d * d);
    return sum;
  }

  PairScores Scores(double r) override {
    const double d = (1 - r) * (1 + r);
    PairScores scores;
    scores.correlation =
        r / d +
        ((1 + r * r) * first_ * second_ - r * (first_.square() + second_.square())) / (d * d);
    scores.first.upper = -(first_ - r * second_) / d;
    scores.second.upper = -(second_ - r * first_) / d;
    return scores;
  }

 private:
  const Eigen::ArrayXd& first_;
  const Eigen::ArrayXd& second_;
  double total_, first_square_, second_square_, product_;
};

}  // namespace

std::unique_ptr<CasewiseLikelihood> MakePolyserial(const PairSide& ordered,
                                                   const PairSide& continuous,
                                                   const Eigen::ArrayXd& weights) {
  return std::make_unique<Polyserial>(ordered, continuous, weights);
}

std::unique_ptr<CasewiseLikelihood> MakeBivariateNormal(const PairSide& first,
                                                        const PairSide& second,
                                                        const Eigen::ArrayXd& weights) {
  return std::make_unique<BivariateNormal>(first, second, weights);
}

}  // namespace trustsem
