#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "spec/yaml_sections.h"

namespace trustsem {
namespace {

using Kind = MetaColumn::Kind;

constexpr double kShareTolerance = 1e-6;
constexpr int kMostDecimals = 12;

Kind KindNamed(const std::string& name) {
  if (name == "respondent_id") return Kind::kRespondentId;
  if (name == "number") return Kind::kNumber;
  if (name == "integer") return Kind::kInteger;
  if (name == "constant") return Kind::kConstant;
  return Kind::kCategory;
}

// The keys that a column of each kind takes, beside `kind`.
std::vector<std::string> KeysOf(Kind kind) {
  switch (kind) {
    case Kind::kRespondentId:
      return {"kind"};
    case Kind::kCategory:
      return {"kind", "shares"};
    case Kind::kConstant:
      return {"kind", "value"};
    case Kind::kInteger:
      return {"kind", "mean", "sd", "min", "max"};
    case Kind::kNumber:
      break;
  }
  return {"kind", "mean", "sd", "min", "max", "decimals"};
}

void ReadShares(YamlValues& values, const YamlNode& node, MetaColumn* column) {
  double sum = 0;
  const size_t before = values.faults().size();
  values.NamedFields(node, "shares", false, [&](const YamlNode& key, const YamlNode& value) {
    const std::optional<double> share = values.Number(value, "a share");
    if (!share) return;
    if (*share < 0 || *share > 1) {
      values.Report(value, fmt::format("the share {} is not between 0 and 1", value.text),
                    "write shares as fractions, such as 0.25");
    }
    sum += *share;
    column->shares.emplace_back(key.text, *share);
  });
  if (values.faults().size() != before) return;
  if (std::abs(sum - 1) > kShareTolerance) {
    values.Report(node, fmt::format("the shares sum to {:.6g}", sum),
                  "change them so that they sum to 1");
  }
}

void ReadField(YamlValues& values, const std::string& key, const YamlNode& value,
               MetaColumn* column) {
  const auto set = [](std::optional<double> said, double* target) {
    if (said) *target = *said;
  };
  if (key == "mean") set(values.Number(value, "a mean"), &column->mean);
  if (key == "sd") {
    set(values.Number(value, "a standard deviation"), &column->sd);
    if (column->sd <= 0) {
      values.Report(value, fmt::format("the standard deviation {} is not positive", value.text),
                    "write a number above 0");
    }
  }
  if (key == "min") set(values.NumberOrInfinity(value, "a minimum"), &column->minimum);
  if (key == "max") set(values.NumberOrInfinity(value, "a maximum"), &column->maximum);
  if (key == "decimals") {
    column->decimals = values.Integer(value, "a number of decimals", 0, kMostDecimals).value_or(0);
  }
  if (key == "value") column->value = values.String(value, "a value");
  if (key == "shares") ReadShares(values, value, column);
}

// `kinds`: those allowed here. A kind that is not given is told by the other keys.
MetaColumn ReadColumn(YamlValues& values, const YamlNode& name, const YamlNode& node,
                      std::string_view what, const std::vector<std::string>& kinds,
                      Kind otherwise) {
  MetaColumn column;
  column.name = name.text;
  column.kind = otherwise;
  column.place = values.PlaceOf(name);
  if (node.kind == YamlNode::Kind::kMap) {
    for (const auto& [key, value] : node.fields) {
      if (key.text == "kind") {
        const std::string kind = values.Choice(value, "a kind of column", kinds);
        if (kind.empty()) return column;  // what else it says depends on the kind
        column.kind = KindNamed(kind);
      }
    }
  }
  values.Fields(node, what, KeysOf(column.kind),
                [&](const std::string& key, const YamlNode& value) {
                  if (key != "kind") ReadField(values, key, value, &column);
                });
  if (column.minimum >= column.maximum) {
    values.Report(
        name,
        fmt::format("the minimum {} is not below the maximum {}", column.minimum, column.maximum),
        "change 'min' or 'max'");
  }
  return column;
}

void ReadColumns(YamlValues& values, const YamlNode& node, Model* model) {
  static const std::vector<std::string> kKinds = {"respondent_id", "category", "number", "integer",
                                                  "constant"};
  values.NamedFields(node, "columns", false, [&](const YamlNode& key, const YamlNode& value) {
    const size_t before = values.faults().size();
    MetaColumn column = ReadColumn(values, key, value, "a column", kKinds, Kind::kCategory);
    if (values.faults().size() == before && column.kind == Kind::kCategory &&
        column.shares.empty()) {
      values.Report(key, fmt::format("the column '{}' has no shares", Excerpt(key.text)),
                    "write {shares: {a: 0.5, b: 0.5}}, or name another kind");
    }
    model->simulation.columns.push_back(std::move(column));
  });
}

void ReadItems(YamlValues& values, const YamlNode& node, Model* model) {
  const YamlVariables variables(*model);
  values.NamedFields(node, "items", true, [&](const YamlNode& key, const YamlNode& value) {
    if (!variables.Has(values, key)) return;
    model->simulation.items[key.text] =
        ReadColumn(values, key, value, "an item's scale", {"number", "integer"}, Kind::kNumber);
  });
}

}  // namespace

void ReadYamlSimulation(YamlValues& values, const YamlNode& node, Model* model) {
  SimulationOptions& simulation = model->simulation;
  values.Fields(node, "simulation", {"standardized", "statement", "columns", "items"},
                [&](const std::string& key, const YamlNode& value) {
                  if (key == "standardized") {
                    simulation.standardized =
                        values.Boolean(value, "'standardized'").value_or(false);
                  }
                  if (key == "statement") {
                    simulation.statement = values.String(value, "a statement");
                  }
                  if (key == "columns") ReadColumns(values, value, model);
                  if (key == "items") ReadItems(values, value, model);
                });
}

}  // namespace trustsem
