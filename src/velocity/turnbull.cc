#include "velocity/turnbull.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace trustsem {
namespace {

// All ends of intervals in order, two slots a value: right ends (even) stand before left ends (odd)
// because (., t] and (t, .] have nothing in common.
class EndSlots {
 public:
  explicit EndSlots(size_t values) : used_(2 * values), ended_(2 * values) {}

  static size_t Left(size_t value) { return 2 * value + 1; }
  static size_t Right(size_t value) { return 2 * value; }

  void Use(size_t left, size_t right) { used_[Left(left)] = used_[Right(right)] = 1; }

  // The innermost intervals: a left end followed by a right end. As numbers of values.
  std::vector<std::pair<size_t, size_t>> Innermost() {
    std::vector<std::pair<size_t, size_t>> innermost;
    bool open = false;  // the last end seen is a left one
    size_t left = 0;
    for (size_t slot = 0; slot < used_.size(); ++slot) {
      if (used_[slot]) {
        if (open && slot % 2 == 0) innermost.emplace_back(left, slot / 2);
        open = slot % 2 == 1;
        if (open) left = slot / 2;
      }
      ended_[slot] = static_cast<int>(innermost.size());
    }
    return innermost;
  }

  // The innermost intervals within (left, right], after Innermost(). Those that begin before the
  // left end have ended before it, or they would not be innermost.
  IntervalCell Cell(size_t left, size_t right, double weight) const {
    return {ended_[Left(left)], ended_[Right(right)], weight};
  }

  // For each place between two values: the innermost interval that is in all intervals that hold
  // the place, if there are any. No right end stands between the place and the next one, `slot`;
  // the last left end before it belongs to the interval sought.
  std::vector<size_t> Nearest() const {
    std::vector<size_t> nearest(used_.size() / 2 - 1);
    size_t found = static_cast<size_t>(ended_.back()) - 1;
    for (size_t slot = used_.size(); slot-- > 2;) {
      if (slot % 2 == 1) continue;
      if (used_[slot]) found = static_cast<size_t>(std::max(ended_[slot], 1)) - 1;
      nearest[slot / 2 - 1] = found;
    }
    return nearest;
  }

 private:
  std::vector<uint8_t> used_;
  std::vector<int> ended_;  // innermost intervals up to a slot
};

std::vector<double> DistinctEnds(const std::vector<CensoredTime>& times) {
  std::vector<double> ends;
  ends.reserve(2 * times.size());
  for (const CensoredTime& time : times) {
    if (time.weight > 0) ends.push_back(time.left), ends.push_back(time.right);
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends;
}

// Puts identical cells together and numbers those of the times.
void MergeCells(std::vector<IntervalCell> of_times, TurnbullProblem* problem) {
  std::vector<size_t> order(of_times.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const IntervalCell &first = of_times[a], &second = of_times[b];
    return first.begin != second.begin ? first.begin < second.begin : first.end < second.end;
  });
  problem->cell.assign(of_times.size(), -1);
  for (const size_t i : order) {
    const IntervalCell& cell = of_times[i];
    if (!(cell.weight > 0)) continue;
    std::vector<IntervalCell>& cells = problem->cells;
    if (cells.empty() || cells.back().begin != cell.begin || cells.back().end != cell.end) {
      cells.push_back({cell.begin, cell.end, 0});
    }
    cells.back().weight += cell.weight;
    problem->cell[i] = static_cast<int>(cells.size()) - 1;
  }
}

}  // namespace

TurnbullProblem MakeTurnbullProblem(const std::vector<CensoredTime>& times) {
  const std::vector<double> ends = DistinctEnds(times);
  const auto number = [&](double end) {
    return static_cast<size_t>(std::lower_bound(ends.begin(), ends.end(), end) - ends.begin());
  };
  std::vector<std::pair<size_t, size_t>> numbers(times.size());
  EndSlots slots(ends.size());
  for (size_t i = 0; i < times.size(); ++i) {
    if (!(times[i].weight > 0)) continue;
    numbers[i] = {number(times[i].left), number(times[i].right)};
    slots.Use(numbers[i].first, numbers[i].second);
  }
  TurnbullProblem problem;
  for (const auto& [left, right] : slots.Innermost()) {
    problem.innermost.push_back({ends[left], ends[right]});
  }
  std::vector<IntervalCell> of_times(times.size());
  for (size_t i = 0; i < times.size(); ++i) {
    if (!(times[i].weight > 0)) continue;
    of_times[i] = slots.Cell(numbers[i].first, numbers[i].second, times[i].weight);
  }
  MergeCells(std::move(of_times), &problem);
  return problem;
}

TurnbullReplicate Reweight(const TurnbullProblem& problem, const std::vector<double>& mass,
                           const std::vector<double>& weights) {
  EndSlots slots(problem.innermost.size() + 1);
  for (size_t c = 0; c < weights.size(); ++c) {
    const IntervalCell& cell = problem.cells[c];
    if (weights[c] > 0) slots.Use(static_cast<size_t>(cell.begin), static_cast<size_t>(cell.end));
  }
  TurnbullReplicate replicate;
  for (const auto& [left, right] : slots.Innermost()) {
    replicate.problem.innermost.push_back(
        {problem.innermost[left].left, problem.innermost[right - 1].right});
  }
  if (replicate.problem.innermost.empty()) return replicate;
  replicate.problem.cells.reserve(weights.size());
  for (size_t c = 0; c < weights.size(); ++c) {
    const IntervalCell& cell = problem.cells[c];
    if (!(weights[c] > 0)) continue;
    replicate.problem.cells.push_back(
        slots.Cell(static_cast<size_t>(cell.begin), static_cast<size_t>(cell.end), weights[c]));
  }
  replicate.start.assign(replicate.problem.innermost.size(), 0.0);
  const std::vector<size_t> nearest = slots.Nearest();
  for (size_t j = 0; j < mass.size(); ++j) replicate.start[nearest[j]] += mass[j];
  return replicate;
}

}  // namespace trustsem
