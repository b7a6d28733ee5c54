#include "velocity/interval_log_rank.h"

#include <cstddef>

#include "inference/chi_square.h"

namespace trustsem {
namespace {

// Of each cell.
std::vector<double> Scores(const TurnbullProblem& problem, const std::vector<double>& mass) {
  // After j innermost intervals: the survival function, and it times the cumulated hazard.
  std::vector<double> survival = {1}, product = {0};
  double rest = 1, hazard = 0;
  std::vector<double> after(mass.size() + 1);
  for (std::size_t j = mass.size(); j > 0; --j) after[j - 1] = after[j] + mass[j - 1];
  for (std::size_t j = 0; j < mass.size(); ++j) {
    if (mass[j] > 0) hazard += mass[j] / rest;
    rest = after[j + 1];
    survival.push_back(rest);
    product.push_back(rest * hazard);
  }
  std::vector<double> scores;
  for (const IntervalCell& cell : problem.cells) {
    const auto begin = static_cast<std::size_t>(cell.begin),
               end = static_cast<std::size_t>(cell.end);
    scores.push_back((product[end] - product[begin]) / (survival[begin] - survival[end]));
  }
  return scores;
}

}  // namespace

IntervalLogRank TestEqualCurves(const std::vector<CensoredTime>& times,
                                const std::vector<int>& groups, int count) {
  IntervalLogRank test;
  std::vector<CensoredTime> compared = times;
  for (std::size_t i = 0; i < times.size(); ++i) compared[i].weight = groups[i] < 0 ? 0 : 1;
  const TurnbullProblem problem = MakeTurnbullProblem(compared);
  if (problem.cells.empty()) return test;
  const std::vector<double> scores = Scores(problem, MaximiseTurnbull(problem).mass);

  std::vector<double> sum(static_cast<std::size_t>(count)),
      members(static_cast<std::size_t>(count));
  double squares = 0, all = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (groups[i] < 0) continue;
    const double score = scores[static_cast<std::size_t>(problem.cell[i])];
    sum[static_cast<std::size_t>(groups[i])] += score;
    members[static_cast<std::size_t>(groups[i])] += 1;
    squares += score * score;
    all += 1;
  }
  double between = 0;
  int compared_groups = 0;
  for (std::size_t g = 0; g < sum.size(); ++g) {
    if (!(members[g] > 0)) continue;
    between += sum[g] * sum[g] / members[g];
    ++compared_groups;
  }
  test.observed_less_expected = sum;
  test.degrees_of_freedom = compared_groups - 1;
  // The scores' mean is zero at the maximum of the likelihood. All are where one time is possible
  // for everybody.
  if (compared_groups < 2 || squares < 1e-12 * all) return test;
  test.chi_square = (all - 1) * between / squares;
  test.p = ChiSquareUpperTail(test.chi_square, test.degrees_of_freedom);
  return test;
}

}  // namespace trustsem
