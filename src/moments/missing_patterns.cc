#include "moments/missing_patterns.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace trustsem {
namespace {

// Which variables a respondent answered.
using Mask = std::vector<bool>;

MissingPattern MakePattern(const Mask& answered) {
  MissingPattern pattern;
  for (size_t i = 0; i < answered.size(); ++i) {
    (answered[i] ? pattern.observed : pattern.missing).push_back(static_cast<int>(i));
  }
  const auto size = static_cast<Eigen::Index>(pattern.observed.size());
  pattern.means.setZero(size);
  pattern.covariance.setZero(size, size);
  return pattern;
}

}  // namespace

MissingPatterns FindMissingPatterns(const Sample& sample, const SampleGroup& group) {
  MissingPatterns found;
  found.variables = static_cast<int>(sample.variables.size());
  const size_t p = sample.variables.size();
  std::map<Mask, size_t> known;
  std::vector<int64_t> pattern_of(group.rows.size(), -1);
  Mask answered(p);
  Eigen::MatrixXd answers(static_cast<Eigen::Index>(p),
                          static_cast<Eigen::Index>(group.rows.size()));
  for (size_t r = 0; r < group.rows.size(); ++r) {
    bool any = false;
    for (size_t i = 0; i < p; ++i) {
      const double answer = sample.variables[i].At(group.rows[r]);
      answers(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(r)) = answer;
      answered[i] = !std::isnan(answer);
      any |= answered[i];
    }
    if (!any) continue;
    const auto [entry, is_new] = known.try_emplace(answered, found.patterns.size());
    if (is_new) found.patterns.push_back(MakePattern(answered));
    pattern_of[r] = static_cast<int64_t>(entry->second);
    ++found.patterns[entry->second].n;
    ++found.n;
  }
  // Means first, so that products of deviations lose no digits.
  for (const bool deviations : {false, true}) {
    for (size_t r = 0; r < group.rows.size(); ++r) {
      if (pattern_of[r] < 0) continue;
      MissingPattern& pattern = found.patterns[static_cast<size_t>(pattern_of[r])];
      const Eigen::VectorXd row = answers.col(static_cast<Eigen::Index>(r))(pattern.observed);
      if (deviations) {
        const Eigen::VectorXd deviation = row - pattern.means;
        pattern.covariance.noalias() += deviation * deviation.transpose() / pattern.n;
      } else {
        pattern.means += row / pattern.n;
      }
    }
  }
  std::stable_sort(found.patterns.begin(), found.patterns.end(),
                   [](const MissingPattern& a, const MissingPattern& b) {
                     return a.observed.size() > b.observed.size();
                   });
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
    part.covariance = pattern.covariance(places, places);
    restricted.n += part.n;
    restricted.patterns.push_back(std::move(part));
  }
  return restricted;
}

}  // namespace trustsem
