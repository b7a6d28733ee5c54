// The parts of a codebook, each read into plain data (private to the codebook's reader).
#ifndef TRUSTSEM_SPEC_YAML_CODEBOOK_H_
#define TRUSTSEM_SPEC_YAML_CODEBOOK_H_

#include <string>
#include <string_view>
#include <vector>

#include "spec/codebook.h"
#include "spec/yaml_values.h"

namespace trustsem {

// {value: label, ...} or [value, ...]. `what` names the list in messages ("values"). Faults: a
// value that is empty or stands twice, a label that stands twice or is another one's value.
std::vector<CodebookValue> ReadCodebookValues(YamlValues& values, const YamlNode& node,
                                              std::string_view what);

// Faults: a label that two columns have, or that is another column's name. `nodes`: where each of
// `columns` (its name and label) stands.
void CheckColumnLabels(YamlValues& values, const std::vector<const YamlNode*>& nodes,
                       const std::vector<CodebookValue>& columns);

// Faults: numbers that do not ascend.
void CheckLowestFirst(YamlValues& values, const YamlNode& node, std::string_view what,
                      const std::vector<CodebookValue>& list);

// Adds one entry of `variables`. The codebook's missing codes and scales are read already.
void ReadCodebookVariable(YamlValues& values, const YamlNode& name, const YamlNode& node,
                          Codebook* codebook);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_YAML_CODEBOOK_H_
