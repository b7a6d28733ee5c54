#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "spec/yaml_sections.h"
#include "spec/yaml_simulation_columns.h"

namespace trustsem {
namespace {

constexpr double kShareTolerance = 1e-6;
constexpr int kMostWaves = 1000;

// [0.1, 0.2, ...] for the answers 1 to k, or {answer: share, ...}.
Margin ReadMargin(YamlValues& values, const YamlNode& node) {
  Margin margin;
  margin.place = values.PlaceOf(node);
  if (node.kind == YamlNode::Kind::kMap) {
    for (const auto& [answer, share] : ReadYamlShares(values, node, 1)) {
      const std::optional<double> number = ParseYamlNumber(answer);
      if (!number) {
        values.Report(node, fmt::format("the answer '{}' is no number", Excerpt(answer)),
                      "write the numbers that stand for the answers");
      }
      margin.answers.push_back(number.value_or(0));
      margin.shares.push_back(share);
    }
    return margin;
  }
  double sum = 0;
  const size_t before = values.faults().size();
  for (const YamlNode& element : values.Elements(node, "a margin")) {
    margin.shares.push_back(ReadYamlFraction(values, element, "a share"));
    margin.answers.push_back(static_cast<double>(margin.shares.size()));
    sum += margin.shares.back();
  }
  if (values.faults().size() == before && std::abs(sum - 1) > kShareTolerance) {
    values.Report(node, fmt::format("the shares sum to {:.6g}", sum),
                  "change them so that they sum to 1");
  }
  return margin;
}

void ReadMargins(YamlValues& values, const YamlNode& node, Model* model) {
  const YamlVariables variables(*model);
  values.NamedFields(node, "margins", true, [&](const YamlNode& key, const YamlNode& value) {
    if (!variables.Has(values, key)) return;
    Margin margin = ReadMargin(values, value);
    margin.place = values.PlaceOf(key);
    if (margin.shares.size() == 1) {
      values.Report(key, fmt::format("the margin of '{}' has one answer alone", key.text),
                    "list the shares of at least two answers");
    }
    model->simulation.margins[key.text] = std::move(margin);
  });
}

void ReadChoices(YamlValues& values, const YamlNode& node, Model* model) {
  const YamlVariables variables(*model);
  values.NamedFields(node, "choices", true, [&](const YamlNode& key, const YamlNode& value) {
    ChoiceSet set;
    set.name = key.text;
    set.place = values.PlaceOf(key);
    const YamlNode* shares = nullptr;
    values.Fields(value, "a question with choices", {"choose", "shares"},
                  [&](const std::string& field, const YamlNode& said) {
                    if (field == "shares") shares = &said;
                    if (field == "choose") {
                      set.choose = values.Integer(said, "a number of choices", 1, 1000).value_or(1);
                    }
                  });
    if (shares == nullptr) {
      values.Report(key, fmt::format("the question '{}' has no shares", key.text),
                    "write {choose: 3, shares: {item: 0.4, ...}}");
      return;
    }
    for (const auto& [item, share] : ReadYamlShares(values, *shares, set.choose)) {
      set.items.push_back(item);
      set.shares.push_back(share);
    }
    if (shares->kind == YamlNode::Kind::kMap) {
      for (const auto& [item, share] : shares->fields) variables.Has(values, item);
    }
    if (set.choose >= static_cast<int>(set.items.size())) {
      values.Report(key, fmt::format("{} of {} items are chosen", set.choose, set.items.size()),
                    "choose fewer than there are");
    }
    model->simulation.choices.push_back(std::move(set));
  });
}

// A rate alone, or a map, which may also have a code where `code` is not null.
Rate ReadRate(YamlValues& values, const YamlNode& key, const YamlNode& node, std::string_view what,
              std::string* code) {
  Rate read;
  read.place = values.PlaceOf(key);
  if (node.kind == YamlNode::Kind::kScalar) {
    read.rate = ReadYamlFraction(values, node, "a rate");
    return read;
  }
  std::vector<std::string> keys = {"rate", "by", "rates"};
  if (code != nullptr) keys.emplace_back("code");
  values.Fields(node, what, keys, [&](const std::string& field, const YamlNode& value) {
    if (field == "rate") read.rate = ReadYamlFraction(values, value, "a rate");
    if (field == "by") read.by = values.String(value, "a column");
    if (field == "code") *code = values.String(value, "a code");
    if (field != "rates") return;
    values.NamedFields(value, "rates", false, [&](const YamlNode& answer, const YamlNode& rate) {
      read.rates.emplace_back(answer.text, ReadYamlFraction(values, rate, "a rate"));
    });
  });
  if (read.by.empty() != read.rates.empty()) {
    values.Report(key, "'by' and 'rates' belong together",
                  "write {rate: 0.02, by: market, rates: {CN: 0.05}}");
  }
  return read;
}

MissingRate ReadMissingRate(YamlValues& values, const YamlNode& key, const YamlNode& node) {
  MissingRate missing;
  static_cast<Rate&>(missing) = ReadRate(values, key, node, "missing answers", &missing.code);
  return missing;
}

void ReadWaves(YamlValues& values, const YamlNode& node, Waves* waves) {
  waves->place = values.PlaceOf(node);
  values.Fields(node, "waves", {"count", "column", "suffix", "dropout"},
                [&](const std::string& key, const YamlNode& value) {
                  if (key == "count") {
                    waves->count =
                        values.Integer(value, "a number of waves", 1, kMostWaves).value_or(1);
                  }
                  if (key == "column") waves->column = values.String(value, "a column");
                  if (key == "suffix") waves->suffix = values.String(value, "a suffix");
                  if (key == "dropout") {
                    waves->dropout = ReadRate(values, value, value, "drop-out", nullptr);
                  }
                });
}

}  // namespace

void ReadYamlSimulation(YamlValues& values, const YamlNode& node, Model* model) {
  SimulationOptions& simulation = model->simulation;
  values.Fields(
      node, "simulation",
      {"standardized", "statement", "columns", "items", "margins", "choices", "missing", "waves",
       "order"},
      [&](const std::string& key, const YamlNode& value) {
        if (key == "standardized") {
          simulation.standardized = values.Boolean(value, "'standardized'").value_or(false);
        }
        if (key == "statement") simulation.statement = values.String(value, "a statement");
        if (key == "columns") ReadYamlSimulationColumns(values, value, model);
        if (key == "items") ReadYamlSimulationItems(values, value, model);
        if (key == "margins") ReadMargins(values, value, model);
        if (key == "choices") ReadChoices(values, value, model);
        if (key == "missing") {
          values.NamedFields(value, "missing answers", false,
                             [&](const YamlNode& name, const YamlNode& rate) {
                               simulation.missing[name.text] = ReadMissingRate(values, name, rate);
                             });
        }
        if (key == "waves") ReadWaves(values, value, &simulation.waves);
        if (key == "order") simulation.order = values.Strings(value, "a column");
      });
}

}  // namespace trustsem
