#include "data/pairwise_coverage.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <string>

#include "base/text.h"
#include "data/sample_messages.h"

namespace trustsem {
namespace {

constexpr size_t kPairsShown = 8;

using Bits = std::vector<uint64_t>;  // one for each respondent of a group

Bits FindAnswered(const SampleVariable& variable, const std::vector<uint32_t>& rows) {
  Bits bits((rows.size() + 63) / 64, 0);
  for (size_t i = 0; i < rows.size(); ++i) {
    bits[i / 64] |= uint64_t{!std::isnan(variable.At(rows[i]))} << i % 64;
  }
  return bits;
}

int64_t CountBoth(const Bits& a, const Bits& b) {
  int64_t count = 0;
  for (size_t word = 0; word < a.size(); ++word) count += std::popcount(a[word] & b[word]);
  return count;
}

std::string PairNames(const Sample& sample, const std::pair<size_t, size_t>& pair) {
  return fmt::format("'{}' and '{}'", sample.variables[pair.first].name,
                     sample.variables[pair.second].name);
}

void CheckGroupCoverage(const Sample& sample, const SampleGroup& group,
                        const PairwiseCoverage& coverage, std::vector<Fault>* faults) {
  const std::string where = InGroup(sample, group);
  for (size_t variable : coverage.unanswered) {
    faults->push_back({{sample.frame->file},
                       fmt::format("no respondent{} has answered the variable '{}'", where,
                                   sample.variables[variable].name),
                       where.empty() ? "take it out of the model"
                                     : "take it out of the model, or leave that group out"});
  }
  if (coverage.never_together.empty()) return;
  std::vector<std::string> pairs;
  for (const auto& [first, second] : coverage.never_together) {
    pairs.push_back(
        fmt::format("'{}' with '{}'", sample.variables[first].name, sample.variables[second].name));
  }
  const std::string message =
      pairs.size() == 1 ? fmt::format("no respondent{} has answered both {}", where,
                                      PairNames(sample, coverage.never_together.front()))
                        : fmt::format("no respondent{} has answered both variables of {} pairs: {}",
                                      where, pairs.size(), JoinNames(pairs, kPairsShown));
  faults->push_back(
      {{sample.frame->file},
       message,
       "every pair of variables needs respondents who answered both; take one of each "
       "pair out of the model"});
}

}  // namespace

PairwiseCoverage MeasureCoverage(const Sample& sample, const SampleGroup& group) {
  PairwiseCoverage coverage;
  std::vector<Bits> answered;
  std::vector<int64_t> counts;
  Bits complete;
  for (const SampleVariable& variable : sample.variables) {
    answered.push_back(FindAnswered(variable, group.rows));
    const Bits& bits = answered.back();
    counts.push_back(CountBoth(bits, bits));
    if (counts.back() == 0) coverage.unanswered.push_back(answered.size() - 1);
    if (complete.empty()) complete = bits;
    for (size_t word = 0; word < bits.size(); ++word) complete[word] &= bits[word];
  }
  coverage.with_gaps = static_cast<int64_t>(group.rows.size()) - CountBoth(complete, complete);
  for (size_t i = 0; i < answered.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      const int64_t both = CountBoth(answered[i], answered[j]);
      if (both == 0 && counts[i] > 0 && counts[j] > 0) {
        coverage.never_together.emplace_back(j, i);
      }
      if (coverage.least_respondents >= 0 && both >= coverage.least_respondents) continue;
      coverage.least = {j, i};
      coverage.least_respondents = both;
    }
  }
  return coverage;
}

void CheckCoverage(Sample* sample, std::vector<Fault>* faults) {
  int64_t with_gaps = 0;
  const SampleGroup* least_group = nullptr;
  PairwiseCoverage least;
  for (const SampleGroup& group : sample->groups) {
    // Groups without a respondent have a fault of their own.
    if (group.rows.empty()) continue;
    const PairwiseCoverage coverage = MeasureCoverage(*sample, group);
    CheckGroupCoverage(*sample, group, coverage, faults);
    with_gaps += coverage.with_gaps;
    if (least_group != nullptr && coverage.least_respondents >= least.least_respondents) continue;
    least_group = &group;
    least = coverage;
  }
  if (with_gaps == 0 || least.least_respondents < 0) return;
  const bool full = sample->missing_answers == MissingAnswers::kFullInformation;
  sample->notes.push_back(
      {full ? "full_information" : "pairwise_available",
       fmt::format("{} of {} respondents left answers out and {} those they gave; the fewest, {}, "
                   "answered both {}{}",
                   with_gaps, CountRespondents(*sample),
                   full ? "are kept with" : "serve the statistics of", least.least_respondents,
                   PairNames(*sample, least.least), InGroup(*sample, *least_group)),
       full ? "full information supposes that what is missing depends on nothing but the answers "
              "given"
            : "pairwise deletion supposes that answers are missing completely at random"});
}

}  // namespace trustsem
