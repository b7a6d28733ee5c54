#include "moments/saturated_moments.h"

#include <cmath>
#include <limits>

#include "base/matrix_products.h"
#include "moments/pattern_precision.h"

namespace trustsem {
namespace {

constexpr int kMostIterations = 10000;
constexpr double kTolerance = 1e-12;

struct Moments {
  Eigen::VectorXd means;
  Eigen::MatrixXd covariance;

  Moments Plus(double factor, const Moments& other) const {
    return {means + factor * other.means, covariance + factor * other.covariance};
  }
};

// In standard deviations.
double Distance(const Moments& a, const Moments& b) {
  const Eigen::ArrayXd sd = a.covariance.diagonal().array().sqrt();
  const Eigen::MatrixXd change = (a.covariance - b.covariance).cwiseAbs();
  double largest = ((a.means - b.means).array().abs() / sd).maxCoeff();
  for (Eigen::Index j = 0; j < change.cols(); ++j) {
    for (Eigen::Index i = 0; i < change.rows(); ++i) {
      largest = std::max(largest, change(i, j) / (sd[i] * sd[j]));
    }
  }
  return largest;
}

double SquaredNorm(const Moments& moments, const Eigen::ArrayXd& sd) {
  double sum = (moments.means.array() / sd).square().sum();
  for (Eigen::Index j = 0; j < moments.covariance.cols(); ++j) {
    for (Eigen::Index i = 0; i <= j; ++i) {
      const double scaled = moments.covariance(i, j) / (sd[i] * sd[j]);
      sum += scaled * scaled;
    }
  }
  return sum;
}

class ExpectationMaximisation {
 public:
  explicit ExpectationMaximisation(const MissingPatterns& patterns) : patterns_(patterns) {
    for (const MissingPattern& pattern : patterns.patterns) columns_ += 1 + pattern.spread.cols();
  }

  // Each variable's own mean and variance, uncorrelated.
  Moments Start() const {
    const int p = patterns_.variables;
    Eigen::VectorXd count = Eigen::VectorXd::Zero(p), sum = count, square = count;
    for (const MissingPattern& pattern : patterns_.patterns) {
      for (size_t k = 0; k < pattern.observed.size(); ++k) {
        count[pattern.observed[k]] += pattern.n;
        sum[pattern.observed[k]] += pattern.n * pattern.means[static_cast<Eigen::Index>(k)];
      }
    }
    Moments start{sum.cwiseQuotient(count), Eigen::MatrixXd::Zero(p, p)};
    for (const MissingPattern& pattern : patterns_.patterns) {
      for (size_t k = 0; k < pattern.observed.size(); ++k) {
        const int i = pattern.observed[k];
        const double d = pattern.means[static_cast<Eigen::Index>(k)] - start.means[i];
        square[i] += pattern.n * (pattern.spread.row(i).squaredNorm() + d * d);
      }
    }
    start.covariance.diagonal() = square.cwiseQuotient(count);
    return start;
  }

  // One step, and the deviance where it begins. False where the covariance is singular.
  bool Step(const Moments& from, Moments* to, double* deviance) {
    if (!precision_.SetSigma(from.covariance)) return false;
    const int p = patterns_.variables;
    Eigen::VectorXd first = Eigen::VectorXd::Zero(p);  // of deviations from from.means
    Eigen::MatrixXd second = Eigen::MatrixXd::Zero(p, p), filled(p, columns_);
    Eigen::Index next = 0;
    *deviance = 0;
    for (const MissingPattern& pattern : patterns_.patterns) {
      precision_.Choose(pattern);
      const double share = pattern.n / patterns_.n;
      Eigen::MatrixXd deviations = pattern.Deviations(from.means);
      const double form = deviations.cwiseProduct(precision_.Times(deviations)).sum();
      *deviance += share * (precision_.log_determinant() + form);
      if (!pattern.missing.empty()) {
        const Eigen::MatrixXd expected = precision_.ExpectedMissing(deviations);
        deviations(pattern.missing, Eigen::all) = expected;
        second(pattern.missing, pattern.missing) += share * precision_.MissingCovariance();
      }
      first += share * deviations.col(0);
      filled.middleCols(next, deviations.cols()) = std::sqrt(share) * deviations;
      next += deviations.cols();
    }
    second += Product(filled, filled.transpose(), 1);
    to->means = from.means + first;
    to->covariance = second - first * first.transpose();
    return to->covariance.allFinite();
  }

 private:
  const MissingPatterns& patterns_;
  Eigen::Index columns_ = 0;  // of all patterns' deviations
  PatternPrecision precision_;
};

}  // namespace

SaturatedMoments EstimateSaturatedMoments(const MissingPatterns& patterns) {
  ExpectationMaximisation em(patterns);
  Moments now = em.Start(), next, second, third;
  SaturatedMoments result;
  double deviance = 0, unused = 0, extrapolated_deviance = 0;
  const auto finish = [&](bool converged) {
    result.means = now.means;
    result.covariance = now.covariance;
    result.deviance = Deviance(patterns, now.means, now.covariance);
    result.converged = converged && std::isfinite(result.deviance);
    return result;
  };
  if (patterns.variables == 1)
    return finish(true);  // nothing is missing beside the variable itself
  while (result.iterations < kMostIterations) {
    result.iterations += 2;
    if (!em.Step(now, &next, &deviance) || !em.Step(next, &second, &unused)) return finish(false);
    if (Distance(now, next) < kTolerance) {
      now = second;
      return finish(true);
    }
    const Eigen::ArrayXd sd = next.covariance.diagonal().array().sqrt();
    const Moments r = next.Plus(-1, now), v = second.Plus(-1, next).Plus(-1, r);
    const double length = std::sqrt(SquaredNorm(r, sd) / SquaredNorm(v, sd));
    if (std::isfinite(length) && length > 1) {
      // theta + 2 a r + a^2 v, stabilised by one more step; kept where it is no worse.
      const Moments jump = now.Plus(2 * length, r).Plus(length * length, v);
      ++result.iterations;
      if (em.Step(jump, &third, &extrapolated_deviance) && extrapolated_deviance <= deviance) {
        now = third;
        continue;
      }
    }
    now = second;
  }
  return finish(false);
}

double Deviance(const MissingPatterns& patterns, const Eigen::VectorXd& means,
                const Eigen::MatrixXd& covariance) {
  PatternPrecision precision;
  if (!precision.SetSigma(covariance)) return std::numeric_limits<double>::quiet_NaN();
  double deviance = 0;
  for (const MissingPattern& pattern : patterns.patterns) {
    precision.Choose(pattern);
    const Eigen::MatrixXd deviations = pattern.Deviations(means);
    deviance +=
        pattern.n / patterns.n *
        (precision.log_determinant() + deviations.cwiseProduct(precision.Times(deviations)).sum());
  }
  return deviance;
}

}  // namespace trustsem
