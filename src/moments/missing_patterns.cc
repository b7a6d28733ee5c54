#include "moments/missing_patterns.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace trustsem {
namespace {

// Which variables a respondent answered.
using Mask = std::vector<bool>;

MissingPattern MakePattern(const Mask& answered) {
  MissingPattern pattern;
  for (size_t i = 0; i < answered.size(); ++i) {
    (answered[i] ? pattern.observed : pattern.missing).push_back(static_cast<int>(i));
  }
  return pattern;
}

// The moments of the respondents `members`, columns of `answers` (p x respondents).
void AddMembers(const Eigen::MatrixXd& answers, const std::vector<Eigen::Index>& members,
                const Eigen::VectorXd& weights, MissingPattern* pattern) {
  Eigen::MatrixXd own = answers(pattern->observed, members);
  Eigen::VectorXd mass = Eigen::VectorXd::Ones(own.cols());
  if (weights.size() > 0) mass = weights(members);
  pattern->n = mass.sum();
  // The first answers as origin cost no digits where numbers are large.
  const Eigen::VectorXd origin = own.col(0);
  own.colwise() -= origin;
  const Eigen::VectorXd shift = own * mass / pattern->n;
  pattern->means = origin + shift;
  pattern->spread.setZero(answers.rows(), 0);
  if (members.size() == 1) return;
  own.colwise() -= shift;
  own *= (mass / pattern->n).cwiseSqrt().asDiagonal();
  if (own.cols() > own.rows()) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(own * own.transpose());
    own = eigen.eigenvectors() * eigen.eigenvalues().cwiseMax(0).cwiseSqrt().asDiagonal();
  }
  pattern->spread.setZero(answers.rows(), own.cols());
  pattern->spread(pattern->observed, Eigen::all) = own;
}

}  // namespace

Eigen::MatrixXd MissingPattern::Deviations(const Eigen::VectorXd& centre) const {
  Eigen::MatrixXd deviations(spread.rows(), 1 + spread.cols());
  deviations.col(0).setZero();
  for (size_t k = 0; k < observed.size(); ++k) {
    deviations(observed[k], 0) = means[static_cast<Eigen::Index>(k)] - centre[observed[k]];
  }
  deviations.rightCols(spread.cols()) = spread;
  return deviations;
}

MissingPatterns FindMissingPatterns(const Sample& sample, const SampleGroup& group,
                                    const Eigen::VectorXd& weights, IncompleteAnswers* kept) {
  const size_t p = sample.variables.size(), n = group.rows.size();
  Eigen::MatrixXd answers(static_cast<Eigen::Index>(p), static_cast<Eigen::Index>(n));
  for (size_t i = 0; i < p; ++i) {
    for (size_t r = 0; r < n; ++r) {
      answers(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(r)) =
          sample.variables[i].At(group.rows[r]);
    }
  }
  MissingPatterns found;
  found.variables = static_cast<int>(p);
  std::vector<std::vector<Eigen::Index>> members;  // of each pattern
  std::map<Mask, size_t> known;
  Mask answered(p);
  for (Eigen::Index r = 0; r < answers.cols(); ++r) {
    bool any = false;
    for (size_t i = 0; i < p; ++i) {
      answered[i] = !std::isnan(answers(static_cast<Eigen::Index>(i), r));
      any |= answered[i];
    }
    if (!any || (weights.size() > 0 && weights[r] == 0)) continue;
    const auto [entry, is_new] = known.try_emplace(answered, found.patterns.size());
    if (is_new) {
      found.patterns.push_back(MakePattern(answered));
      members.emplace_back();
    }
    members[entry->second].push_back(r);
  }
  std::vector<size_t> order(members.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return found.patterns[a].observed.size() > found.patterns[b].observed.size();
  });
  std::vector<MissingPattern> sorted;
  if (kept != nullptr) kept->pattern.assign(n, IncompleteAnswers::kNoPattern);
  for (const size_t k : order) {
    AddMembers(answers, members[k], weights, &found.patterns[k]);
    found.n += found.patterns[k].n;
    for (const Eigen::Index r : members[k]) {
      if (kept != nullptr) kept->pattern[static_cast<size_t>(r)] = sorted.size();
    }
    sorted.push_back(std::move(found.patterns[k]));
  }
  found.patterns = std::move(sorted);
  if (kept == nullptr) return found;
  kept->answers = std::move(answers);
  kept->weights = weights;
  return found;
}

MissingPatterns Restrict(const MissingPatterns& patterns, const std::vector<int>& variables) {
  MissingPatterns restricted;
  restricted.variables = static_cast<int>(variables.size());
  for (const MissingPattern& pattern : patterns.patterns) {
    MissingPattern part;
    part.n = pattern.n;
    std::vector<Eigen::Index> places;  // among the pattern's observed variables
    for (size_t k = 0; k < variables.size(); ++k) {
      const auto at =
          std::lower_bound(pattern.observed.begin(), pattern.observed.end(), variables[k]);
      const bool observed = at != pattern.observed.end() && *at == variables[k];
      (observed ? part.observed : part.missing).push_back(static_cast<int>(k));
      if (observed) places.push_back(at - pattern.observed.begin());
    }
    if (places.empty()) continue;
    part.means = pattern.means(places);
    part.spread = pattern.spread(variables, Eigen::all);
    restricted.n += part.n;
    restricted.patterns.push_back(std::move(part));
  }
  return restricted;
}

}  // namespace trustsem
