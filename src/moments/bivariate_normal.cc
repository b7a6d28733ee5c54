#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "moments/gauss_legendre.h"
#include "moments/normal_distribution.h"

namespace trustsem {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kSqrtTwoPi = std::numbers::sqrt2 / std::numbers::inv_sqrtpi;
constexpr double kInverseTwoPi = 0.5 * std::numbers::inv_pi;
constexpr double kLargestLowCorrelation = 0.95;
constexpr double kNegligible = 1e-290;
// Terms below exp of it would become denormal once they are multiplied.
constexpr double kSmallestExponent = -680;
// Beyond it the probability of a tail is no normal number any more.
constexpr double kFarthest = 37.5;
constexpr int kMostNodes = 24;
// How far below its terms a sum for a rectangle may lie.
constexpr double kLargestCancellation = 0.01;

// Denormal numbers are slow and have no digits.
double FlushToZero(double p) { return p < kNegligible ? 0 : p; }

// A threshold with the probabilities below and above it.
struct Threshold {
  Threshold() = default;
  explicit Threshold(double value) : x(value), below(NormalCdf(value)), above(NormalCdf(-value)) {}

  double x = 0;
  double below = 0;
  double above = 0;
};

Threshold operator-(const Threshold& t) {
  Threshold reflected;
  reflected.x = -t.x;
  reflected.below = t.above;
  reflected.above = t.below;
  return reflected;
}

// What a sum over the nodes shall be accurate to: absolutely, or relative to the excess itself.
enum class Accuracy { kAbsolute, kRelative };

// The excess over independence at any corner, for one correlation; see the header.
class Excess {
 public:
  explicit Excess(double rho, Accuracy accuracy = Accuracy::kAbsolute)
      : negative_(rho < 0), r_(std::min(std::abs(rho), 1.0)) {
    if (r_ == 0 || r_ == 1) return;
    if (r_ <= kLargestLowCorrelation) {
      PrepareLow(accuracy == Accuracy::kRelative);
    } else {
      PrepareHigh(accuracy == Accuracy::kRelative);
    }
  }

  // P(X <= h, Y <= k) - Phi(h) Phi(k); of the sign of the correlation.
  double At(const Threshold& h, const Threshold& k) const {
    return negative_ ? -Positive(h, -k) : Positive(h, k);
  }

 private:
  // Coefficients of a node of the quadrature.
  struct Node {
    double difference;  // of (h - k)^2 in the exponent
    double product;     // of h k in the exponent
    double weight;
    double square;        // x^2 and
    double inverse_root;  // 1 / sqrt(1 - x^2), where the integral is over x
  };

  // The fewest nodes with an absolute error below 4e-15, or a relative one below 4e-13 wherever the
  // excess is above 1e-30, over all h and k in -6..6 (measured).
  void PrepareLow(bool relative) {
    const auto is_up_to = [=, this](double absolute_limit, double relative_limit) {
      return r_ <= (relative ? relative_limit : absolute_limit);
    };
    if (is_up_to(0.35, 0.1)) {
      relative ? AddLowNodes(kGaussLegendre8) : AddLowNodes(kGaussLegendre6);
    } else if (is_up_to(0.55, 0.3)) {
      relative ? AddLowNodes(kGaussLegendre10) : AddLowNodes(kGaussLegendre8);
    } else if (is_up_to(0.72, 0.4)) {
      relative ? AddLowNodes(kGaussLegendre12) : AddLowNodes(kGaussLegendre10);
    } else if (is_up_to(0.81, 0.65)) {
      relative ? AddLowNodes(kGaussLegendre16) : AddLowNodes(kGaussLegendre12);
    } else if (is_up_to(0.92, 0.8)) {
      relative ? AddLowNodes(kGaussLegendre20) : AddLowNodes(kGaussLegendre16);
    } else {
      relative ? AddLowNodes(kGaussLegendre24) : AddLowNodes(kGaussLegendre20);
    }
  }

  template <std::size_t count>
  void AddLowNodes(const GaussLegendreRule<count>& rule) {
    count_ = count;
    const double end = r_ / (1 + std::sqrt((1 - r_) * (1 + r_)));
    for (std::size_t i = 0; i < count; ++i) {
      const double t = end * rule.node[i];
      const double plus = 1 + t * t;
      const double minus = (1 - t) * (1 + t);
      const double inverse = 1 / (plus * minus);
      const double ratio = plus * plus * inverse;    // plus / minus
      const double root = (1 - t) * plus * inverse;  // 1 / (1 + t)
      nodes_[i].difference = -0.5 * ratio * ratio;
      nodes_[i].product = -plus * root * root;
      nodes_[i].weight = 2 * kInverseTwoPi * end * rule.weight[i] * minus * inverse;
    }
  }

  // Chosen by the same measure.
  void PrepareHigh(bool relative) {
    if (r_ < (relative ? 0.98 : 0.97)) {
      relative ? AddHighNodes(kGaussLegendre20) : AddHighNodes(kGaussLegendre16);
    } else if (r_ < 0.985) {
      AddHighNodes(kGaussLegendre12);
    } else if (r_ < 0.999) {
      AddHighNodes(kGaussLegendre10);
    } else {
      AddHighNodes(kGaussLegendre6);
    }
  }

  template <std::size_t count>
  void AddHighNodes(const GaussLegendreRule<count>& rule) {
    count_ = count;
    end_ = std::sqrt((1 - r_) * (1 + r_));
    for (std::size_t i = 0; i < count; ++i) {
      const double x = end_ * rule.node[i];
      const double square = x * x;
      const double root = std::sqrt(1 - square);
      nodes_[i].square = square;
      nodes_[i].difference = -0.5 / square;
      // 1/2 - 1 / (1 + root), without cancellation.
      nodes_[i].product = -0.5 * square / ((1 + root) * (1 + root));
      nodes_[i].weight = end_ * rule.weight[i];
      nodes_[i].inverse_root = 1 / root;
    }
  }

  // For the absolute value of the correlation.
  double Positive(const Threshold& h, const Threshold& k) const {
    if (r_ == 0) return 0;
    // With infinite thresholds of different signs the sum is not a number, nor is it needed.
    return h.x + k.x > 0 ? PositiveInTail(-h, -k) : PositiveInTail(h, k);
  }

  // For h + k <= 0.
  double PositiveInTail(const Threshold& h, const Threshold& k) const {
    const Threshold& low = h.x <= k.x ? h : k;
    const Threshold& high = h.x <= k.x ? k : h;
    if (low.x < -kFarthest) return 0;
    if (r_ > kLargestLowCorrelation) {
      return FlushToZero(low.below * high.above - HighIntegral(low.x, high.x));
    }
    return FlushToZero(LowIntegral(low.x, high.x));
  }

  // The integral from 0 to r of phi2(h, k; s), whose exponent is written without cancellation:
  // -((h - k)^2 / (1 - s^2) + 2 h k / (1 + s)) / 2.
  double LowIntegral(double h, double k) const {
    const double difference = (h - k) * (h - k);
    const double product = h * k;
    double sum = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      const Node& node = nodes_[i];
      const double exponent = node.difference * difference + node.product * product;
      if (exponent > kSmallestExponent) sum += node.weight * std::exp(exponent);
    }
    return sum;
  }

  // The integral from r to 1 of phi2(h, k; s), h <= k.
  double HighIntegral(double h, double k) const {
    if (r_ == 1) return 0;
    const double product = h * k;
    const double b = k - h;
    const double ratio = b / end_;
    const double exponent = -0.5 * (ratio * ratio + product);
    // Negligible beside the product of the marginal probabilities, from which it is subtracted.
    if (exponent + 0.5 * (h * h + std::max(k, 0.0) * k) < -46) return 0;
    // The series of exp(-product (1 / (1 + sqrt(1 - u)) - 1/2)) / sqrt(1 - u), u = x^2.
    const double linear = 0.5 - 0.125 * product;
    const double quadratic = 0.375 + product * (product / 128 - 0.125);
    // Integrals from 0 to the end of x^(2j) exp(-b^2 / (2 x^2) - product / 2), by parts.
    const double b2 = b * b;
    const double end2 = end_ * end_;
    const double gauss = end_ * std::exp(exponent);
    const double scale = std::exp(std::min(700.0, -0.5 * product));
    const double j0 = gauss - b * kSqrtTwoPi * NormalCdf(-ratio) * scale;
    const double j1 = (gauss * end2 - b2 * j0) / 3;
    const double j2 = (gauss * end2 * end2 - b2 * j1) / 5;
    double sum = j0 + linear * j1 + quadratic * j2;
    // From the upper end, where the integrand is largest, as far down as it matters.
    for (std::size_t i = count_; i-- > 0;) {
      const Node& node = nodes_[i];
      const double common = node.difference * b2 - 0.5 * product;
      if (common < std::max(exponent - 50, kSmallestExponent)) break;
      const double series = 1 + node.square * (linear + node.square * quadratic);
      const double rest = std::exp(node.product * product) * node.inverse_root - series;
      sum += node.weight * std::exp(common) * rest;
    }
    return kInverseTwoPi * std::max(sum, 0.0);
  }

  bool negative_;
  double r_;
  double end_ = 0;
  std::size_t count_ = 0;
  std::array<Node, kMostNodes> nodes_;
};

// Of the interval between two thresholds, of which the first may be -infinity, the second infinity.
double Between(const Threshold& lower, const Threshold& upper) {
  if (lower.x > 0) return lower.above - upper.above;
  if (upper.x < 0) return upper.below - lower.below;
  return 1 - lower.below - upper.above;
}

// A rectangle as the integral of phi(x) P(c < Y <= d | x) over x from a to b: slower, but of
// positive terms alone, so that it keeps its relative accuracy whatever the signs.
class ConditionalRectangle {
 public:
  // |rho| < 1, rho not 0.
  ConditionalRectangle(double c, double d, double rho)
      : c_(c), d_(d), rho_(rho), deviation_(std::sqrt((1 - rho) * (1 + rho))) {}

  double Probability(double a, double b) const {
    const double low = std::max(a, -kFarthest);
    const double high = std::min(b, kFarthest);
    if (!(low < high)) return 0;
    const double mode = Mode(low, high);
    // Beyond these the integrand is less than exp(-45) of its greatest value, about.
    const double first = Border(mode, low);
    const double last = Border(mode, high);
    std::array<double, kMostCuts> cuts;
    std::size_t count = 0;
    const auto add = [&](double x) {
      if (x >= first && x <= last) cuts[count++] = x;
    };
    for (const double fraction : {0.0, 0.0625, 0.125, 0.25, 0.5, 0.75}) {
      add(mode + fraction * (last - mode));
      add(mode - fraction * (mode - first));
    }
    add(first);
    add(last);
    for (const double edge : {c_, d_}) {
      for (const double step : {-8, -5, -3, -1, 1, 3, 5, 8}) {
        if (std::isfinite(edge)) add((edge + step * deviation_) / rho_);
      }
    }
    std::sort(cuts.begin(), cuts.begin() + count);
    double sum = 0;
    for (std::size_t i = 1; i < count; ++i) sum += Panel(cuts[i - 1], cuts[i]);
    return FlushToZero(sum);
  }

 private:
  static constexpr std::size_t kMostCuts = 32;

  double Panel(double low, double high) const {
    double sum = 0;
    for (std::size_t i = 0; i < kGaussLegendre16.node.size(); ++i) {
      const double x = low + (high - low) * kGaussLegendre16.node[i];
      const double inside =
          NormalInterval((c_ - rho_ * x) / deviation_, (d_ - rho_ * x) / deviation_);
      sum += kGaussLegendre16.weight[i] * NormalDensity(x) * inside;
    }
    return (high - low) * sum;
  }

  // Squared Mahalanobis distance from the origin to the nearest point of the rectangle at x:
  // convex, and about -2 times the logarithm of the integrand.
  double Distance(double x) const {
    const double beyond = std::max({c_ - rho_ * x, rho_ * x - d_, 0.0}) / deviation_;
    return x * x + beyond * beyond;
  }

  double Mode(double low, double high) const {
    for (int i = 0; i < 60; ++i) {
      const double left = low + (high - low) / 3;
      const double right = high - (high - low) / 3;
      if (Distance(left) < Distance(right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return 0.5 * (low + high);
  }

  double Border(double mode, double end) const {
    const double limit = Distance(mode) + 90;
    if (Distance(end) <= limit) return end;
    double inside = mode;
    for (int i = 0; i < 30; ++i) {
      const double middle = 0.5 * (inside + end);
      (Distance(middle) <= limit ? inside : end) = middle;
    }
    return end;
  }

  double c_, d_, rho_, deviation_;
};

}  // namespace

double BivariateNormalCdf(double h, double k, double rho) {
  const Threshold row(h), column(k);
  const double p = row.below * column.below + Excess(rho).At(row, column);
  return FlushToZero(std::min({p, row.below, column.below}));
}

double BivariateNormalRectangle(double a, double b, double c, double d, double rho) {
  if (!(a < b && c < d)) return 0;
  // On a line.
  if (rho >= 1) return std::max(0.0, NormalInterval(std::max(a, c), std::min(b, d)));
  if (rho <= -1) return std::max(0.0, NormalInterval(std::max(a, -d), std::min(b, -c)));
  const Excess excess(rho, Accuracy::kRelative);
  const Threshold left(a), right(b), bottom(c), top(d);
  const double independent = NormalInterval(a, b) * NormalInterval(c, d);
  const std::array<double, 4> corners = {excess.At(right, top), excess.At(left, top),
                                         excess.At(right, bottom), excess.At(left, bottom)};
  const double p = independent + (corners[0] - corners[1]) - (corners[2] - corners[3]);
  double largest = independent;
  for (const double corner : corners) largest = std::max(largest, std::abs(corner));
  if (p > kLargestCancellation * largest) return FlushToZero(p);
  return rho == 0 ? 0 : ConditionalRectangle(c, d, rho).Probability(a, b);
}

void BivariateNormalCells(const Eigen::VectorXd& rows, const Eigen::VectorXd& columns, double rho,
                          Eigen::MatrixXd* cells) {
  const Eigen::Index r = rows.size() + 1;
  const Eigen::Index c = columns.size() + 1;
  const Excess excess(rho);
  cells->resize(r, c);
  std::vector<Threshold> thresholds;
  thresholds.reserve(r);
  for (const double x : rows) thresholds.emplace_back(x);
  thresholds.emplace_back(kInfinity);
  for (Eigen::Index j = 0; j < c; ++j) {
    const Threshold column(j + 1 < c ? columns[j] : kInfinity);
    for (Eigen::Index i = 0; i < r; ++i) (*cells)(i, j) = excess.At(thresholds[i], column);
  }
  // Backwards, so that the corners still needed have not been replaced yet.
  Threshold right(kInfinity);
  for (Eigen::Index j = c - 1; j >= 0; --j) {
    const Threshold left(j > 0 ? columns[j - 1] : -kInfinity);
    const double width = Between(left, right);
    for (Eigen::Index i = r - 1; i >= 0; --i) {
      const Threshold below = i > 0 ? thresholds[i - 1] : Threshold(-kInfinity);
      double difference = (*cells)(i, j);
      if (i > 0) difference -= (*cells)(i - 1, j);
      if (j > 0) difference -= (*cells)(i, j - 1);
      if (i > 0 && j > 0) difference += (*cells)(i - 1, j - 1);
      const double p = Between(below, thresholds[i]) * width + difference;
      (*cells)(i, j) = FlushToZero(p);
    }
    right = left;
  }
}

}  // namespace trustsem
