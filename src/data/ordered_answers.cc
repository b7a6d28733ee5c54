#include "data/ordered_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "data/sample_messages.h"

namespace trustsem {
namespace {

// The answers to one variable, as far as they are categories.
class AnswerCollector {
 public:
  void Add(double answer, uint32_t row) {
    // Answers on a scale are small integers: one bit each, without a search.
    if (answer >= 0 && answer < 64) {
      const auto integer = static_cast<unsigned>(answer);
      if (static_cast<double>(integer) == answer) {
        small_ |= uint64_t{1} << integer;
        return;
      }
    }
    if (!std::isfinite(answer) || answer != std::floor(answer)) {
      if (fractions_++ == 0 || row < first_fraction_) first_fraction_ = row;
      return;
    }
    // One more than the most is enough to know that they are too many.
    if (others_.size() <= kMostCategories &&
        std::find(others_.begin(), others_.end(), answer) == others_.end()) {
      others_.push_back(answer);
    }
  }

  // Ascending. Where they are more than kMostCategories, some may be left out.
  std::vector<double> Categories() const {
    std::vector<double> categories = others_;
    for (int integer = 0; integer < 64; ++integer) {
      if (small_ >> integer & 1) categories.push_back(integer);
    }
    std::sort(categories.begin(), categories.end());
    return categories;
  }

  int64_t fractions() const { return fractions_; }
  uint32_t first_fraction() const { return first_fraction_; }

 private:
  uint64_t small_ = 0;  // values from 0 to 63
  std::vector<double> others_;
  int64_t fractions_ = 0;  // answers that are no integers
  uint32_t first_fraction_ = 0;
};

enum class Respondents { kAll, kOfPositiveWeight };

AnswerCollector Collect(const Sample& sample, const SampleVariable& variable, Respondents which) {
  AnswerCollector collector;
  for (const SampleGroup& group : sample.groups) {
    for (uint32_t row : group.rows) {
      if (which == Respondents::kOfPositiveWeight && !((*sample.weights)[row] > 0)) continue;
      const double answer = variable.At(row);
      if (!std::isnan(answer)) collector.Add(answer, row);
    }
  }
  return collector;
}

Fault FractionFault(const SampleVariable& variable, const AnswerCollector& answers) {
  const uint32_t row = answers.first_fraction();
  const double given = (*variable.numbers)[row];
  return {{},
          fmt::format(
              "the ordered variable '{}' has the answer {}{} in data row {} ({} in all that "
              "{} no integer code)",
              variable.name, given,
              variable.reversed ? fmt::format(" (reversed: {})", variable.At(row)) : "", row + 1,
              Plural(answers.fractions(), "answer"), answers.fractions() == 1 ? "is" : "are"),
          "recode its answers to integers in order, or leave the variable continuous"};
}

bool HasZeroWeights(const Sample& sample) {
  if (sample.weights == nullptr) return false;
  return std::any_of(sample.groups.begin(), sample.groups.end(), [&](const SampleGroup& group) {
    return std::any_of(group.rows.begin(), group.rows.end(),
                       [&](uint32_t row) { return (*sample.weights)[row] == 0; });
  });
}

// A category without weight would have its threshold at infinity.
void CheckWeightOfCategories(const Sample& sample, const SampleVariable& variable,
                             std::vector<Fault>* faults) {
  const std::vector<double> weighted =
      Collect(sample, variable, Respondents::kOfPositiveWeight).Categories();
  for (double category : variable.categories) {
    if (std::binary_search(weighted.begin(), weighted.end(), category)) continue;
    faults->push_back(
        {{sample.frame->file},
         fmt::format("all respondents with the answer {} to the ordered variable '{}'{} have the "
                     "weight zero",
                     category, variable.name, variable.reversed ? ", reversed," : ""),
         "remove those respondents, or join the category with its neighbour"});
  }
}

}  // namespace

bool IsOrdered(const SampleRequest& request, const std::string& name) {
  return std::find(request.ordered.begin(), request.ordered.end(), name) != request.ordered.end();
}

void CheckOrderedNames(const SampleRequest& request, std::vector<Fault>* faults) {
  const std::vector<std::string>& known = request.variables;
  for (const std::string& name : request.ordered) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    faults->push_back({{},
                       fmt::format("the ordered variable '{}' is no observed variable of the model",
                                   Excerpt(name)),
                       DidYouMean(name, known, "the model's are " + JoinNames(known, 12))});
  }
}

void FindCategories(Sample* sample, std::vector<Fault>* faults) {
  const bool zero_weights = HasZeroWeights(*sample);
  for (SampleVariable& variable : sample->variables) {
    if (!variable.ordered) continue;
    const AnswerCollector answers = Collect(*sample, variable, Respondents::kAll);
    variable.categories = answers.Categories();
    Fault fault;
    if (answers.fractions() > 0) {
      fault = FractionFault(variable, answers);
    } else if (variable.categories.size() == 1) {
      fault = {
          {},
          fmt::format("the ordered variable '{}' has one category in use: every answer{} is {}",
                      variable.name, variable.reversed ? ", reversed," : "",
                      variable.categories.front()),
          "take it out of the model"};
    } else if (variable.categories.size() > kMostCategories) {
      fault = {{},
               fmt::format("the ordered variable '{}' has more than {} categories in use",
                           variable.name, kMostCategories),
               "leave it continuous, or join categories"};
    } else {
      if (zero_weights) CheckWeightOfCategories(*sample, variable, faults);
      continue;
    }
    fault.place.file = sample->frame->file;
    faults->push_back(std::move(fault));
  }
}

}  // namespace trustsem
