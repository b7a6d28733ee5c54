#include "data/sample_strata.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "data/sample_messages.h"

namespace trustsem {
namespace {

constexpr size_t kStrataShown = 6;

size_t StratumOf(const Sample& sample, uint32_t row) {
  return sample.strata.empty() ? 0 : static_cast<size_t>(sample.strata[row]);
}

std::vector<int64_t> CountUnits(const Sample& sample,
                                const std::vector<const SampleGroup*>& groups) {
  std::vector<int64_t> units(std::max<size_t>(sample.strata_names.size(), 1), 0);
  std::unordered_set<int32_t> seen;
  for (const SampleGroup* group : groups) {
    for (uint32_t row : group->rows) {
      const bool is_new = sample.clusters.empty() || seen.insert(sample.clusters[row]).second;
      units[StratumOf(sample, row)] += is_new;
    }
  }
  return units;
}

std::string_view Unit(const Sample& sample) {
  return sample.clusters.empty() ? "respondent" : "cluster";
}

// "the stratum 'a' of 'region'"; "the sample" where there are no strata.
std::string Stratum(const Sample& sample, size_t h) {
  if (sample.strata.empty()) return "the sample";
  return fmt::format("the stratum '{}' of '{}'", sample.strata_names[h], sample.strata_column);
}

// "the strata 'a' and 'b' of 'region' have".
std::string StrataHave(const Sample& sample, const std::vector<size_t>& strata) {
  if (strata.size() == 1) return Stratum(sample, strata[0]) + " has";
  std::vector<std::string> names;
  for (size_t h : strata) names.push_back("'" + sample.strata_names[h] + "'");
  return fmt::format("the strata {} of '{}' have", JoinNames(names, kStrataShown),
                     sample.strata_column);
}

// Strata of a group with one unit, which is not the whole population.
std::vector<size_t> SingleStrata(const std::vector<int64_t>& units,
                                 const std::vector<double>& fractions) {
  std::vector<size_t> strata;
  for (size_t h = 0; h < units.size(); ++h) {
    if (units[h] == 1 && fractions[h] < 1) strata.push_back(h);
  }
  return strata;
}

// False where a respondent has none.
bool CheckMissing(const Sample& sample, std::vector<Fault>* faults) {
  if (sample.strata.empty()) return true;
  int64_t missing = 0;
  uint32_t first = 0;
  for (const SampleGroup& group : sample.groups) {
    for (uint32_t row : group.rows) {
      if (sample.strata[row] >= 0) continue;
      if (missing++ == 0 || row < first) first = row;
    }
  }
  if (missing == 0) return true;
  faults->push_back({{sample.frame->file},
                     fmt::format("the stratum in '{}' is missing in data row {} ({} in all)",
                                 sample.strata_column, first + 1, Plural(missing, "row")),
                     "give every respondent a stratum, or remove those rows"});
  return false;
}

// The populations' sizes must be numbers above zero; false where one is not.
bool CheckSizes(const Sample& sample, std::vector<Fault>* faults) {
  struct Found {
    int64_t count = 0;
    uint32_t first = 0;
  } missing, infinite, low;
  for (const SampleGroup& group : sample.groups) {
    for (uint32_t row : group.rows) {
      const double size = (*sample.population)[row];
      if (std::isfinite(size) && size > 0) continue;
      Found& found = std::isnan(size) ? missing : std::isinf(size) ? infinite : low;
      if (found.count++ == 0 || row < found.first) found.first = row;
    }
  }
  const auto add = [&](const Found& found, const std::string& kind, std::string_view hint) {
    if (found.count == 0) return;
    faults->push_back(
        {{sample.frame->file},
         fmt::format("the population in '{}' is {} in data row {} ({} in all)",
                     sample.population_column, kind, found.first + 1, Plural(found.count, "row")),
         std::string(hint)});
  };
  add(missing, "missing", "give every respondent the size of the population of the stratum");
  add(infinite, "infinite", "leave the population out where it is very large");
  add(low, fmt::format("{} where it should be above zero", (*sample.population)[low.first]),
      "give the number that the stratum's sample was drawn from");
  return missing.count + infinite.count + low.count == 0;
}

// The row that a stratum's size is read from; -1: no respondent is in it.
std::vector<int64_t> FirstRows(const Sample& sample) {
  std::vector<int64_t> rows(std::max<size_t>(sample.strata_names.size(), 1), -1);
  for (const SampleGroup& group : sample.groups) {
    for (uint32_t row : group.rows) {
      int64_t& first = rows[StratumOf(sample, row)];
      if (first < 0 || row < first) first = row;
    }
  }
  return rows;
}

bool CheckPopulation(const Sample& sample, std::vector<Fault>* faults) {
  if (sample.population == nullptr) return true;
  if (!CheckSizes(sample, faults)) return false;
  const std::vector<double>& sizes = *sample.population;
  const std::vector<int64_t> first = FirstRows(sample);
  const size_t before = faults->size();
  std::vector<bool> told(first.size(), false);
  for (const SampleGroup& group : sample.groups) {
    for (uint32_t row : group.rows) {
      const size_t h = StratumOf(sample, row);
      const auto other = static_cast<size_t>(first[h]);
      if (sizes[row] == sizes[other] || told[h]) continue;
      told[h] = true;
      faults->push_back({{sample.frame->file},
                         fmt::format("the population in '{}' is {} in data row {} and {} in data "
                                     "row {} of {}",
                                     sample.population_column, sizes[other], other + 1, sizes[row],
                                     row + 1, Stratum(sample, h)),
                         sample.strata.empty()
                             ? "name the strata, or give one size to all respondents"
                             : "a stratum has one population"});
    }
  }
  const std::vector<int64_t> units = CountUnits(sample);
  for (size_t h = 0; h < first.size(); ++h) {
    if (first[h] < 0 || told[h]) continue;
    const double size = sizes[static_cast<size_t>(first[h])];
    if (size >= static_cast<double>(units[h])) continue;
    faults->push_back(
        {{sample.frame->file},
         fmt::format("{} has {}, more than its population of {} in '{}' (data row {})",
                     Stratum(sample, h), Plural(units[h], Unit(sample)), size,
                     sample.population_column, first[h] + 1),
         "the population is counted in clusters where respondents come in clusters, else in "
         "respondents"});
  }
  return faults->size() == before;
}

void CheckUnits(const Sample& sample, const SampleGroup& group,
                const std::vector<double>& fractions, std::vector<Fault>* faults) {
  const std::vector<int64_t> units = CountUnits(sample, group);
  // Otherwise one cluster in all, which is said elsewhere.
  if (sample.strata.empty() && units[0] < 2) return;
  const auto add = [&](std::string message, std::string hint) {
    faults->push_back({{sample.frame->file}, std::move(message), std::move(hint)});
  };
  bool differences = false, whole = true;
  for (size_t h = 0; h < units.size(); ++h) {
    differences |= units[h] > 1 && fractions[h] < 1;
    whole &= units[h] == 0 || fractions[h] == 1;
  }
  const std::vector<size_t> single = SingleStrata(units, fractions);
  if (whole) {
    add(fmt::format("by '{}' the respondents{} are the whole population", sample.population_column,
                    InGroup(sample, group)),
        "a census has no sampling error: leave the population out to draw conclusions beyond it");
  } else if (!differences) {
    add(fmt::format("no stratum of '{}'{} has two {}s", sample.strata_column,
                    InGroup(sample, group), Unit(sample)),
        fmt::format("sampling errors are estimated from differences between the {}s of a stratum: "
                    "join strata",
                    Unit(sample)));
  } else if (!single.empty() && sample.single_cluster == SingleCluster::kError) {
    add(fmt::format("{} one {}{}{}", StrataHave(sample, single), Unit(sample),
                    single.size() == 1 ? "" : " each", InGroup(sample, group)),
        "join strata, or choose --single-cluster certainty (such a stratum adds no sampling error) "
        "or average (it adds the other strata's average)");
  }
}

}  // namespace

void NestClusters(Sample* sample) {
  if (sample->clusters.empty() || sample->strata.empty()) return;
  std::unordered_map<uint64_t, int32_t> numbers;
  std::unordered_map<int32_t, int> strata_of;  // cluster: in how many strata
  for (size_t row = 0; row < sample->clusters.size(); ++row) {
    int32_t& cluster = sample->clusters[row];
    const int32_t stratum = sample->strata[row];
    if (cluster < 0 || stratum < 0) continue;
    const uint64_t key = static_cast<uint64_t>(stratum) << 32 | static_cast<uint32_t>(cluster);
    const auto [entry, is_new] = numbers.emplace(key, static_cast<int32_t>(numbers.size()));
    strata_of[cluster] += is_new;
    cluster = entry->second;
  }
  const auto across = std::count_if(strata_of.begin(), strata_of.end(),
                                    [](const auto& entry) { return entry.second > 1; });
  if (across == 0) return;
  sample->notes.push_back(
      {"clusters_across_strata",
       fmt::format("{} of '{}' {} in several strata of '{}', and {} as one cluster in each",
                   Plural(across, "name"), sample->cluster_column, across == 1 ? "is" : "are",
                   sample->strata_column, across == 1 ? "counts" : "count"),
       "right where clusters are numbered anew in each stratum; else check both columns"});
}

std::vector<int64_t> CountUnits(const Sample& sample, const SampleGroup& group) {
  return CountUnits(sample, std::vector<const SampleGroup*>{&group});
}

std::vector<int64_t> CountUnits(const Sample& sample) {
  std::vector<const SampleGroup*> groups;
  for (const SampleGroup& group : sample.groups) groups.push_back(&group);
  return CountUnits(sample, groups);
}

std::vector<double> SamplingFractions(const Sample& sample) {
  const std::vector<int64_t> units = CountUnits(sample);
  std::vector<double> fractions(units.size(), 0.0);
  if (sample.population == nullptr) return fractions;
  const std::vector<int64_t> first = FirstRows(sample);
  for (size_t h = 0; h < units.size(); ++h) {
    if (first[h] < 0) continue;
    fractions[h] =
        static_cast<double>(units[h]) / (*sample.population)[static_cast<size_t>(first[h])];
  }
  return fractions;
}

void CheckStrata(const Sample& sample, std::vector<Fault>* faults) {
  if (sample.strata.empty() && sample.population == nullptr) return;
  // What is told of clusters comes first: the units cannot be counted without them.
  for (const SampleGroup& group : sample.groups) {
    for (uint32_t row : group.rows) {
      if (!sample.clusters.empty() && sample.clusters[row] < 0) return;
    }
  }
  if (!CheckMissing(sample, faults) || !CheckPopulation(sample, faults)) return;
  const std::vector<double> fractions = SamplingFractions(sample);
  for (const SampleGroup& group : sample.groups) {
    if (!group.rows.empty()) CheckUnits(sample, group, fractions, faults);
  }
}

std::vector<Note> StratumNotes(const Sample& sample) {
  std::vector<Note> notes;
  if (sample.strata.empty()) return notes;
  const std::vector<double> fractions = SamplingFractions(sample);
  std::vector<std::string> parts;
  for (const SampleGroup& group : sample.groups) {
    const std::vector<size_t> single = SingleStrata(CountUnits(sample, group), fractions);
    if (single.empty()) continue;
    parts.push_back(fmt::format("{} one {}{}{}", StrataHave(sample, single), Unit(sample),
                                single.size() == 1 ? "" : " each", InGroup(sample, group)));
  }
  if (parts.empty()) return notes;
  const bool average = sample.single_cluster == SingleCluster::kAverage;
  notes.push_back({"single_clusters", JoinNames(parts, kStrataShown),
                   average ? "each is taken to add what the other strata add on average"
                           : "each is taken to add no sampling error, as if it had been drawn with "
                             "certainty"});
  return notes;
}

}  // namespace trustsem
