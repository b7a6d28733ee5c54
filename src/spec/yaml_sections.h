// The parts of a YAML specification, each read into the model (private to the YAML reader).
#ifndef TRUSTSEM_SPEC_YAML_SECTIONS_H_
#define TRUSTSEM_SPEC_YAML_SECTIONS_H_

#include <set>
#include <string>
#include <string_view>

#include "spec/model.h"
#include "spec/yaml_values.h"

namespace trustsem {

// yaml_modifiers.cc: what the long form of a term says of its parameter. The keys are those of the
// modifiers, and `status` and `source`.
const std::vector<std::string>& YamlModifierKeys();
void ReadYamlModifier(YamlValues& values, const std::string& key, const YamlNode& value,
                      Term* term);
std::string ReadYamlSource(YamlValues& values, const YamlNode& value);
Status ReadYamlStatus(YamlValues& values, const YamlNode& value);

// An arrow between two names: "a -> b", "a <-> b" or "a <=> b".
struct YamlArrow {
  std::string from, arrow, to;
};

// Reports a fault and returns nothing where `node` is no arrow, or not one of `arrows`.
std::optional<YamlArrow> ReadYamlArrow(YamlValues& values, const YamlNode& node,
                                       const std::vector<std::string>& arrows);

// The same without faults, for texts that may be something else.
std::optional<YamlArrow> ParseYamlArrow(std::string_view text);

// yaml_terms.cc: everything that becomes a Term.
void ReadYamlConstructs(YamlValues& values, const YamlNode& node, Model* model);
void ReadYamlPaths(YamlValues& values, const YamlNode& node, Model* model);
void ReadYamlCovariances(YamlValues& values, const YamlNode& node, Model* model);
void ReadYamlIntercepts(YamlValues& values, const YamlNode& node, Model* model);
void ReadYamlThresholds(YamlValues& values, const YamlNode& node, Model* model);
void ReadYamlScales(YamlValues& values, const YamlNode& node, Model* model);

// yaml_claims.cc: what is said about variables, labels and effects.
void ReadYamlItems(YamlValues& values, const YamlNode& node, Model* model);
void ReadYamlConstraints(YamlValues& values, const YamlNode& node, Model* model);
void ReadYamlEffects(YamlValues& values, const YamlNode& node, Model* model);
void ReadYamlHypotheses(YamlValues& values, const YamlNode& node, Model* model);

// yaml_options.cc: data and fit; yaml_simulation.cc: simulation. Both are read after the terms.
// YamlVariables tells the observed variables of the model, and reports any other name.
class YamlVariables {
 public:
  explicit YamlVariables(const Model& model);
  bool Has(YamlValues& values, const YamlNode& name) const;

 private:
  std::set<std::string> observed_;
};
void ReadYamlData(YamlValues& values, const YamlNode& node, Model* model);
void ReadYamlFit(YamlValues& values, const YamlNode& node, Model* model);
void ReadYamlSimulation(YamlValues& values, const YamlNode& node, Model* model);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_YAML_SECTIONS_H_
