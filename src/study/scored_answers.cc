#include "study/scored_answers.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "inference/score_model.h"

namespace trustsem {
namespace {

// The place of an answer among the categories; their number where it is none of them.
size_t CategoryOf(const SampleVariable& variable, double answer) {
  const std::vector<double>& categories = variable.categories;
  const auto found = std::lower_bound(categories.begin(), categories.end(), answer);
  if (found == categories.end() || *found != answer) return categories.size();
  return static_cast<size_t>(found - categories.begin());
}

}  // namespace

ScoredAnswers::ScoredAnswers(const Sample& sample, const SampleMoments& moments) : sample_(sample) {
  const size_t p = variables();
  for (size_t i = 0; i < p; ++i) ordered_.push_back(moments.IsOrdinal() && moments.ordered[i]);
  for (const GroupMoments& group : moments.groups) {
    auto& intervals = intervals_.emplace_back(p);
    for (size_t i = 0; i < p; ++i) {
      if (!ordered_[i]) continue;
      const size_t categories = sample.variables[i].categories.size();
      for (size_t k = 0; k < categories; ++k) {
        intervals[i].push_back(CategoryInterval(group.thresholds[i], static_cast<int>(k)));
      }
      intervals[i].push_back(std::numeric_limits<double>::quiet_NaN());
    }
  }
}

double ScoredAnswers::At(size_t variable, int group, uint32_t row) const {
  const double answer = sample_.variables[variable].At(row);
  if (!ordered_[variable] || std::isnan(answer)) return answer;
  return intervals_[static_cast<size_t>(group)][variable]
                   [CategoryOf(sample_.variables[variable], answer)];
}

bool ScoredAnswers::IsUnknown(size_t variable, uint32_t row) const {
  if (!ordered_[variable]) return false;
  const double answer = sample_.variables[variable].At(row);
  return !std::isnan(answer) && CategoryOf(sample_.variables[variable], answer) ==
                                    sample_.variables[variable].categories.size();
}

}  // namespace trustsem
