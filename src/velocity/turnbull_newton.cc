// The maximisation of Turnbull's likelihood.
#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "velocity/turnbull.h"

namespace trustsem {
namespace {

constexpr int kMostSteps = 1000;

class TurnbullNewton {
 public:
  TurnbullNewton(const TurnbullProblem& problem, double wanted_gap)
      : problem_(problem),
        wanted_gap_(wanted_gap),
        innermost_(static_cast<int>(problem.innermost.size())) {
    for (const IntervalCell& cell : problem.cells) weight_ += cell.weight;
  }

  TurnbullEstimate Run(const std::vector<double>& start) {
    TurnbullEstimate estimate;
    if (start.empty()) {
      Start();
    } else {
      StartAt(start);
    }
    bool steepest_alone = false;
    double least = std::numeric_limits<double>::infinity();  // gap so far
    for (bool gained = true;; ++estimate.iterations) {
      Collapse();
      Gradient();
      const double gap = gradient_.maxCoeff() / weight_ - 1;
      const bool progress = gained || gap < least / 2;
      least = std::min(least, gap);
      estimate.gap = gap;
      if (gap <= wanted_gap_ || estimate.iterations == kMostSteps) break;
      // Too many points came in at once, or nothing is left but rounding.
      if (!progress && steepest_alone) break;
      steepest_alone = !progress;
      Grow(steepest_alone);
      Collapse();
      gained = Step();
    }
    estimate.log_likelihood = LogLikelihood(mass_);
    estimate.converged = estimate.gap <= kTurnbullGap;
    estimate.mass.assign(static_cast<size_t>(innermost_), 0.0);
    for (size_t k = 0; k < support_.size(); ++k) {
      estimate.mass[static_cast<size_t>(support_[k])] = mass_[static_cast<Eigen::Index>(k)];
    }
    return estimate;
  }

 private:
  // Equal masses on the fewest innermost intervals that meet every cell: from left to right, the
  // last one of the first cell that is not met yet.
  void Start() {
    std::vector<int> least_end(static_cast<size_t>(innermost_) + 1, innermost_ + 1);
    for (const IntervalCell& cell : problem_.cells) {
      int& end = least_end[static_cast<size_t>(cell.begin)];
      end = std::min(end, cell.end);
    }
    int unmet = innermost_ + 1;  // the least end of the cells that begin after the last point
    for (int j = 0; j < innermost_; ++j) {
      unmet = std::min(unmet, least_end[static_cast<size_t>(j)]);
      if (unmet == j + 1) support_.push_back(j), unmet = innermost_ + 1;
    }
    const auto k = static_cast<Eigen::Index>(support_.size());
    mass_ = Eigen::VectorXd::Constant(k, 1.0 / static_cast<double>(k));
  }

  void StartAt(const std::vector<double>& start) {
    std::vector<std::pair<int, double>> points;
    for (int j = 0; j < innermost_; ++j) {
      const double mass = start[static_cast<size_t>(j)];
      if (mass > 0) points.emplace_back(j, mass);
    }
    SetSupport(points);
  }

  // The cells as the support sees them: collapsed_(l, r) is the weight of those that hold the
  // support's points l, ..., r - 1.
  void Collapse() {
    const auto k = static_cast<Eigen::Index>(support_.size());
    rank_.assign(static_cast<size_t>(innermost_) + 1, 0);
    for (const int j : support_) rank_[static_cast<size_t>(j) + 1] = 1;
    for (size_t j = 1; j < rank_.size(); ++j) rank_[j] += rank_[j - 1];
    collapsed_.setZero(k + 1, k + 1);
    for (const IntervalCell& cell : problem_.cells) {
      collapsed_(rank_[static_cast<size_t>(cell.begin)], rank_[static_cast<size_t>(cell.end)]) +=
          cell.weight;
    }
  }

  Eigen::VectorXd Cumulated(const Eigen::VectorXd& mass) const {
    Eigen::VectorXd sum(mass.size() + 1);
    sum[0] = 0;
    for (Eigen::Index k = 0; k < mass.size(); ++k) sum[k + 1] = sum[k] + mass[k];
    return sum;
  }

  // Minus infinity where a cell has no mass.
  double LogLikelihood(const Eigen::VectorXd& mass) const {
    const Eigen::VectorXd sum = Cumulated(mass);
    double value = 0;
    for (Eigen::Index r = 0; r < sum.size(); ++r) {
      for (Eigen::Index l = 0; l <= r; ++l) {
        if (collapsed_(l, r) > 0) value += collapsed_(l, r) * std::log(sum[r] - sum[l]);
      }
    }
    return value;
  }

  // gradient_[j]: the sum of w / P over the cells that hold j; `weight_` at a maximum wherever
  // there is mass, and no more elsewhere.
  void Gradient() {
    const Eigen::VectorXd sum = Cumulated(mass_);
    Eigen::VectorXd change = Eigen::VectorXd::Zero(innermost_ + 1);
    for (const IntervalCell& cell : problem_.cells) {
      const double share = cell.weight / (sum[rank_[static_cast<size_t>(cell.end)]] -
                                          sum[rank_[static_cast<size_t>(cell.begin)]]);
      change[cell.begin] += share;
      change[cell.end] -= share;
    }
    gradient_.resize(innermost_);
    double value = 0;
    for (int j = 0; j < innermost_; ++j) gradient_[j] = value += change[j];
  }

  // New points, without mass yet: where the gradient is steepest between two points of the support,
  // or steepest of all.
  void Grow(bool steepest_alone) {
    std::vector<int> found;
    int best = -1;
    const auto close = [&] {
      if (best >= 0 && gradient_[best] > weight_ * (1 + wanted_gap_)) found.push_back(best);
      best = -1;
    };
    size_t k = 0;
    for (int j = 0; j < innermost_; ++j) {
      if (k < support_.size() && support_[k] == j) {
        ++k;
        if (!steepest_alone) close();
      } else if (best < 0 || gradient_[j] > gradient_[best]) {
        best = j;
      }
    }
    close();
    std::vector<std::pair<int, double>> points;
    for (size_t p = 0; p < support_.size(); ++p) {
      points.emplace_back(support_[p], mass_[static_cast<Eigen::Index>(p)]);
    }
    for (const int j : found) points.emplace_back(j, 0.0);
    std::sort(points.begin(), points.end());
    SetSupport(points);
  }

  void SetSupport(const std::vector<std::pair<int, double>>& points) {
    support_.clear();
    mass_.resize(static_cast<Eigen::Index>(points.size()));
    for (const auto& [j, mass] : points) {
      mass_[static_cast<Eigen::Index>(support_.size())] = mass;
      support_.push_back(j);
    }
  }

  // sum of w / P^2 over the cells that hold both points: block sums of second differences.
  Eigen::MatrixXd Information(const Eigen::VectorXd& sum) const {
    const Eigen::Index k = mass_.size();
    Eigen::MatrixXd blocks = Eigen::MatrixXd::Zero(k + 1, k + 1);
    for (Eigen::Index r = 0; r <= k; ++r) {
      for (Eigen::Index l = 0; l <= r; ++l) {
        if (!(collapsed_(l, r) > 0)) continue;
        const double h = collapsed_(l, r) / ((sum[r] - sum[l]) * (sum[r] - sum[l]));
        blocks(l, l) += h, blocks(r, r) += h;
        blocks(l, r) -= h, blocks(r, l) -= h;
      }
    }
    for (Eigen::Index c = 0; c < k; ++c) {
      for (Eigen::Index r = 1; r < k; ++r) blocks(r, c) += blocks(r - 1, c);
      if (c > 0) blocks.col(c).head(k) += blocks.col(c - 1).head(k);
    }
    return blocks.topLeftCorner(k, k);
  }

  // The masses, none below zero, that maximise the quadratic approximation of
  // log-likelihood - weight_ * (sum of masses) when points need only be given up. Exactly, one
  // point is given up at a time, on the way from mass_. It is much quicker to give up all at once
  // whose masses would be below zero; that need not be the way up.
  Eigen::VectorXd Target(const Eigen::MatrixXd& information, const Eigen::VectorXd& gradient,
                         bool all_at_once) const {
    std::vector<Eigen::Index> kept(support_.size());
    std::iota(kept.begin(), kept.end(), Eigen::Index{0});
    Eigen::VectorXd at = mass_;
    while (!kept.empty()) {
      // information * masses = gradient, so that the gradient at zero is twice it.
      const Eigen::VectorXd wanted =
          Solve(information(kept, kept), 2 * gradient(kept).array() - weight_);
      double part = 1;  // of the way to what is wanted
      for (size_t k = 0; k < kept.size() && !all_at_once; ++k) {
        const double from = at[kept[k]], to = wanted[static_cast<Eigen::Index>(k)];
        if (to < 0) part = std::min(part, from / (from - to));
      }
      std::vector<Eigen::Index> positive;
      for (size_t k = 0; k < kept.size(); ++k) {
        const double from = at[kept[k]], to = wanted[static_cast<Eigen::Index>(k)];
        const bool blocks = to < 0 && (all_at_once || from / (from - to) <= part);
        at[kept[k]] = blocks ? 0 : from + part * (to - from);
        if (!blocks) positive.push_back(kept[k]);
      }
      if (positive.size() == kept.size()) break;
      kept = std::move(positive);
    }
    return at;
  }

  Eigen::VectorXd Target() const {
    const Eigen::MatrixXd information = Information(Cumulated(mass_));
    Eigen::VectorXd gradient(mass_.size());
    for (size_t k = 0; k < support_.size(); ++k) {
      gradient[static_cast<Eigen::Index>(k)] = gradient_[support_[k]];
    }
    const Eigen::VectorXd quick = Target(information, gradient, true), way = quick - mass_;
    const double gain =
        (gradient.array() - weight_).matrix().dot(way) - 0.5 * way.dot(information * way);
    return gain > 0 ? quick : Target(information, gradient, false);
  }

  // Where the information is singular, as it is where the masses are not unique, its diagonal is
  // raised until it can be factorised.
  static Eigen::VectorXd Solve(Eigen::MatrixXd information, const Eigen::VectorXd& right) {
    const double scale = information.diagonal().maxCoeff();
    for (double ridge = 1e-14;; ridge *= 100) {
      const Eigen::LLT<Eigen::MatrixXd> factor(information);
      if (factor.info() == Eigen::Success) return factor.solve(right);
      information.diagonal().array() += ridge * scale;
    }
  }

  // Towards the target as far as the likelihood does not fall. Whether it grows by more than
  // rounding.
  bool Step() {
    const Eigen::VectorXd target = Target(), direction = target - mass_;
    const double before = LogLikelihood(mass_);
    // A probability close to 1 has an error of its own, whatever its logarithm.
    const double noise = 1e-13 * std::abs(before) + 1e-15 * weight_;
    Eigen::VectorXd next = mass_;
    bool gained = false;
    for (double part = 1; part > 1e-9; part /= 2) {
      Eigen::VectorXd trial = mass_ + part * direction;
      if (part == 1) trial = target;  // its zeros are exact
      trial /= trial.sum();
      const double gain = LogLikelihood(trial) - before;
      if (!(gain >= -noise)) continue;
      gained = gain > noise;
      next = trial;
      break;
    }
    std::vector<std::pair<int, double>> points;
    for (size_t k = 0; k < support_.size(); ++k) {
      const double mass = next[static_cast<Eigen::Index>(k)];
      if (mass > 0) points.emplace_back(support_[k], mass);
    }
    SetSupport(points);
    return gained;
  }

  const TurnbullProblem& problem_;
  double wanted_gap_;
  int innermost_;
  double weight_ = 0;
  std::vector<int> support_;  // innermost intervals with mass, ascending
  Eigen::VectorXd mass_;      // theirs
  std::vector<int> rank_;     // points of the support before an innermost interval
  Eigen::MatrixXd collapsed_;
  Eigen::VectorXd gradient_;
};

}  // namespace

TurnbullEstimate MaximiseTurnbull(const TurnbullProblem& problem, const std::vector<double>& start,
                                  double wanted_gap) {
  if (problem.cells.empty()) return {};
  return TurnbullNewton(problem, wanted_gap).Run(start);
}

}  // namespace trustsem
