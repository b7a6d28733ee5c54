#include "base/random_binomial.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace trustsem {
namespace {

// log(k!) by Stirling's series, to the last digits from 10 on. (std::lgamma writes a global.)
double LogFactorial(double k) {
  if (k < 10) {
    double product = 1;
    for (double i = 2; i <= k; ++i) product *= i;
    return std::log(product);
  }
  const double inverse = 1 / k, square = inverse * inverse;
  const double series =
      inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
  return k * std::log(k) - k + 0.5 * std::log(2 * std::numbers::pi * k) + series;
}

}  // namespace

int64_t BinomialDraws::Draw(int64_t trials, double probability) {
  if (trials <= 0 || probability <= 0) return 0;
  if (probability >= 1) return trials;
  if (probability > 0.5) return trials - Draw(trials, 1 - probability);
  return static_cast<double>(trials) * probability < 10 ? ByInversion(trials, probability)
                                                        : ByRejection(trials, probability);
}

int64_t BinomialDraws::ByInversion(int64_t trials, double probability) {
  const double odds = probability / (1 - probability), n = static_cast<double>(trials);
  const double none = std::exp(n * std::log1p(-probability));
  // Rounding of the sum may leave a rest that no count has: then again, with another number.
  while (true) {
    double rest = Uniform(), of_count = none;
    for (int64_t count = 0; count <= std::min<int64_t>(trials, 110); ++count) {
      if (rest <= of_count) return count;
      rest -= of_count;
      of_count *= odds * (n - static_cast<double>(count)) / (static_cast<double>(count) + 1);
    }
  }
}

// Algorithm BTRS; the names are the article's.
int64_t BinomialDraws::ByRejection(int64_t trials, double probability) {
  const double n = static_cast<double>(trials), p = probability;
  const double deviation = std::sqrt(n * p * (1 - p));
  const double b = 1.15 + 2.53 * deviation, a = -0.0873 + 0.0248 * b + 0.01 * p;
  const double c = n * p + 0.5, accept = 0.92 - 4.2 / b, alpha = (2.83 + 5.1 / b) * deviation;
  const double mode = std::floor((n + 1) * p), log_odds = std::log(p / (1 - p));
  const double at_mode = LogFactorial(mode) + LogFactorial(n - mode);
  while (true) {
    const double u = Uniform() - 0.5, v = Uniform(), distance = 0.5 - std::abs(u);
    const double k = std::floor((2 * a / distance + b) * u + c);
    if (distance >= 0.07 && v <= accept) return static_cast<int64_t>(k);
    if (!(k >= 0 && k <= n)) continue;
    const double bound = std::log(v * alpha / (a / (distance * distance) + b));
    if (bound <= at_mode - LogFactorial(k) - LogFactorial(n - k) + (k - mode) * log_odds) {
      return static_cast<int64_t>(k);
    }
  }
}

std::vector<double> ResampleCounts(const std::vector<double>& counts, const RandomStream& random) {
  double left = 0;
  for (const double count : counts) left += count;
  auto trials = static_cast<int64_t>(left);
  BinomialDraws draws(random);
  std::vector<double> drawn(counts.size());
  for (size_t i = 0; i < counts.size(); ++i) {
    // What is left is a whole number, exact in a double: the last count takes all.
    const int64_t times = counts[i] > 0 ? draws.Draw(trials, counts[i] / left) : 0;
    drawn[i] = static_cast<double>(times);
    trials -= times;
    left -= counts[i];
  }
  return drawn;
}

}  // namespace trustsem
