// The nonparametric maximum-likelihood estimate of a distribution of times of which only intervals
// are known (Turnbull 1976, JRSS B 38, 290-295).
//
// The likelihood prod_i (F(R_i) - F(L_i))^(w_i) depends on the masses of the innermost intervals
// alone: those (L, R] that begin at a left end, end at a right end and have no other end between.
// Where within one of them its mass lies, the data do not say. It is concave in the masses; those
// are unique unless the intervals' indicators are linearly dependent (Gentleman & Geyer 1994,
// Biometrika 81, 618-623), the likelihood always is.
#ifndef TRUSTSEM_VELOCITY_TURNBULL_H_
#define TRUSTSEM_VELOCITY_TURNBULL_H_

#include <limits>
#include <vector>

namespace trustsem {

// The time lies in (left, right]; right may be infinite. left < right.
struct CensoredTime {
  double left = 0;
  double right = std::numeric_limits<double>::infinity();
  double weight = 1;  // 0 or more
};

struct InnermostInterval {
  double left = 0, right = 0;  // (left, right]
};

// All intervals that hold the innermost ones begin, ..., end - 1 and no others.
struct IntervalCell {
  int begin = 0, end = 0;
  double weight = 0;
};

// What the likelihood needs of the data, and no more: identical cells are one.
struct TurnbullProblem {
  std::vector<InnermostInterval> innermost;  // ascending, disjoint
  std::vector<IntervalCell> cells;           // weights above zero
  std::vector<int> cell;                     // of each time given; -1: its weight is zero
};

struct TurnbullEstimate {
  std::vector<double> mass;   // of the innermost intervals; sums to 1
  double log_likelihood = 0;  // sum of weight log(F(R) - F(L))
  // The most by which the log-likelihood can still grow, for a weight of one: the largest
  // directional derivative towards an innermost interval (Gentleman & Geyer 1994, eq. 3).
  double gap = 0;
  int iterations = 0;
  bool converged = false;  // gap <= kTurnbullGap
};

inline constexpr double kTurnbullGap = 1e-8;

// O(n log n). No times, or none with a weight above zero: no innermost intervals.
TurnbullProblem MakeTurnbullProblem(const std::vector<CensoredTime>& times);

// Newton's method for the masses of a support that grows by the gradient's local maxima and loses
// what becomes zero (Groeneboom, Jongbloed & Wellner 2008, Scand. J. Statist. 35, 385-399; Wang
// 2008, Comput. Statist. Data Anal. 52, 2388-2402). The likelihood grows at each step. O(cells +
// innermost + support^3) a step, some ten steps. `start` has a mass for each
// innermost interval; empty: equal ones for the fewest intervals that meet every cell. Ends where
// the gap is `wanted_gap`, or rounding does not let it become smaller.
TurnbullEstimate MaximiseTurnbull(const TurnbullProblem& problem,
                                  const std::vector<double>& start = {}, double wanted_gap = 1e-12);

// A problem and where its solution may lie.
struct TurnbullReplicate {
  TurnbullProblem problem;    // `cell` is empty
  std::vector<double> start;  // masses that give every cell some
};

// The same times with other weights, one a cell (a bootstrap replicate): cells without weight are
// gone, and the innermost intervals are those of the rest, their ends taken from the problem's own.
// `mass` is the problem's solution; what lies outside the replicate's innermost intervals moves to
// one that is in every cell that the mass was in. O(cells + innermost).
TurnbullReplicate Reweight(const TurnbullProblem& problem, const std::vector<double>& mass,
                           const std::vector<double>& weights);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_TURNBULL_H_
