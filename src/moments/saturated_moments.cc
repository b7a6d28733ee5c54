#include "moments/saturated_moments.h"

#include <cmath>
#include <limits>

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
  explicit ExpectationMaximisation(const MissingPatterns& patterns) : patterns_(patterns) {}

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
        const auto at = static_cast<Eigen::Index>(k);
        const double d = pattern.means[at] - start.means[pattern.observed[k]];
        square[pattern.observed[k]] += pattern.n * (pattern.covariance(at, at) + d * d);
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
    Eigen::MatrixXd second = Eigen::MatrixXd::Zero(p, p);
    *deviance = 0;
    for (const MissingPattern& pattern : patterns_.patterns) {
      precision_.Choose(pattern);
      const double share = pattern.n / patterns_.n;
      const Eigen::VectorXd d = pattern.means - from.means(pattern.observed);
      Eigen::MatrixXd products = pattern.covariance;
      products.noalias() += d * d.transpose();
      *deviance +=
          share *
          (precision_.log_determinant() +
           precision_.precision()(pattern.observed, pattern.observed).cwiseProduct(products).sum());
      // The expected deviations of the missing: -K_mm^-1 K_mo (x_o - mu_o).
      const auto observed = static_cast<Eigen::Index>(pattern.observed.size());
      const auto missing = static_cast<Eigen::Index>(pattern.missing.size());
      Eigen::VectorXd filled = Eigen::VectorXd::Zero(p);
      filled(pattern.observed) = d;
      Eigen::MatrixXd block = Eigen::MatrixXd::Zero(p, p);
      block(pattern.observed, pattern.observed) = products;
      if (missing > 0) {
        Eigen::MatrixXd slopes(missing, observed);
        slopes = -precision_.missing_solution()(Eigen::all, pattern.observed);
        filled(pattern.missing) = slopes * d;
        const Eigen::MatrixXd cross = slopes * products;
        block(pattern.missing, pattern.observed) = cross;
        block(pattern.observed, pattern.missing) = cross.transpose();
        block(pattern.missing, pattern.missing) =
            cross * slopes.transpose() + precision_.MissingCovariance();
      }
      first += share * filled;
      second += share * block;
    }
    to->means = from.means + first;
    to->covariance = second - first * first.transpose();
    return to->covariance.allFinite();
  }

 private:
  const MissingPatterns& patterns_;
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
    const Eigen::VectorXd d = pattern.means - means(pattern.observed);
    const Eigen::MatrixXd products = pattern.covariance + d * d.transpose();
    deviance +=
        pattern.n / patterns.n *
        (precision.log_determinant() +
         precision.precision()(pattern.observed, pattern.observed).cwiseProduct(products).sum());
  }
  return deviance;
}

}  // namespace trustsem
