#include "moments/missing_summary.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "data/sample.h"
#include "data/sample_columns.h"

namespace trustsem {
namespace {

constexpr size_t kPatternsKept = 10;
constexpr size_t kPairsKept = 5;

using Mask = std::vector<bool>;  // of each variable: it is missing
using PatternCounts = std::unordered_map<Mask, double>;

// The sample's groups over all rows of the frame, those with missing answers among them.
Grouping FindGroups(const Sample& sample) {
  std::vector<Fault> faults;  // the sample has found the column before
  return MakeGrouping(sample.group_column.empty() ? nullptr
                                                  : FindColumn(*sample.frame, sample.group_column,
                                                               "the group column", &faults));
}

std::vector<PatternCounts> CountPatterns(const Sample& sample) {
  const Grouping grouping = FindGroups(sample);
  std::vector<PatternCounts> counts(sample.groups.size());
  Mask missing(sample.variables.size());
  for (int64_t row = 0; row < sample.frame->rows; ++row) {
    const int32_t group =
        grouping.group_of_row.empty() ? 0 : grouping.group_of_row[static_cast<size_t>(row)];
    if (group < 0) continue;
    for (size_t i = 0; i < missing.size(); ++i) {
      missing[i] = std::isnan(sample.variables[i].At(row));
    }
    ++counts[static_cast<size_t>(group)][missing];
  }
  return counts;
}

std::vector<int> Places(const Mask& mask) {
  std::vector<int> places;
  for (size_t i = 0; i < mask.size(); ++i) {
    if (mask[i]) places.push_back(static_cast<int>(i));
  }
  return places;
}

// The pairs that the fewest answered, from the patterns.
std::vector<PairCoverage> LeastCovered(const std::vector<MissingPatternCount>& patterns,
                                       size_t variables, double respondents) {
  const auto p = static_cast<Eigen::Index>(variables);
  Eigen::MatrixXd missing = Eigen::MatrixXd::Zero(p, p);  // one of the two, or both
  for (const MissingPatternCount& pattern : patterns) {
    Mask mask(variables, false);
    for (const int i : pattern.missing) mask[static_cast<size_t>(i)] = true;
    for (const int i : pattern.missing) {
      for (int j = 0; j < static_cast<int>(variables); ++j) {
        if (j == i || (mask[static_cast<size_t>(j)] && j < i)) continue;
        missing(std::min(i, j), std::max(i, j)) += pattern.respondents;
      }
    }
  }
  std::vector<PairCoverage> pairs;
  for (int i = 0; i < static_cast<int>(variables); ++i) {
    for (int j = i + 1; j < static_cast<int>(variables); ++j) {
      if (missing(i, j) > 0) pairs.push_back({i, j, 1 - missing(i, j) / respondents});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const PairCoverage& a, const PairCoverage& b) {
    return a.coverage < b.coverage;
  });
  if (pairs.size() > kPairsKept) pairs.resize(kPairsKept);
  return pairs;
}

GroupMissing Summarise(const PatternCounts& counts, const std::string& label, size_t variables) {
  GroupMissing group;
  group.label = label;
  std::vector<MissingPatternCount> patterns;
  for (const auto& [mask, respondents] : counts) {
    MissingPatternCount pattern{Places(mask), respondents};
    if (pattern.missing.size() == variables) {
      group.without_answers = respondents;
      continue;
    }
    if (pattern.missing.empty()) group.complete = respondents;
    group.respondents += respondents;
    patterns.push_back(std::move(pattern));
  }
  group.patterns = static_cast<int>(patterns.size());
  group.coverage.assign(variables, 1);
  for (const MissingPatternCount& pattern : patterns) {
    for (const int i : pattern.missing) {
      group.coverage[static_cast<size_t>(i)] -= pattern.respondents / group.respondents;
    }
  }
  group.least_covered = LeastCovered(patterns, variables, group.respondents);
  // Ties by what is missing, so that the order does not depend on the file's rows.
  std::sort(patterns.begin(), patterns.end(),
            [](const MissingPatternCount& a, const MissingPatternCount& b) {
              if (a.respondents != b.respondents) return a.respondents > b.respondents;
              if (a.missing.size() != b.missing.size()) return a.missing.size() < b.missing.size();
              return a.missing < b.missing;
            });
  if (patterns.size() > kPatternsKept) patterns.resize(kPatternsKept);
  group.frequent = std::move(patterns);
  return group;
}

}  // namespace

bool MissingSummary::Any() const {
  return std::any_of(groups.begin(), groups.end(), [](const GroupMissing& group) {
    return group.complete < group.respondents + group.without_answers;
  });
}

double MissingSummary::Respondents() const {
  double sum = 0;
  for (const GroupMissing& group : groups) sum += group.respondents;
  return sum;
}

double MissingSummary::Complete() const {
  double sum = 0;
  for (const GroupMissing& group : groups) sum += group.complete;
  return sum;
}

double MissingSummary::WithoutAnswers() const {
  double sum = 0;
  for (const GroupMissing& group : groups) sum += group.without_answers;
  return sum;
}

MissingSummary SummariseMissing(const Sample& sample) {
  MissingSummary summary;
  if (std::all_of(sample.missing.begin(), sample.missing.end(),
                  [](int64_t missing) { return missing == 0; })) {
    return summary;
  }
  for (const SampleVariable& variable : sample.variables)
    summary.variables.push_back(variable.name);
  const std::vector<PatternCounts> counts = CountPatterns(sample);
  for (size_t g = 0; g < counts.size(); ++g) {
    summary.groups.push_back(Summarise(counts[g], sample.groups[g].label, sample.variables.size()));
  }
  return summary;
}

}  // namespace trustsem
