#include "velocity/velocity_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "base/text.h"
#include "data/number.h"
#include "data/sample_columns.h"

namespace trustsem {
namespace {

constexpr size_t kExamples = 3;
constexpr size_t kMostWaves = 100;

bool Contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A number; nothing for another text.
std::optional<double> ToNumber(const std::string& name) {
  double number = 0;
  if (ParseCell(name, false, &number) != CellKind::kNumber) return std::nullopt;
  return number;
}

// The first name with decimals where all of them are numbers.
std::optional<size_t> FindDecimals(const std::vector<std::string>& names) {
  std::optional<size_t> decimal;
  for (size_t v = names.size(); v-- > 0;) {
    const std::optional<double> number = ToNumber(names[v]);
    if (!number) return std::nullopt;
    if (*number != std::floor(*number)) decimal = v;
  }
  return decimal;
}

int64_t FirstRow(const VelocityKey& key, size_t value) {
  return std::find(key.index_of_row.begin(), key.index_of_row.end(), int32_t(value)) -
         key.index_of_row.begin() + 1;
}

// Value v of the key becomes names[place[v]]; -1: no row has it.
void Renumber(std::vector<std::string> names, const std::vector<int32_t>& place, VelocityKey* key) {
  key->names = std::move(names);
  for (int32_t& index : key->index_of_row) index = index < 0 ? -1 : place[size_t(index)];
}

// A key's column, or nothing and a fault. Numbers that the data file labels are called by their
// labels, but for those that the specification calls by number (`known`).
VelocityKey ReadKey(const Frame& frame, const std::string& name, std::string_view role,
                    const std::vector<std::string>& known, std::vector<Fault>* faults) {
  VelocityKey key;
  key.column = name;
  const Column* column = FindColumn(frame, name, fmt::format("the {} column", role), faults);
  if (column == nullptr) return key;
  Grouping grouping = MakeGrouping(column);
  key.names = std::move(grouping.labels);
  key.index_of_row = std::move(grouping.group_of_row);
  if (const std::optional<size_t> decimal = FindDecimals(key.names)) {
    faults->push_back({{frame.file},
                       fmt::format("the {} column '{}' holds {} (row {}), a number with decimals",
                                   role, name, key.names[*decimal], FirstRow(key, *decimal)),
                       "a key names somebody or something; is this the right column?"});
    return {};
  }
  for (const auto& [number, label] : column->value_labels) {
    const auto found = std::find(key.names.begin(), key.names.end(), fmt::format("{}", number));
    if (found == key.names.end() || Contains(key.names, label) || Contains(known, *found)) continue;
    *found = label;
  }
  return key;
}

// Puts the names in the order of `known`. A name that is not there is a fault.
void Order(const Frame& frame, std::string_view role, const std::vector<std::string>& known,
           VelocityKey* key, std::vector<Fault>* faults) {
  std::vector<int32_t> place(key->names.size());
  for (size_t v = 0; v < key->names.size(); ++v) {
    const auto found = std::find(known.begin(), known.end(), key->names[v]);
    if (found == known.end()) {
      faults->push_back(
          {{frame.file},
           fmt::format("row {} has the {} '{}', which the specification does not describe",
                       FirstRow(*key, v), role, Excerpt(key->names[v])),
           DidYouMean(key->names[v], known, fmt::format("add it to the {}s", role))});
      return;
    }
    place[v] = int32_t(found - known.begin());
  }
  Renumber(known, place, key);
}

// Ascending numbers. Other names have no order that is known.
void OrderWaves(const Frame& frame, VelocityKey* key, std::vector<Fault>* faults) {
  std::vector<double> numbers;
  for (const std::string& name : key->names) {
    const std::optional<double> number = ToNumber(name);
    if (!number && key->names.size() > 1) {
      faults->push_back({{frame.file},
                         fmt::format("the order of the waves {} in '{}' is not known",
                                     JoinNames(key->names, 6), key->column),
                         "say when each was: 'waves: {times: {name: time}}' in the specification"});
      return;
    }
    numbers.push_back(number.value_or(0));
  }
  std::vector<int32_t> order(numbers.size()), place(numbers.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](int32_t a, int32_t b) { return numbers[size_t(a)] < numbers[size_t(b)]; });
  std::vector<std::string> names;
  for (size_t k = 0; k < order.size(); ++k) {
    place[size_t(order[k])] = int32_t(k);
    names.push_back(key->names[size_t(order[k])]);
  }
  Renumber(std::move(names), place, key);
}

// Waves that are still to come, or that nobody answered.
void DropEmptyWaves(VelocityData* data) {
  VelocityKey& wave = data->wave;
  std::vector<int64_t> rows(wave.names.size(), 0);
  for (int32_t index : wave.index_of_row) {
    if (index >= 0) ++rows[size_t(index)];
  }
  std::vector<int32_t> place(wave.names.size(), -1);
  std::vector<std::string> names, empty;
  std::vector<double> times;
  for (size_t w = 0; w < wave.names.size(); ++w) {
    if (rows[w] == 0) {
      empty.push_back("'" + wave.names[w] + "'");
      continue;
    }
    place[w] = int32_t(names.size());
    names.push_back(wave.names[w]);
    times.push_back(data->wave_times[w]);
  }
  if (empty.empty()) return;
  data->notes.push_back({"empty_wave",
                         fmt::format("no row is of the wave{} {}: left out",
                                     empty.size() == 1 ? "" : "s", JoinNames(empty)),
                         "look at the names of the waves, if this is not what you expected"});
  Renumber(std::move(names), place, &wave);
  data->wave_times = std::move(times);
}

void ReadWaves(const VelocitySpecification& velocity, const Frame& frame, VelocityData* data,
               std::vector<Fault>* faults) {
  if (velocity.keys.wave.empty()) return;
  std::vector<std::string> known;
  for (const VelocityWave& wave : velocity.waves) {
    known.push_back(wave.value);
    data->wave_times.push_back(wave.time);
  }
  const size_t before = faults->size();
  data->wave = ReadKey(frame, velocity.keys.wave, "wave", known, faults);
  if (faults->size() > before) return;
  if (data->wave.names.size() > kMostWaves) {
    faults->push_back({{frame.file},
                       fmt::format("the wave column '{}' has {} different values, more than {}",
                                   data->wave.column, data->wave.names.size(), kMostWaves),
                       "a wave is a round of the survey; is this the right column?"});
    return;
  }
  if (known.empty()) {
    OrderWaves(frame, &data->wave, faults);
    for (size_t w = 0; w < data->wave.names.size(); ++w) data->wave_times.push_back(double(w));
    return;
  }
  Order(frame, "wave", known, &data->wave, faults);
  if (faults->size() == before) DropEmptyWaves(data);
}

// Two rows of one account in one wave.
void FindDuplicates(const Frame& frame, const VelocityData& data, std::vector<Fault>* faults) {
  const VelocityKey& account = data.keys[size_t(VelocityLevel::kAccount)];
  const VelocityKey& wave = data.wave;
  if (account.index_of_row.empty() || wave.index_of_row.empty()) return;
  std::vector<int64_t> first(account.names.size() * wave.names.size(), 0);
  std::vector<std::string> examples;
  int64_t duplicates = 0;
  for (size_t row = 0; row < account.index_of_row.size(); ++row) {
    const int32_t a = account.index_of_row[row], w = wave.index_of_row[row];
    if (a < 0 || w < 0) continue;
    int64_t& seen = first[size_t(a) * wave.names.size() + size_t(w)];
    if (seen == 0) {
      seen = int64_t(row) + 1;
      continue;
    }
    if (++duplicates > int64_t(kExamples)) continue;
    examples.push_back(fmt::format("'{}' in wave '{}' (rows {} and {})",
                                   Excerpt(account.names[size_t(a)]),
                                   Excerpt(wave.names[size_t(w)]), seen, row + 1));
  }
  if (duplicates == 0) return;
  faults->push_back({{frame.file},
                     fmt::format("{} row{} the second of an account in a wave: {}{}", duplicates,
                                 duplicates == 1 ? " is" : "s are", JoinNames(examples),
                                 duplicates > int64_t(kExamples) ? " and more" : ""),
                     "keep one row for each account and wave"});
}

// An account with two values of a key that describes the account.
void FindTwoValues(const Frame& frame, const VelocityKey& account, const VelocityKey& key,
                   std::string_view role, std::vector<Fault>* faults) {
  if (account.index_of_row.empty() || key.index_of_row.empty()) return;
  std::vector<int64_t> first(account.names.size(), -1);  // row with the account's first value
  std::vector<uint8_t> told(account.names.size(), 0);
  std::vector<std::string> examples;
  int64_t accounts = 0;
  for (size_t row = 0; row < key.index_of_row.size(); ++row) {
    const int32_t a = account.index_of_row[row], value = key.index_of_row[row];
    if (a < 0 || value < 0) continue;
    int64_t& seen = first[size_t(a)];
    if (seen < 0) seen = int64_t(row);
    const int32_t before = key.index_of_row[size_t(seen)];
    if (before == value || told[size_t(a)]) continue;
    told[size_t(a)] = 1;
    if (++accounts > int64_t(kExamples)) continue;
    examples.push_back(fmt::format(
        "'{}' has '{}' (row {}) and '{}' (row {})", Excerpt(account.names[size_t(a)]),
        Excerpt(key.names[size_t(before)]), seen + 1, Excerpt(key.names[size_t(value)]), row + 1));
  }
  if (accounts == 0) return;
  faults->push_back(
      {{frame.file},
       fmt::format("{} account{} two {}s: {}{}", accounts, accounts == 1 ? " has" : "s have", role,
                   JoinNames(examples), accounts > int64_t(kExamples) ? " and more" : ""),
       fmt::format("give each account one {0}, or leave '{0}' out of the keys", role)});
}

}  // namespace

void ReadVelocityKeys(const VelocitySpecification& velocity, const Frame& frame, VelocityData* data,
                      std::vector<Fault>* faults) {
  std::vector<std::string> stages;
  for (const VelocityStage& stage : velocity.stages) stages.push_back(stage.value);
  for (VelocityLevel level :
       {VelocityLevel::kAccount, VelocityLevel::kSalesperson, VelocityLevel::kSegment,
        VelocityLevel::kMarket, VelocityLevel::kStage}) {
    const std::string& column = velocity.keys[level];
    if (column.empty()) continue;
    const bool is_stage = level == VelocityLevel::kStage;
    const size_t before = faults->size();
    VelocityKey& key = data->keys[size_t(level)];
    key = ReadKey(frame, column, ToString(level), is_stage ? stages : std::vector<std::string>{},
                  faults);
    if (is_stage && !stages.empty() && faults->size() == before) {
      Order(frame, "stage", stages, &key, faults);
    }
  }
  ReadWaves(velocity, frame, data, faults);
  FindDuplicates(frame, *data, faults);
  const VelocityKey& account = data->keys[size_t(VelocityLevel::kAccount)];
  for (VelocityLevel level :
       {VelocityLevel::kSalesperson, VelocityLevel::kSegment, VelocityLevel::kMarket}) {
    FindTwoValues(frame, account, data->keys[size_t(level)], ToString(level), faults);
  }
}

}  // namespace trustsem
