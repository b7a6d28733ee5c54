#include "data/sample_weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "data/sample_messages.h"

namespace trustsem {
namespace {

// Rows of one kind: how many, and the first in the file.
struct Found {
  int64_t count = 0;
  uint32_t first = 0;
  void Add(uint32_t row) {
    if (count++ == 0 || row < first) first = row;
  }
};

void AddFaults(const Sample& sample, const std::string& column, const Found& rows,
               std::string_view kind, std::string_view hint, std::vector<Fault>* faults) {
  if (rows.count == 0) return;
  const double weight = (*sample.weights)[rows.first];
  faults->push_back({{sample.frame->file},
                     fmt::format("the weight in '{}' is {}{} in data row {} ({} in all)", column,
                                 kind, weight < 0 ? fmt::format(" ({})", weight) : "",
                                 rows.first + 1, Plural(rows.count, "row")),
                     std::string(hint)});
}

// (sum w)^2 / sum w^2, with the largest weight taken as one: squares stay in range.
double EffectiveRespondents(const std::vector<double>& weights, const SampleGroup& group) {
  double largest = 0, sum = 0, squares = 0;
  for (uint32_t row : group.rows) largest = std::max(largest, weights[row]);
  for (uint32_t row : group.rows) {
    const double weight = weights[row] / largest;
    sum += weight;
    squares += weight * weight;
  }
  return sum * sum / squares;
}

void AddUnevenNote(const Sample& sample, const std::string& column, std::vector<Note>* notes) {
  std::vector<std::string> uneven;
  for (const SampleGroup& group : sample.groups) {
    const double effective = EffectiveRespondents(*sample.weights, group);
    const size_t respondents = group.rows.size();
    if (effective >= static_cast<double>(respondents) / 2) continue;
    uneven.push_back(fmt::format("{} respondents{} count as {:.1f}", respondents,
                                 InGroup(sample, group), effective));
  }
  if (uneven.empty()) return;
  notes->push_back(
      {"uneven_weights",
       fmt::format("the weights in '{}' are very uneven: {}", column, JoinNames(uneven)),
       "a few respondents decide the results; consider trimming the largest weights"});
}

}  // namespace

void CheckWeights(const Sample& sample, const std::string& column, std::vector<Fault>* faults) {
  const std::vector<double>& weights = *sample.weights;
  Found missing, infinite, negative;
  for (const SampleGroup& group : sample.groups) {
    int64_t positive = 0;
    bool usable = true;
    for (uint32_t row : group.rows) {
      const double weight = weights[row];
      positive += weight > 0;
      if (weight >= 0 && std::isfinite(weight)) continue;
      usable = false;
      (std::isnan(weight) ? missing : std::isinf(weight) ? infinite : negative).Add(row);
    }
    const size_t variables = sample.variables.size();
    if (!usable || group.rows.size() <= variables) continue;
    if (positive == 0) {
      faults->push_back(
          {{sample.frame->file},
           fmt::format("all weights in '{}' are zero{}", column, InGroup(sample, group)),
           "check the weights column"});
    } else if (static_cast<size_t>(positive) <= variables) {
      faults->push_back(
          {{sample.frame->file},
           fmt::format(
               "{} a weight above zero in '{}'{}, for {}",
               positive == 1 ? "1 respondent has" : fmt::format("{} respondents have", positive),
               column, InGroup(sample, group), Plural(static_cast<int64_t>(variables), "variable")),
           "estimation needs more of them than variables"});
    }
  }
  AddFaults(sample, column, missing, "missing",
            "give every respondent a weight, or remove those rows", faults);
  AddFaults(sample, column, infinite, "infinite", "weights are finite numbers", faults);
  AddFaults(sample, column, negative, "negative", "weights are zero or positive", faults);
}

std::vector<Note> WeightNotes(const Sample& sample, const std::string& column) {
  std::vector<Note> notes;
  const std::vector<double>& weights = *sample.weights;
  double smallest = INFINITY, largest = 0;
  int64_t zero = 0;
  for (const SampleGroup& group : sample.groups) {
    for (uint32_t row : group.rows) {
      smallest = std::min(smallest, weights[row]);
      largest = std::max(largest, weights[row]);
      zero += weights[row] == 0;
    }
  }
  if (zero > 0) {
    notes.push_back({"zero_weights",
                     fmt::format("{} of {} respondents {} the weight zero in '{}'", zero,
                                 CountRespondents(sample), zero == 1 ? "has" : "have", column),
                     "they are counted among the respondents and change no estimate; remove them "
                     "where they should not count"});
  }
  if (smallest == largest) {
    notes.push_back({"equal_weights",
                     fmt::format("the weights in '{}' are all equal and change nothing", column),
                     "leave them out, or check the weights column"});
  }
  AddUnevenNote(sample, column, &notes);
  return notes;
}

}  // namespace trustsem
