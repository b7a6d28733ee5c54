// Each respondent has cut points of their own here, and the rectangle between them a probability
//
//   P(r) = P(r0) + integral from r0 to r of D(s) ds,
//
// where D is the difference of the bivariate normal density at the rectangle's corners (Plackett
// 1954). From r0 = 0, where the probability is a product, Gauss-Legendre quadrature gives it for
// all respondents at once, and from there short steps cost few nodes.
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "moments/casewise_pair.h"
#include "moments/gauss_legendre.h"
#include "moments/normal_distribution.h"

namespace trustsem {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;

constexpr double kLargestQuadrature = 0.9;
// Steps of the correlation, in units of its distance from one, that few nodes or none suffice for:
// errors below 1e-15.
constexpr double kStep = 0.1;
constexpr double kShortStep = 2e-3;
// Below it differences lose digits that matter, and the rectangle is computed by itself.
constexpr double kSmallDifference = 1e-7;

class BivariateProbit : public CasewiseLikelihood {
 public:
  BivariateProbit(const PairSide& first, const PairSide& second, const ArrayXd& weights)
      : first_(first), second_(second), weights_(weights) {
    const ArrayXd* rows[2] = {&first.lower, &first.upper};
    const ArrayXd* columns[2] = {&second.lower, &second.upper};
    for (int c = 0; c < 4; ++c) corners_[c] = FiniteCorners(*rows[c / 2], *columns[c % 2]);
    const Index n = weights.size();
    first_cell_.resize(n);
    second_cell_.resize(n);
    for (Index i = 0; i < n; ++i) {
      first_cell_[i] = NormalInterval(first.lower[i], first.upper[i]);
      second_cell_[i] = NormalInterval(second.lower[i], second.upper[i]);
    }
  }

  double limit() const override { return kLargestPolychoric; }

  // The expected product of the responses' means, given their categories, is about r times both
  // mean squares.
  double Start() const override {
    double products = 0, first = 0, second = 0;
    for (Index i = 0; i < weights_.size(); ++i) {
      const double a = MeanOf(first_, i, first_cell_[i]), b = MeanOf(second_, i, second_cell_[i]);
      products += weights_[i] * a * b;
      first += weights_[i] * a * a;
      second += weights_[i] * b * b;
    }
    const double start = products * weights_.sum() / (first * second);
    return std::isfinite(start) ? std::clamp(start, -0.9, 0.9) : 0.0;
  }

  LikelihoodDerivatives Derivatives(double r) override {
    MoveTo(r);
    const ArrayXd score = density_ / probability_;
    LikelihoodDerivatives sum;
    sum.gradient = (weights_ * score).sum();
    sum.information = (weights_ * score.square()).sum();
    sum.hessian = (weights_ * slope_ / probability_).sum() - sum.information;
    for (Index i = 0; i < weights_.size(); ++i) {
      if (probability_[i] <= kVanishing) AddVanishing(weights_[i], r, &sum);
    }
    return sum;
  }

  PairScores Scores(double r) override {
    MoveTo(r);
    PairScores scores;
    scores.correlation = density_ / probability_;
    scores.first = CutScores(first_, second_, r);
    scores.second = CutScores(second_, first_, r);
    return scores;
  }

 private:
  static double MeanOf(const PairSide& side, Index i, double probability) {
    return (NormalDensity(side.lower[i]) - NormalDensity(side.upper[i])) /
           std::max(probability, kVanishing);
  }

  // The corners (x, y) that have a density, of one kind (lower or upper in both variables).
  struct Corners {
    std::vector<Index> cases;
    ArrayXd difference, product;  // -(x - y)^2 / 2 and x y
  };

  static Corners FiniteCorners(const ArrayXd& x, const ArrayXd& y) {
    Corners corners;
    for (Index i = 0; i < x.size(); ++i) {
      if (std::isfinite(x[i]) && std::isfinite(y[i])) corners.cases.push_back(i);
    }
    const Index count = static_cast<Index>(corners.cases.size());
    corners.difference.resize(count);
    corners.product.resize(count);
    for (Index k = 0; k < count; ++k) {
      const double a = x[corners.cases[k]], b = y[corners.cases[k]];
      corners.difference[k] = -0.5 * (a - b) * (a - b);
      corners.product[k] = a * b;
    }
    return corners;
  }

  // The signs of the kinds of corner, (lower, lower) first.
  static double Sign(int kind) { return kind == 0 || kind == 3 ? 1 : -1; }

  static void Scatter(const Corners& corners, const ArrayXd& values, ArrayXd* sum) {
    for (Index k = 0; k < values.size(); ++k) (*sum)[corners.cases[k]] += values[k];
  }

  // Adds to `sum` the density's difference over the corners times `weight`, for r = 2t / (1 + t^2).
  void AddDensity(double t, double weight, ArrayXd* sum) const {
    const double t2 = 1 + t * t, ratio = t2 / ((1 - t) * (1 + t));
    const double by_difference = ratio * ratio, by_product = -t2 / ((1 + t) * (1 + t));
    ArrayXd values;
    for (int c = 0; c < 4; ++c) {
      values = (Sign(c) * weight) *
               (corners_[c].difference * by_difference + corners_[c].product * by_product)
                   .max(-700.0)
                   .exp();
      Scatter(corners_[c], values, sum);
    }
  }

  template <std::size_t count>
  void Integrate(const GaussLegendreRule<count>& rule, double from, double to) {
    const auto half_angle = [](double r) { return r / (1 + std::sqrt((1 - r) * (1 + r))); };
    const double start = half_angle(from), width = half_angle(to) - start;
    for (std::size_t i = 0; i < count; ++i) {
      const double t = start + width * rule.node[i];
      AddDensity(t, std::numbers::inv_pi * width * rule.weight[i] / (1 + t * t), &base_);
    }
  }

  // Brings probabilities and densities to the correlation r.
  void MoveTo(double r) {
    const double step = r - correlation_, room = 1 - std::abs(r);
    const ArrayXd old_density = density_, old_slope = slope_;
    FillDensities(r);
    const bool near = based_ && std::abs(step) < kStep * room;
    const bool exact = !near && std::abs(r) >= kLargestQuadrature;
    if (near && std::abs(step) < kShortStep * room) {
      // The trapezium corrected by the derivatives at its ends (Euler and Maclaurin).
      base_ += (0.5 * step) * (old_density + density_) + (step * step / 12) * (old_slope - slope_);
    } else if (near) {
      Integrate(kGaussLegendre6, correlation_, r);
    } else if (exact) {
      base_.setZero(weights_.size());
    } else {
      base_ = first_cell_ * second_cell_;
      if (std::abs(r) < 0.3) {
        Integrate(kGaussLegendre6, 0, r);
      } else if (std::abs(r) < 0.68) {
        Integrate(kGaussLegendre10, 0, r);
      } else {
        Integrate(kGaussLegendre16, 0, r);
      }
    }
    probability_ = base_;
    for (Index i = 0; i < weights_.size(); ++i) {
      if (!exact && base_[i] > kSmallDifference) continue;
      probability_[i] =
          std::max(kVanishing, BivariateNormalRectangle(first_.lower[i], first_.upper[i],
                                                        second_.lower[i], second_.upper[i], r));
    }
    if (exact) base_ = probability_;
    based_ = true;
    correlation_ = r;
  }

  // The derivatives of the probabilities by r.
  void FillDensities(double r) {
    const double left = 1 / ((1 - r) * (1 + r));
    const double scale = 0.5 * std::numbers::inv_pi * std::sqrt(left);
    density_.setZero(weights_.size());
    slope_.setZero(weights_.size());
    for (int c = 0; c < 4; ++c) {
      const Corners& corners = corners_[c];
      // x^2 - 2 r x y + y^2 = (x - y)^2 + 2 (1 - r) x y; phi2' / phi2 = left (r + x y + 2 r
      // exponent).
      const ArrayXd exponent = left * (corners.difference - (1 - r) * corners.product);
      const ArrayXd value = (Sign(c) * scale) * exponent.max(-700.0).exp();
      Scatter(corners, value, &density_);
      Scatter(corners, value * (left * (r + corners.product + 2 * r * exponent)), &slope_);
    }
  }

  // The derivatives of log P by the cut points of `side`.
  PairScores::Side CutScores(const PairSide& side, const PairSide& other, double r) const {
    const double inverse = 1 / std::sqrt((1 - r) * (1 + r));
    const auto rate = [&](double t, Index i) {
      if (std::isinf(t)) return 0.0;
      return NormalDensity(t) *
             NormalInterval((other.lower[i] - r * t) * inverse, (other.upper[i] - r * t) * inverse);
    };
    PairScores::Side scores;
    scores.upper.resize(weights_.size());
    scores.lower.resize(weights_.size());
    for (Index i = 0; i < weights_.size(); ++i) {
      scores.upper[i] = rate(side.upper[i], i) / probability_[i];
      scores.lower[i] = -rate(side.lower[i], i) / probability_[i];
    }
    return scores;
  }

  const PairSide& first_;
  const PairSide& second_;
  const ArrayXd& weights_;
  std::array<Corners, 4> corners_;
  ArrayXd first_cell_, second_cell_;  // the margins' probabilities
  // At the correlation looked at last:
  bool based_ = false;
  double correlation_ = 0;
  ArrayXd base_;             // probabilities
  ArrayXd probability_;      // the same, small ones to full relative accuracy
  ArrayXd density_, slope_;  // their first and second derivatives
};

}  // namespace

std::unique_ptr<CasewiseLikelihood> MakeBivariateProbit(const PairSide& first,
                                                        const PairSide& second,
                                                        const Eigen::ArrayXd& weights) {
  return std::make_unique<BivariateProbit>(first, second, weights);
}

}  // namespace trustsem
