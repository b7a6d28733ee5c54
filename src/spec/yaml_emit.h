// Pieces of YAML text (private to the YAML writer).
#ifndef TRUSTSEM_SPEC_YAML_EMIT_H_
#define TRUSTSEM_SPEC_YAML_EMIT_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "spec/model.h"

namespace trustsem {

// The text as a YAML scalar that reads back the same in YAML 1.1 and 1.2, quoted where needed.
std::string YamlScalar(std::string_view text);

// The shortest decimal that reads back the same; infinities as '.inf', not-a-number as 'null'.
std::string YamlNumber(double value);

// "plain" or "{en: ..., zh: ...}".
std::string YamlText(const Text& text);

// "[a, b]", of values that are YAML already.
std::string YamlList(const std::vector<std::string>& values);

// "a" where there is one, else "[a, b]".
std::string YamlOneOrMore(const std::vector<std::string>& values);

std::vector<std::string> YamlScalars(const std::vector<std::string>& texts);
std::vector<std::string> YamlNumbers(const std::vector<double>& numbers);

// A map on one line, "{a: 1, b: 2}"; values are YAML already.
class YamlFlowMap {
 public:
  void Add(std::string_view key, std::string value) {
    fields_.emplace_back(std::string(key), std::move(value));
  }
  bool empty() const { return fields_.empty(); }
  size_t size() const { return fields_.size(); }
  std::string ToText() const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// yaml_write_terms.cc: the sections from `constructs` to `scales`, each with its heading.
std::string WriteYamlTerms(const Model& model);

// yaml_write_options.cc: the sections `data`, `fit` and `simulation`.
std::string WriteYamlOptions(const Model& model);

// yaml_write_simulation.cc: what stands under `simulation`; nothing where nothing is said.
std::string WriteYamlSimulation(const SimulationOptions& simulation);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_YAML_EMIT_H_
