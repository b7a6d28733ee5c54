#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "spec/yaml_emit.h"

namespace trustsem {
namespace {

std::string FixedOrFree(const std::optional<double>& value) {
  return value ? YamlNumber(*value) : "free";
}

// Bounds that say nothing are written as infinite, so that they read back as such.
std::vector<std::string> Bounds(const std::vector<double>& bounds, double none) {
  std::vector<double> said = bounds;
  std::replace_if(
      said.begin(), said.end(), [](double x) { return std::isnan(x); }, none);
  return YamlNumbers(said);
}

void AddModifiers(const Modifiers& modifiers, YamlFlowMap* map) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (!modifiers.fixed.empty()) {
    std::vector<std::string> fixed;
    for (const auto& value : modifiers.fixed) fixed.push_back(FixedOrFree(value));
    map->Add("fixed", YamlOneOrMore(fixed));
  }
  if (!modifiers.labels.empty()) map->Add("label", YamlOneOrMore(YamlScalars(modifiers.labels)));
  if (!modifiers.start.empty()) map->Add("start", YamlOneOrMore(YamlNumbers(modifiers.start)));
  if (!modifiers.lower.empty()) {
    map->Add("lower", YamlOneOrMore(Bounds(modifiers.lower, -kInfinity)));
  }
  if (!modifiers.upper.empty()) {
    map->Add("upper", YamlOneOrMore(Bounds(modifiers.upper, kInfinity)));
  }
  if (!modifiers.equal_to.empty()) map->Add("equal_to", YamlScalar(modifiers.equal_to));
  if (modifiers.equal_over_groups) {
    map->Add("equal_over_groups", *modifiers.equal_over_groups ? "true" : "false");
  }
}

void AddClaim(const Term& term, YamlFlowMap* map) {
  if (term.status != Status::kUnstated) map->Add("status", ToString(term.status));
  if (!term.source.empty()) map->Add("source", YamlScalar(term.source));
}

// The short form where nothing more is said than what `subject` says.
std::string TermText(const Term& term, std::string_view key, const std::string& subject) {
  YamlFlowMap map;
  map.Add(key, subject);
  AddModifiers(term.modifiers, &map);
  AddClaim(term, &map);
  return map.size() == 1 ? subject : map.ToText();
}

std::string PairText(const Term& forward, const Term& backward) {
  const std::string subject = YamlScalar(forward.rhs + " <=> " + forward.lhs);
  YamlFlowMap map;
  map.Add("path", subject);
  const bool same = forward.status == backward.status && forward.source == backward.source;
  if (same) AddClaim(forward, &map);
  for (const auto& [key, term] :
       {std::pair("forward", &forward), std::pair("backward", &backward)}) {
    YamlFlowMap said;
    AddModifiers(term->modifiers, &said);
    if (!same) AddClaim(*term, &said);
    if (!said.empty()) map.Add(key, said.ToText());
  }
  return map.size() == 1 ? subject : map.ToText();
}

std::string ItemsText(const Model& model, const std::string& construct) {
  std::vector<std::string> items;
  bool is_short = true;
  for (const Term& term : model.terms) {
    if (term.op != Operator::kMeasuredBy || term.lhs != construct) continue;
    items.push_back(TermText(term, "item", YamlScalar(term.rhs)));
    is_short = is_short && items.back().front() != '{';
  }
  if (is_short) return " " + YamlList(items) + "\n";
  std::string text = "\n";
  for (const std::string& item : items) text += "      - " + item + "\n";
  return text;
}

std::string Constructs(const Model& model) {
  std::string text;
  for (const Construct& construct : model.constructs) {
    text += fmt::format("  {}:\n", YamlScalar(construct.name));
    if (!construct.label.en.empty() || !construct.label.zh.empty()) {
      text += fmt::format("    label: {}\n", YamlText(construct.label));
    }
    if (!construct.source.empty()) {
      text += fmt::format("    source: {}\n", YamlScalar(construct.source));
    }
    text += "    items:" + ItemsText(model, construct.name);
  }
  return text;
}

std::string Paths(const Model& model) {
  std::string text;
  std::vector<bool> written(model.terms.size(), false);
  for (size_t i = 0; i < model.terms.size(); ++i) {
    const Term& term = model.terms[i];
    if (term.op != Operator::kRegression || written[i]) continue;
    size_t other = i + 1;
    while (term.reciprocal && other < model.terms.size()) {
      const Term& back = model.terms[other];
      const bool pair = back.reciprocal && back.lhs == term.rhs && back.rhs == term.lhs;
      if (pair && back.op == Operator::kRegression && !written[other]) break;
      ++other;
    }
    if (term.reciprocal && other < model.terms.size()) {
      written[other] = true;
      text += "  - " + PairText(term, model.terms[other]) + "\n";
    } else {
      text += "  - " + TermText(term, "path", YamlScalar(term.rhs + " -> " + term.lhs)) + "\n";
    }
  }
  return text;
}

std::string Lines(const Model& model, Operator op, std::string_view key) {
  std::string text;
  for (const Term& term : model.terms) {
    if (term.op != op) continue;
    const std::string subject =
        op == Operator::kCovariance ? term.lhs + " <-> " + term.rhs : term.lhs;
    text += "  - " + TermText(term, key, YamlScalar(subject)) + "\n";
  }
  return text;
}

std::string ThresholdText(const Term& term, size_t number) {
  YamlFlowMap map;
  if (term.rhs != fmt::format("t{}", number)) map.Add("threshold", YamlScalar(term.rhs));
  AddModifiers(term.modifiers, &map);
  AddClaim(term, &map);
  if (map.empty()) return "null";
  Term bare = term;
  bare.modifiers.fixed.clear();
  YamlFlowMap others;
  AddModifiers(bare.modifiers, &others);
  AddClaim(bare, &others);
  const bool only_value = others.empty() && term.modifiers.fixed.size() == 1 && map.size() == 1;
  return only_value ? FixedOrFree(term.modifiers.fixed.front()) : map.ToText();
}

std::string Thresholds(const Model& model) {
  std::vector<std::string> items;
  for (const Term& term : model.terms) {
    const bool is_new = std::find(items.begin(), items.end(), term.lhs) == items.end();
    if (term.op == Operator::kThreshold && is_new) items.push_back(term.lhs);
  }
  std::string text;
  for (const std::string& item : items) {
    std::vector<std::string> thresholds;
    for (const Term& term : model.terms) {
      if (term.op != Operator::kThreshold || term.lhs != item) continue;
      thresholds.push_back(ThresholdText(term, thresholds.size() + 1));
    }
    text += fmt::format("  {}: {}\n", YamlScalar(item), YamlList(thresholds));
  }
  return text;
}

}  // namespace

std::string WriteYamlTerms(const Model& model) {
  const std::pair<const char*, std::string> sections[] = {
      {"constructs", Constructs(model)},
      {"paths", Paths(model)},
      {"covariances", Lines(model, Operator::kCovariance, "covariance")},
      {"intercepts", Lines(model, Operator::kIntercept, "variable")},
      {"thresholds", Thresholds(model)},
      {"scales", Lines(model, Operator::kScale, "variable")},
  };
  std::string text;
  for (const auto& [heading, lines] : sections) {
    if (!lines.empty()) text += fmt::format("{}:\n{}", heading, lines);
  }
  return text;
}

}  // namespace trustsem
