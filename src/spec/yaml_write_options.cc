#include <fmt/format.h>

#include <cmath>

#include "spec/yaml_emit.h"

namespace trustsem {
namespace {

std::string Section(std::string_view heading, const std::string& lines) {
  return lines.empty() ? "" : fmt::format("{}:\n{}", heading, lines);
}

std::string Line(std::string_view key, const std::string& value) {
  return fmt::format("  {}: {}\n", key, value);
}

std::string TextLine(std::string_view key, const std::string& text) {
  return text.empty() ? "" : Line(key, YamlScalar(text));
}

std::string ChoiceLine(std::string_view key, const std::optional<std::string>& choice) {
  return choice ? Line(key, YamlScalar(*choice)) : "";
}

std::string BooleanLine(std::string_view key, const std::optional<bool>& value) {
  return value ? Line(key, *value ? "true" : "false") : "";
}

std::string Data(const DataOptions& data) {
  std::string text;
  if (data.all_ordered) text += Line("ordered", "all");
  if (!data.ordered.empty()) text += Line("ordered", YamlList(YamlScalars(data.ordered)));
  text += TextLine("group", data.group) + TextLine("weights", data.weights) +
          TextLine("cluster", data.cluster) + TextLine("strata", data.strata);
  if (!data.missing_codes.empty()) {
    text += Line("missing_codes", YamlList(YamlNumbers(data.missing_codes)));
  }
  return text;
}

std::string Fit(const FitOptions& fit) {
  std::string text = ChoiceLine("estimator", fit.estimator) + ChoiceLine("missing", fit.missing) +
                     ChoiceLine("information", fit.information) +
                     ChoiceLine("parameterization", fit.parameterization);
  text += ChoiceLine("smoothing", fit.smoothing);
  if (fit.empty_cell) text += Line("empty_cell", YamlNumber(*fit.empty_cell));
  if (!fit.equal.empty()) text += Line("equal", YamlList(YamlScalars(fit.equal)));
  text += BooleanLine("mean_structure", fit.mean_structure);
  if (fit.std_lv) text += Line("identification", *fit.std_lv ? "unit_variance" : "marker");
  return text + BooleanLine("orthogonal", fit.orthogonal) + BooleanLine("growth", fit.growth) +
         BooleanLine("fixed_x", fit.fixed_x);
}

void AddScale(const MetaColumn& column, YamlFlowMap* map) {
  map->Add("mean", YamlNumber(column.mean));
  map->Add("sd", YamlNumber(column.sd));
  if (std::isfinite(column.minimum)) map->Add("min", YamlNumber(column.minimum));
  if (std::isfinite(column.maximum)) map->Add("max", YamlNumber(column.maximum));
  if (column.kind == MetaColumn::Kind::kNumber && column.decimals != 0) {
    map->Add("decimals", fmt::format("{}", column.decimals));
  }
}

std::string ColumnText(const MetaColumn& column) {
  YamlFlowMap map;
  switch (column.kind) {
    case MetaColumn::Kind::kRespondentId:
      map.Add("kind", "respondent_id");
      break;
    case MetaColumn::Kind::kConstant:
      map.Add("kind", "constant");
      map.Add("value", YamlScalar(column.value));
      break;
    case MetaColumn::Kind::kCategory: {
      YamlFlowMap shares;
      for (const auto& [value, share] : column.shares) {
        shares.Add(YamlScalar(value), YamlNumber(share));
      }
      map.Add("kind", "category");
      map.Add("shares", shares.ToText());
      break;
    }
    case MetaColumn::Kind::kNumber:
    case MetaColumn::Kind::kInteger:
      map.Add("kind", column.kind == MetaColumn::Kind::kNumber ? "number" : "integer");
      AddScale(column, &map);
      break;
  }
  return map.ToText();
}

std::string Simulation(const SimulationOptions& simulation) {
  std::string text;
  if (simulation.standardized) text += Line("standardized", "true");
  text += TextLine("statement", simulation.statement);
  if (!simulation.columns.empty()) text += "  columns:\n";
  for (const MetaColumn& column : simulation.columns) {
    text += "  " + Line(YamlScalar(column.name), ColumnText(column));
  }
  if (!simulation.items.empty()) text += "  items:\n";
  for (const auto& [name, column] : simulation.items) {
    text += "  " + Line(YamlScalar(name), ColumnText(column));
  }
  return text;
}

}  // namespace

std::string WriteYamlOptions(const Model& model) {
  return Section("data", Data(model.data)) + Section("fit", Fit(model.fit)) +
         Section("simulation", Simulation(model.simulation));
}

}  // namespace trustsem
