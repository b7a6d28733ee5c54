#include <fmt/format.h>

#include <chrono>
#include <cmath>

#include "spec/yaml_emit.h"

namespace trustsem {
namespace {

using Kind = MetaColumn::Kind;

std::string SharesText(const Shares& shares) {
  YamlFlowMap map;
  for (const auto& [value, share] : shares) map.Add(YamlScalar(value), YamlNumber(share));
  return map.ToText();
}

std::string SharesByText(const std::vector<std::pair<std::string, Shares>>& shares_by) {
  YamlFlowMap map;
  for (const auto& [value, shares] : shares_by) map.Add(YamlScalar(value), SharesText(shares));
  return map.ToText();
}

void AddText(std::string_view key, const std::string& text, YamlFlowMap* map) {
  if (!text.empty()) map->Add(key, YamlScalar(text));
}

void AddNumber(std::string_view key, double value, double otherwise, YamlFlowMap* map) {
  if (value != otherwise) map->Add(key, YamlNumber(value));
}

void AddScale(const MetaColumn& column, YamlFlowMap* map) {
  AddNumber("mean", column.mean, 0, map);
  AddNumber("sd", column.sd, 1, map);
  if (std::isfinite(column.minimum)) map->Add("min", YamlNumber(column.minimum));
  if (std::isfinite(column.maximum)) map->Add("max", YamlNumber(column.maximum));
  if (column.kind == Kind::kNumber) AddNumber("decimals", column.decimals, 0, map);
}

std::string DayText(int day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string ColumnText(const MetaColumn& column) {
  YamlFlowMap map;
  switch (column.kind) {
    case Kind::kRespondentId:
      map.Add("kind", "respondent_id");
      AddText("prefix", column.prefix, &map);
      break;
    case Kind::kConstant:
      map.Add("kind", "constant");
      map.Add("value", YamlScalar(column.value));
      break;
    case Kind::kCategory:
      map.Add("kind", "category");
      AddText("by", column.by, &map);
      AddText("from", column.from, &map);
      AddText("within", column.within, &map);
      map.Add("shares",
              column.by.empty() ? SharesText(column.shares) : SharesByText(column.shares_by));
      if (!column.shifts.empty()) map.Add("shifts", SharesByText(column.shifts));
      break;
    case Kind::kNumber:
    case Kind::kInteger:
      map.Add("kind", column.kind == Kind::kNumber ? "number" : "integer");
      AddText("after", column.after, &map);
      AddScale(column, &map);
      break;
    case Kind::kWeight:
      map.Add("kind", "weight");
      if (!column.population.empty()) map.Add("population", SharesByText(column.population));
      AddNumber("variation", column.variation, 0, &map);
      break;
    case Kind::kCluster:
      map.Add("kind", "cluster");
      map.Add("size", YamlNumber(column.size));
      AddText("of", column.of, &map);
      AddNumber("intraclass", column.intraclass, 0, &map);
      AddText("prefix", column.prefix, &map);
      break;
    case Kind::kDate:
      map.Add("kind", "date");
      if (column.after.empty()) map.Add("latest", DayText(column.latest));
      AddText("after", column.after, &map);
      AddText("months_from", column.months_from, &map);
      AddScale(column, &map);
      break;
  }
  return map.ToText();
}

std::string MarginText(const Margin& margin) {
  bool plain = true;
  for (size_t k = 0; k < margin.answers.size(); ++k) {
    plain &= margin.answers[k] == static_cast<double>(k + 1);
  }
  if (plain) return YamlList(YamlNumbers(margin.shares));
  YamlFlowMap map;
  for (size_t k = 0; k < margin.answers.size(); ++k) {
    map.Add(YamlNumber(margin.answers[k]), YamlNumber(margin.shares[k]));
  }
  return map.ToText();
}

std::string ChoiceText(const ChoiceSet& set) {
  YamlFlowMap shares, map;
  for (size_t k = 0; k < set.items.size(); ++k) {
    shares.Add(YamlScalar(set.items[k]), YamlNumber(set.shares[k]));
  }
  map.Add("choose", fmt::format("{}", set.choose));
  map.Add("shares", shares.ToText());
  return map.ToText();
}

std::string RateText(const Rate& said, const std::string& code) {
  if (said.by.empty() && code.empty()) return YamlNumber(said.rate);
  YamlFlowMap map;
  AddNumber("rate", said.rate, 0, &map);
  AddText("by", said.by, &map);
  if (!said.rates.empty()) map.Add("rates", SharesText(said.rates));
  AddText("code", code, &map);
  return map.ToText();
}

std::string WavesText(const Waves& waves) {
  YamlFlowMap map;
  map.Add("count", fmt::format("{}", waves.count));
  if (waves.column != Waves().column) AddText("column", waves.column, &map);
  if (waves.suffix != Waves().suffix) AddText("suffix", waves.suffix, &map);
  if (waves.dropout.rate > 0 || !waves.dropout.by.empty()) {
    map.Add("dropout", RateText(waves.dropout, ""));
  }
  return map.ToText();
}

std::string Line(std::string_view key, const std::string& value) {
  return fmt::format("  {}: {}\n", key, value);
}

std::string Entry(const std::string& name, const std::string& value) {
  return "  " + Line(YamlScalar(name), value);
}

// The heading of a list of entries, where there are any.
std::string Under(std::string_view heading, const std::string& entries) {
  return entries.empty() ? "" : fmt::format("  {}:\n{}", heading, entries);
}

}  // namespace

std::string WriteYamlSimulation(const SimulationOptions& simulation) {
  std::string text, columns, items, margins, choices, missing;
  for (const MetaColumn& column : simulation.columns) {
    columns += Entry(column.name, ColumnText(column));
  }
  for (const auto& [name, column] : simulation.items) items += Entry(name, ColumnText(column));
  for (const auto& [name, margin] : simulation.margins) margins += Entry(name, MarginText(margin));
  for (const ChoiceSet& set : simulation.choices) choices += Entry(set.name, ChoiceText(set));
  for (const auto& [name, rate] : simulation.missing)
    missing += Entry(name, RateText(rate, rate.code));
  if (simulation.standardized) text += Line("standardized", "true");
  if (!simulation.statement.empty()) text += Line("statement", YamlScalar(simulation.statement));
  text += Under("columns", columns) + Under("items", items) + Under("margins", margins) +
          Under("choices", choices) + Under("missing", missing);
  if (simulation.waves.count > 1) text += Line("waves", WavesText(simulation.waves));
  if (!simulation.order.empty()) text += Line("order", YamlList(YamlScalars(simulation.order)));
  return text;
}

}  // namespace trustsem
