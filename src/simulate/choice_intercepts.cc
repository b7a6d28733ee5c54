#include "simulate/choice_intercepts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "moments/normal_distribution.h"
#include "simulate/cholesky.h"
#include "simulate/quantile_cuts.h"

namespace trustsem {
namespace {

constexpr int kMostSweeps = 300;
constexpr int kPoints = 1 << 16;
constexpr double kModelTolerance = 1e-4;  // of shares
constexpr size_t kManyRespondents = 1 << 15;
constexpr double kFarAway = 50;  // standard deviations: an item that nobody or everybody chooses

// The intercept that gives item `j` its share while the others keep theirs: it is chosen where it
// exceeds the `choose` largest of the others.
double SettleOne(const Eigen::MatrixXd& utilities, const std::vector<double>& weights,
                 const std::vector<double>& intercepts, int j, double share, int choose) {
  const Eigen::Index items = utilities.rows();
  std::vector<WeightedScore> needed(weights.size());
  std::vector<double> others(static_cast<size_t>(items - 1));
  for (size_t i = 0; i < weights.size(); ++i) {
    const Eigen::Index at = static_cast<Eigen::Index>(i);
    size_t count = 0;
    for (int l = 0; l < items; ++l) {
      if (l != j) others[count++] = utilities(l, at) + intercepts[l];
    }
    std::nth_element(others.begin(), others.begin() + (choose - 1), others.end(), std::greater<>());
    needed[i] = {others[choose - 1] - utilities(j, at), weights[i]};
  }
  const double cut = QuantileCuts(std::move(needed), {share, 1 - share}).front();
  return std::clamp(cut, -kFarAway, kFarAway);
}

// The largest difference between a share and the one prescribed.
double LargestError(const Eigen::MatrixXd& utilities, const std::vector<double>& weights,
                    const std::vector<double>& intercepts, const std::vector<double>& shares,
                    int choose) {
  Eigen::VectorXd chosen = Eigen::VectorXd::Zero(utilities.rows()), u;
  double total = 0;
  const Eigen::Map<const Eigen::VectorXd> a(intercepts.data(), utilities.rows());
  for (size_t i = 0; i < weights.size(); ++i) {
    u = utilities.col(static_cast<Eigen::Index>(i)) + a;
    for (int j = 0; j < u.size(); ++j) {
      if (IsChosen(u, j, choose)) chosen[j] += weights[i];
    }
    total += weights[i];
  }
  double largest = 0;
  for (int j = 0; j < u.size(); ++j) {
    largest = std::max(largest, std::abs(chosen[j] / total - shares[j]));
  }
  return largest;
}

std::vector<double> FirstPrimes(Eigen::Index count) {
  std::vector<double> primes;
  for (int candidate = 2; static_cast<Eigen::Index>(primes.size()) < count; ++candidate) {
    const bool prime = std::none_of(primes.begin(), primes.end(),
                                    [&](double p) { return candidate % static_cast<int>(p) == 0; });
    if (prime) primes.push_back(candidate);
  }
  return primes;
}

// Until every share is met to `tolerance`, or to one respondent where nothing comes nearer.
std::vector<double> Search(const Eigen::MatrixXd& utilities, const std::vector<double>& weights,
                           const std::vector<double>& shares, int choose, double tolerance) {
  const size_t items = shares.size();
  std::vector<double> intercepts(items, 0);
  if (weights.empty()) return intercepts;
  // The first few of many respondents bring the search near, at a fraction of the cost.
  if (weights.size() >= kManyRespondents) {
    const size_t few = weights.size() / 16;
    intercepts = Search(
        utilities.leftCols(static_cast<Eigen::Index>(few)),
        std::vector<double>(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(few)),
        shares, choose, tolerance);
  }
  double total = 0;
  for (const double weight : weights) total += weight;
  const double one = *std::max_element(weights.begin(), weights.end()) / total;
  std::vector<double> best = intercepts;
  double least = LargestError(utilities, weights, intercepts, shares, choose);
  for (int sweep = 0; sweep < kMostSweeps && least > std::max(one / 2, tolerance); ++sweep) {
    for (size_t j = 0; j < items; ++j) {
      intercepts[j] =
          SettleOne(utilities, weights, intercepts, static_cast<int>(j), shares[j], choose);
    }
    const double error = LargestError(utilities, weights, intercepts, shares, choose);
    // Steps of one respondent may circle about the solution: the best of them stays.
    const bool better = error < least;
    if (better) best = intercepts;
    if (!better && least <= one) break;
    least = std::min(least, error);
  }
  double mean = 0;
  for (const double intercept : best) mean += intercept / static_cast<double>(items);
  for (double& intercept : best) intercept -= mean;
  return best;
}

}  // namespace

bool IsChosen(const Eigen::VectorXd& utilities, int j, int choose) {
  int larger = 0;
  for (int l = 0; l < utilities.size(); ++l) larger += utilities[l] > utilities[j];
  return larger < choose;
}

std::vector<double> ChoiceIntercepts(const Eigen::MatrixXd& utilities,
                                     const std::vector<double>& weights,
                                     const std::vector<double>& shares, int choose) {
  return Search(utilities, weights, shares, choose, 0);
}

std::vector<double> ChoiceIntercepts(const Eigen::VectorXd& means,
                                     const Eigen::MatrixXd& covariance,
                                     const std::vector<double>& shares, int choose) {
  const Eigen::Index items = means.size();
  Eigen::MatrixXd factor;
  CholeskyFactor(covariance, &factor);
  const std::vector<double> primes = FirstPrimes(items);
  Eigen::MatrixXd utilities(items, kPoints);
  Eigen::VectorXd z(items);
  for (int i = 0; i < kPoints; ++i) {
    for (Eigen::Index j = 0; j < items; ++j) {
      double whole = 0;
      const double point = std::modf((i + 1) * std::sqrt(primes[j]), &whole);
      z[j] = NormalQuantile(std::clamp(point, 1e-12, 1 - 1e-12));
    }
    utilities.col(i) = means + factor * z;
  }
  return Search(utilities, std::vector<double>(kPoints, 1), shares, choose, kModelTolerance);
}

}  // namespace trustsem
