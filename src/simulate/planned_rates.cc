#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "simulate/output_columns.h"
#include "simulate/survey_planner.h"

namespace trustsem {
namespace {

using Source = PlannedColumn::Source;

}  // namespace

// The column `name`, or its part of the wave where it is measured in waves.
std::string SurveyPlanner::InWave(const std::string& name, int wave) const {
  if (wave < 0 || index_.count(name) > 0) return name;
  return fmt::format("{}{}{}", name, simulation().waves.suffix, wave + 1);
}

// `wave`, from zero, is that of the answers that decide; -1: none in particular.
PlannedRate SurveyPlanner::ResolveRate(const Rate& said, int wave) {
  PlannedRate planned;
  planned.said = &said;
  if (said.by.empty()) return planned;
  planned.by = FindCategory(InWave(said.by, wave), said.place, "the column");
  if (planned.by < 0) return planned;
  const std::vector<std::string>& values = plan_.columns[planned.by].cells;
  planned.rates.assign(values.size(), said.rate);
  for (const auto& [value, rate] : said.rates) {
    const auto at = std::find(values.begin(), values.end(), value);
    if (at != values.end()) {
      planned.rates[at - values.begin()] = rate;
    } else {
      AddFault(said.place, fmt::format("'{}' has no value '{}'", said.by, Excerpt(value)),
               DidYouMean(value, values, "its values are " + JoinNames(values)));
    }
  }
  return planned;
}

void SurveyPlanner::ResolveDropout() {
  for (int wave = 0; wave + 1 < plan_.waves && faults_.empty(); ++wave) {
    plan_.dropout.push_back(ResolveRate(simulation().waves.dropout, wave));
  }
}

void SurveyPlanner::ResolveMissing() {
  std::map<std::string, std::vector<int>> targets;
  for (size_t k = 0; k < plan_.columns.size(); ++k) {
    const PlannedColumn& planned = plan_.columns[k];
    if (planned.source == Source::kChoice) continue;
    targets[planned.name] = {static_cast<int>(k)};
    // The name without the suffix means every wave.
    if (planned.wave < 0) continue;
    targets[SplitWave(planned.name, simulation().waves).base].push_back(static_cast<int>(k));
  }
  if (continuous_) return;
  for (const ChoiceSet& set : simulation().choices) {
    targets[set.name] = plan_.columns[index_.at(set.items.front())].set;
  }
  std::vector<std::string> known;
  for (const auto& [name, columns] : targets) known.push_back(name);
  for (const auto& [name, missing] : simulation().missing) {
    const auto found = targets.find(name);
    if (found == targets.end()) {
      AddFault(missing.place,
               fmt::format("'{}' is no column or question of the survey", Excerpt(name)),
               DidYouMean(name, known, "name an item, a question or a column"));
      continue;
    }
    for (const int k : found->second) {
      PlannedColumn& planned = plan_.columns[k];
      const Source source = planned.source;
      if (source == Source::kRespondentId || source == Source::kWave ||
          source == Source::kCluster || source == Source::kWeight || source == Source::kConstant) {
        AddFault(missing.place, fmt::format("'{}' cannot be missing", name),
                 "only answers, categories, numbers and dates can");
        continue;
      }
      if (!missing.code.empty() && std::find(planned.cells.begin(), planned.cells.end(),
                                             missing.code) != planned.cells.end()) {
        AddFault(missing.place,
                 fmt::format("the missing code {} of '{}' is one of its answers",
                             Excerpt(missing.code), name),
                 "choose another code");
      }
      planned.missing = ResolveRate(missing, planned.wave);
      planned.missing_cell = missing.code;
      if (!faults_.empty()) break;  // the next wave's would be the same
    }
  }
}

}  // namespace trustsem
