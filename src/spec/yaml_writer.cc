#include <fmt/format.h>

#include "spec/read_model.h"
#include "spec/yaml_emit.h"

namespace trustsem {
namespace {

bool IsEmpty(const Text& text) { return text.en.empty() && text.zh.empty(); }

std::string Heading(const Model& model) {
  std::string text = fmt::format("trustsem: {}\n", model.version);
  if (!model.name.empty()) text += fmt::format("name: {}\n", YamlScalar(model.name));
  if (!IsEmpty(model.title)) text += fmt::format("title: {}\n", YamlText(model.title));
  if (!IsEmpty(model.description)) {
    text += fmt::format("description: {}\n", YamlText(model.description));
  }
  if (!model.source.empty()) text += fmt::format("source: {}\n", YamlScalar(model.source));
  return text;
}

std::string Items(const std::vector<Variable>& variables) {
  std::string text;
  for (const Variable& variable : variables) {
    YamlFlowMap map;
    if (!IsEmpty(variable.label)) map.Add("label", YamlText(variable.label));
    if (!variable.column.empty()) map.Add("column", YamlScalar(variable.column));
    if (variable.reversed) {
      map.Add("reversed", YamlList({YamlNumber(variable.reversed->first),
                                    YamlNumber(variable.reversed->second)}));
    }
    if (!variable.missing_codes.empty()) {
      map.Add("missing", YamlList(YamlNumbers(variable.missing_codes)));
    }
    text += fmt::format("  {}: {}\n", YamlScalar(variable.name), map.ToText());
  }
  return text.empty() ? "" : "items:\n" + text;
}

std::string Constraints(const std::vector<Constraint>& constraints) {
  std::string text;
  for (const Constraint& constraint : constraints) {
    text +=
        fmt::format("  - {}\n", YamlScalar(fmt::format("{} {} {}", constraint.lhs,
                                                       ToString(constraint.op), constraint.rhs)));
  }
  return text.empty() ? "" : "constraints:\n" + text;
}

std::string Effects(const std::vector<Definition>& definitions) {
  std::string text;
  for (const Definition& definition : definitions) {
    std::string value = YamlScalar(definition.expression);
    if (!IsEmpty(definition.label)) {
      YamlFlowMap map;
      map.Add("expression", value);
      map.Add("label", YamlText(definition.label));
      value = map.ToText();
    }
    text += fmt::format("  {}: {}\n", YamlScalar(definition.name), value);
  }
  return text.empty() ? "" : "effects:\n" + text;
}

std::string Hypotheses(const std::vector<Hypothesis>& hypotheses) {
  std::string text;
  for (const Hypothesis& hypothesis : hypotheses) {
    YamlFlowMap map;
    map.Add("name", YamlScalar(hypothesis.name));
    map.Add("about", YamlScalar(hypothesis.about));
    map.Add("expected", hypothesis.expected == Sign::kPositive ? "positive" : "negative");
    if (!IsEmpty(hypothesis.label)) map.Add("label", YamlText(hypothesis.label));
    if (!hypothesis.source.empty()) map.Add("source", YamlScalar(hypothesis.source));
    text += fmt::format("  - {}\n", map.ToText());
  }
  return text.empty() ? "" : "hypotheses:\n" + text;
}

}  // namespace

std::string WriteYaml(const Model& model) {
  return Heading(model) + WriteYamlTerms(model) + Items(model.variables) +
         Constraints(model.constraints) + Effects(model.definitions) +
         Hypotheses(model.hypotheses) + WriteYamlOptions(model);
}

}  // namespace trustsem
