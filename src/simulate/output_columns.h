// Which planned column stands where in the file: waves put together, in the order asked for.
#ifndef TRUSTSEM_SIMULATE_OUTPUT_COLUMNS_H_
#define TRUSTSEM_SIMULATE_OUTPUT_COLUMNS_H_

#include <string>
#include <vector>

#include "simulate/survey_plan.h"

namespace trustsem {

// The wave that a variable's name ends with, from zero, and the name before it; -1: none.
struct WaveName {
  std::string base;
  int wave = -1;
};
WaveName SplitWave(const std::string& name, const Waves& waves);

// Faults: two items for one column, names under `order` that are no columns or stand twice.
std::vector<OutputColumn> MakeOutputColumns(const Model& model,
                                            const std::vector<PlannedColumn>& columns,
                                            std::vector<Fault>* faults);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_OUTPUT_COLUMNS_H_
