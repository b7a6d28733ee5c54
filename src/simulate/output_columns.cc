#include "simulate/output_columns.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"

namespace trustsem {

WaveName SplitWave(const std::string& name, const Waves& waves) {
  if (waves.count <= 1) return {name};
  const size_t at = name.rfind(waves.suffix);
  if (at == std::string::npos || at == 0) return {name};
  const char* const begin = name.data() + at + waves.suffix.size();
  const char* const end = name.data() + name.size();
  int wave = 0;
  const auto [stop, error] = std::from_chars(begin, end, wave);
  if (begin == end || error != std::errc() || stop != end) return {name};
  if (wave < 1 || wave > waves.count) return {name};
  return {name.substr(0, at), wave - 1};
}

std::vector<OutputColumn> MakeOutputColumns(const Model& model,
                                            const std::vector<PlannedColumn>& columns,
                                            std::vector<Fault>* faults) {
  const SimulationOptions& simulation = model.simulation;
  const size_t waves = static_cast<size_t>(simulation.waves.count);
  const auto add_fault = [&](std::string message, std::string hint) {
    faults->push_back({{model.file}, std::move(message), std::move(hint)});
  };
  std::vector<OutputColumn> output;
  std::map<std::string, size_t> position;
  for (size_t k = 0; k < columns.size(); ++k) {
    const PlannedColumn& planned = columns[k];
    std::string name = planned.name;
    for (const Variable& variable : model.variables) {
      if (planned.item >= 0 && variable.name == name && !variable.column.empty()) {
        name = variable.column;
      }
    }
    if (planned.wave >= 0) name = SplitWave(name, simulation.waves).base;
    const auto [at, is_new] = position.emplace(name, output.size());
    if (is_new) output.push_back({name, std::vector<int>(waves, -1)});
    std::vector<int>& by_wave = output[at->second].by_wave;
    for (size_t wave = 0; wave < waves; ++wave) {
      if (planned.wave >= 0 && planned.wave != static_cast<int>(wave)) continue;
      if (by_wave[wave] >= 0) {
        add_fault(fmt::format("two items are written to the column '{}'", name),
                  "give each its own column");
        break;
      }
      by_wave[wave] = static_cast<int>(k);
    }
  }
  // The order that was asked for, then the others.
  std::vector<std::string> headers;
  for (const OutputColumn& column : output) headers.push_back(column.name);
  std::vector<OutputColumn> sorted;
  std::set<std::string> placed;
  for (const std::string& name : simulation.order) {
    const auto found = position.find(name);
    if (found == position.end()) {
      add_fault(fmt::format("'{}' under 'order' is no column of the survey", Excerpt(name)),
                DidYouMean(name, headers, "leave it out"));
    } else if (!placed.insert(name).second) {
      add_fault(fmt::format("'{}' stands twice under 'order'", name), "leave one of them out");
    } else {
      sorted.push_back(output[found->second]);
    }
  }
  for (OutputColumn& column : output) {
    if (!placed.count(column.name)) sorted.push_back(std::move(column));
  }
  return sorted;
}

}  // namespace trustsem
