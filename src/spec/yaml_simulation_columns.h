// The columns of a simulated survey that are no items (private to the YAML reader).
#ifndef TRUSTSEM_SPEC_YAML_SIMULATION_COLUMNS_H_
#define TRUSTSEM_SPEC_YAML_SIMULATION_COLUMNS_H_

#include <string_view>

#include "spec/yaml_sections.h"

namespace trustsem {

// A map from values to their shares, each from 0 to 1, that sum to `total`.
Shares ReadYamlShares(YamlValues& values, const YamlNode& node, double total);

// A number from 0 to 1, else a fault.
double ReadYamlFraction(YamlValues& values, const YamlNode& node, std::string_view what);

// `simulation.columns`, and the scales under `simulation.items`.
void ReadYamlSimulationColumns(YamlValues& values, const YamlNode& node, Model* model);
void ReadYamlSimulationItems(YamlValues& values, const YamlNode& node, Model* model);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_YAML_SIMULATION_COLUMNS_H_
