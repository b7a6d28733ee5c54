#include "velocity/trust_curve.h"

#include <fmt/format.h>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/parallel.h"
#include "base/random_binomial.h"

namespace trustsem {
namespace {

constexpr double kFifth = 5;

// The rounding of a sum of masses.
constexpr double kRounding = 1e-10;

// Far below sampling error, and a Newton step less than the parent's.
constexpr double kReplicateGap = 1e-9;

// What a distribution says of a list of times: the shares that have surely and possibly come by
// then, and between which times half of them come.
struct CurveValues {
  Eigen::VectorXd sure, possible;
  double half_since = 0, half_by = 0;
};

// `times` ascend.
CurveValues Evaluate(const TurnbullProblem& problem, const TurnbullEstimate& estimate,
                     const std::vector<double>& times) {
  CurveValues values;
  values.sure.setZero(static_cast<Eigen::Index>(times.size()));
  values.possible = values.sure;
  size_t sure = 0, possible = 0;  // innermost intervals that ended, that began
  double sure_sum = 0, possible_sum = 0;
  for (size_t t = 0; t < times.size(); ++t) {
    for (; sure < estimate.mass.size() && problem.innermost[sure].right <= times[t]; ++sure) {
      sure_sum += estimate.mass[sure];
    }
    for (; possible < estimate.mass.size() && problem.innermost[possible].left < times[t];
         ++possible) {
      possible_sum += estimate.mass[possible];
    }
    values.sure[static_cast<Eigen::Index>(t)] = std::min(sure_sum, 1.0);
    values.possible[static_cast<Eigen::Index>(t)] = std::min(possible_sum, 1.0);
  }
  double sum = 0;
  for (size_t j = 0; j < estimate.mass.size(); ++j) {
    sum += estimate.mass[j];
    if (sum < 0.5 - kRounding) continue;
    values.half_since = problem.innermost[j].left;
    values.half_by = problem.innermost[j].right;
    break;
  }
  return values;
}

// Limits of an interval of `confidence`: the values that stand k-th from either end, k =
// floor((replicates + 1) (1 - confidence) / 2), at least 1.
double LowerLimit(std::vector<double> values, double confidence) {
  const double place = std::floor(static_cast<double>(values.size() + 1) * (1 - confidence) / 2);
  const auto k = static_cast<std::ptrdiff_t>(std::max(place, 1.0)) - 1;
  std::nth_element(values.begin(), values.begin() + k, values.end());
  return values[static_cast<size_t>(k)];
}

double UpperLimit(std::vector<double> values, double confidence) {
  for (double& value : values) value = -value;
  return -LowerLimit(std::move(values), confidence);
}

double StandardDeviation(const Eigen::VectorXd& values) {
  if (values.size() < 2) return std::numeric_limits<double>::quiet_NaN();
  return std::sqrt((values.array() - values.mean()).square().sum() /
                   static_cast<double>(values.size() - 1));
}

// `watched`: accounts that were still asked at that time or later. What is told of an end of the
// curve rests on them: beyond the last account below the threshold the estimate is 1 however many
// had left before.
VelocityEstimate ShareEstimate(double value, const Eigen::VectorXd& sure,
                               const Eigen::VectorXd& possible, int64_t watched,
                               double confidence) {
  VelocityEstimate estimate;
  estimate.value = value;
  if (sure.size() == 0) return estimate;
  estimate.error = StandardDeviation(sure);
  estimate.lower = LowerLimit({sure.begin(), sure.end()}, confidence);
  estimate.upper = UpperLimit({possible.begin(), possible.end()}, confidence);
  // Of none or all of the accounts: replicates have none or all of them too.
  const double trials = static_cast<double>(std::max<int64_t>(watched, 1));
  const double least = std::pow((1 - confidence) / 2, 1 / trials);
  if (value <= kRounding) estimate.upper = std::max(estimate.upper, 1 - least);
  if (value >= 1 - kRounding) estimate.lower = std::min(estimate.lower, least);
  return estimate;
}

// Replicates by rows.
struct Replicates {
  Eigen::MatrixXd sure, possible;
  std::vector<double> half_since, half_by;
};

Replicates Bootstrap(const TurnbullProblem& problem, const TurnbullEstimate& estimate,
                     const std::vector<double>& times, int count,
                     const TrustCurveOptions& options) {
  Replicates replicates;
  replicates.sure.resize(count, static_cast<Eigen::Index>(times.size()));
  replicates.possible.resize(count, static_cast<Eigen::Index>(times.size()));
  replicates.half_since.resize(static_cast<size_t>(count));
  replicates.half_by.resize(static_cast<size_t>(count));
  std::vector<double> counts;
  for (const IntervalCell& cell : problem.cells) counts.push_back(cell.weight);
  ParallelFor(count, options.threads, [&](int r) {
    const uint64_t stream = static_cast<uint64_t>(options.curve) << 32 | static_cast<uint32_t>(r);
    const TurnbullReplicate drawn = Reweight(
        problem, estimate.mass, ResampleCounts(counts, RandomStream(options.seed, stream)));
    const CurveValues values =
        Evaluate(drawn.problem, MaximiseTurnbull(drawn.problem, drawn.start, kReplicateGap), times);
    replicates.sure.row(r) = values.sure;
    replicates.possible.row(r) = values.possible;
    replicates.half_since[static_cast<size_t>(r)] = values.half_since;
    replicates.half_by[static_cast<size_t>(r)] = values.half_by;
  });
  return replicates;
}

}  // namespace

int ReplicatesFor(const TurnbullProblem& problem, int replicates) {
  constexpr double kMostCells = 1e6;  // over all replicates
  constexpr int kFewest = 200;
  const double affordable = kMostCells / static_cast<double>(problem.cells.size());
  return std::min(replicates, std::max(kFewest, static_cast<int>(std::min(affordable, 1e9))));
}

TrustCurve EstimateTrustCurve(const std::vector<CensoredTime>& times,
                              const std::vector<double>& last, const TrustCurveOptions& options) {
  const TurnbullProblem problem = MakeTurnbullProblem(times);
  const TurnbullEstimate estimate = MaximiseTurnbull(problem);
  if (!estimate.converged) {
    throw Error(ErrorKind::kConvergence,
                fmt::format("Turnbull's estimate of {} accounts has not converged: the likelihood "
                            "could still grow by {:.1e} an account",
                            times.size(), estimate.gap),
                "leave out that segment or threshold");
  }
  TrustCurve curve;
  curve.accounts = static_cast<int64_t>(times.size());
  curve.log_likelihood = estimate.log_likelihood;
  std::vector<double> ends;
  for (size_t j = 0; j < estimate.mass.size(); ++j) {
    const InnermostInterval& interval = problem.innermost[j];
    if (!(estimate.mass[j] > 0) || std::isinf(interval.right)) continue;
    ends.push_back(interval.right);
    curve.points.push_back({interval.right, {}, interval.left});
  }
  // The fifth interaction has a column of its own, in order of time.
  std::vector<double> columns = ends;
  const auto fifth = std::lower_bound(columns.begin(), columns.end(), kFifth) - columns.begin();
  columns.insert(columns.begin() + fifth, kFifth);

  const CurveValues values = Evaluate(problem, estimate, columns);
  curve.replicates = ReplicatesFor(problem, options.replicates);
  const Replicates replicates = Bootstrap(problem, estimate, columns, curve.replicates, options);
  const auto share = [&](Eigen::Index column) {
    const int64_t watched = std::count_if(last.begin(), last.end(), [&](double time) {
      return time >= columns[static_cast<size_t>(column)];
    });
    return ShareEstimate(values.sure[column], replicates.sure.col(column),
                         replicates.possible.col(column), watched, options.confidence);
  };
  for (size_t p = 0; p < curve.points.size(); ++p) {
    const auto column = static_cast<Eigen::Index>(p);
    curve.points[p].reached = share(column < fifth ? column : column + 1);
  }
  if (options.interactions) curve.reached_by_five = share(fifth);
  curve.median.value = values.half_by;
  if (curve.replicates > 0) {
    curve.median.lower = LowerLimit(replicates.half_since, options.confidence);
    curve.median.upper = UpperLimit(replicates.half_by, options.confidence);
  }
  return curve;
}

}  // namespace trustsem
