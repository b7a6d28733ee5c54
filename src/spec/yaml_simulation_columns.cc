#include "spec/yaml_simulation_columns.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>

#include "base/text.h"

namespace trustsem {
namespace {

using Kind = MetaColumn::Kind;

constexpr double kShareTolerance = 1e-6;
constexpr int kMostDecimals = 12;
constexpr double kMostMembers = 1e6;
constexpr double kMostDays = 36525;  // a century

struct KindName {
  const char* name;
  Kind kind;
  std::vector<std::string> keys;  // beside `kind`
};

const std::vector<KindName>& KindNames() {
  static const std::vector<KindName> kNames = {
      {"respondent_id", Kind::kRespondentId, {"prefix"}},
      {"category", Kind::kCategory, {"shares", "by", "from", "within", "shifts"}},
      {"number", Kind::kNumber, {"mean", "sd", "min", "max", "decimals", "after"}},
      {"integer", Kind::kInteger, {"mean", "sd", "min", "max", "after"}},
      {"constant", Kind::kConstant, {"value"}},
      {"weight", Kind::kWeight, {"population", "variation"}},
      {"cluster", Kind::kCluster, {"size", "of", "intraclass", "prefix"}},
      {"date", Kind::kDate, {"latest", "months_from", "after", "mean", "sd", "min", "max"}},
  };
  return kNames;
}

const KindName& NameOf(Kind kind) {
  for (const KindName& known : KindNames()) {
    if (known.kind == kind) return known;
  }
  return KindNames().front();
}

// Days since 1970-01-01 of YYYY-MM-DD.
std::optional<int> ParseDay(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  char rest = 0;
  if (text.size() != 10 ||
      std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) != 3) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return static_cast<int>(std::chrono::sys_days(date).time_since_epoch().count());
}

// Shares by the values of another column.
void ReadSharesBy(YamlValues& values, const YamlNode& node, MetaColumn* column) {
  values.NamedFields(node, "shares by value", false,
                     [&](const YamlNode& key, const YamlNode& value) {
                       column->shares_by.emplace_back(key.text, ReadYamlShares(values, value, 1));
                     });
}

// What each value adds to the intercepts of constructs.
void ReadShifts(YamlValues& values, const YamlNode& node, MetaColumn* column) {
  values.NamedFields(node, "shifts", false, [&](const YamlNode& key, const YamlNode& value) {
    Shifts shifts;
    values.NamedFields(value, "the shifts of a value", true,
                       [&](const YamlNode& construct, const YamlNode& shift) {
                         const std::optional<double> number = values.Number(shift, "a shift");
                         shifts.emplace_back(construct.text, number.value_or(0));
                       });
    column->shifts.emplace_back(key.text, std::move(shifts));
  });
}

void ReadDate(YamlValues& values, const YamlNode& node, MetaColumn* column) {
  const std::string text = values.String(node, "a date");
  const std::optional<int> day = ParseDay(text);
  if (day) column->latest = *day;
  if (!day && !text.empty()) {
    values.Report(node, fmt::format("'{}' is no date", Excerpt(text)),
                  "write the year, month and day, as 2024-06-30");
  }
}

void ReadScaleField(YamlValues& values, const std::string& key, const YamlNode& value,
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
}

void ReadWeightField(YamlValues& values, const std::string& key, const YamlNode& value,
                     MetaColumn* column) {
  if (key == "variation") {
    column->variation = values.Number(value, "a coefficient of variation").value_or(0);
    if (column->variation < 0) {
      values.Report(value, fmt::format("the variation {} is below zero", value.text),
                    "write a number such as 0.3");
    }
  }
  if (key != "population") return;
  values.NamedFields(
      value, "population shares", false, [&](const YamlNode& name, const YamlNode& shares) {
        column->population.emplace_back(name.text, ReadYamlShares(values, shares, 1));
      });
}

void ReadClusterField(YamlValues& values, const std::string& key, const YamlNode& value,
                      MetaColumn* column) {
  if (key == "size") {
    column->size = values.Number(value, "a number of members").value_or(1);
    if (!(column->size >= 1 && column->size <= kMostMembers)) {
      values.Report(value, fmt::format("clusters cannot have {} members", value.text),
                    "write a number of at least 1");
      column->size = 1;
    }
  }
  if (key == "intraclass") column->intraclass = ReadYamlFraction(values, value, "a share");
  if (key == "of") column->of = values.String(value, "a cluster column");
  if (key == "prefix") column->prefix = values.String(value, "a prefix");
}

void ReadField(YamlValues& values, const std::string& key, const YamlNode& value,
               MetaColumn* column) {
  ReadScaleField(values, key, value, column);
  ReadWeightField(values, key, value, column);
  ReadClusterField(values, key, value, column);
  if (key == "value") column->value = values.String(value, "a value");
  if (key == "by") column->by = values.String(value, "a column");
  if (key == "from") column->from = values.String(value, "an item");
  if (key == "within") column->within = values.String(value, "a cluster column");
  if (key == "shifts") ReadShifts(values, value, column);
  if (key == "after") column->after = values.String(value, "a column");
  if (key == "latest") ReadDate(values, value, column);
  if (key == "months_from") column->months_from = values.String(value, "an item");
}

// `kinds`: those allowed here. A kind that is not given is told by the other keys.
MetaColumn ReadColumn(YamlValues& values, const YamlNode& name, const YamlNode& node,
                      std::string_view what, const std::vector<std::string>& kinds,
                      Kind otherwise) {
  MetaColumn column;
  column.name = name.text;
  column.kind = otherwise;
  column.place = values.PlaceOf(name);
  bool by = false;
  if (node.kind == YamlNode::Kind::kMap) {
    for (const auto& [key, value] : node.fields) {
      by |= key.text == "by";
      if (key.text != "kind") continue;
      const std::string kind = values.Choice(value, "a kind of column", kinds);
      if (kind.empty()) return column;  // what else it says depends on the kind
      for (const KindName& known : KindNames()) {
        if (kind == known.name) column.kind = known.kind;
      }
    }
  }
  std::vector<std::string> keys = NameOf(column.kind).keys;
  keys.insert(keys.begin(), "kind");
  values.Fields(node, what, keys, [&](const std::string& key, const YamlNode& value) {
    if (key == "shares" && by) {
      ReadSharesBy(values, value, &column);
    } else if (key == "shares") {
      column.shares = ReadYamlShares(values, value, 1);
    } else if (key != "kind") {
      ReadField(values, key, value, &column);
    }
  });
  if (column.kind == Kind::kInteger) {
    column.minimum = std::ceil(column.minimum);
    column.maximum = std::floor(column.maximum);
  }
  if (column.minimum >= column.maximum) {
    values.Report(
        name,
        fmt::format("the minimum {} is not below the maximum {}", column.minimum, column.maximum),
        "change 'min' or 'max'");
  }
  return column;
}

// What a kind of column cannot do without.
void CheckColumn(YamlValues& values, const YamlNode& key, const MetaColumn& column) {
  const std::string name = Excerpt(key.text);
  if (column.kind == Kind::kCategory && column.shares.empty() && column.shares_by.empty()) {
    values.Report(key, fmt::format("the column '{}' has no shares", name),
                  "write {shares: {a: 0.5, b: 0.5}}, or name another kind");
  }
  if (column.kind == Kind::kCategory &&
      !column.by.empty() + !column.from.empty() + !column.within.empty() > 1) {
    values.Report(
        key, fmt::format("the column '{}' has more than one of 'by', 'from' and 'within'", name),
        "keep one of them");
  }
  if (column.kind == Kind::kConstant && column.value.empty()) {
    values.Report(key, fmt::format("the column '{}' has no value", name),
                  "write {kind: constant, value: 1}");
  }
  if (column.kind == Kind::kDate &&
      (std::abs(column.mean) > kMostDays || column.sd > kMostDays || column.minimum > kMostDays)) {
    values.Report(key, fmt::format("the dates of '{}' lie centuries apart", name),
                  "write 'mean', 'sd' and 'min' in days");
  }
  if (!column.shifts.empty() && !column.from.empty()) {
    values.Report(key, fmt::format("the column '{}' has both 'from' and 'shifts'", name),
                  "what is cut from an item's response cannot move it; leave one of them out");
  }
  if (column.kind != Kind::kDate) return;
  if (column.after.empty() && column.latest == 0) {
    values.Report(key, fmt::format("the column '{}' has no latest date", name),
                  "write {kind: date, latest: 2024-06-30, mean: 90, sd: 60}, or name the date "
                  "that it comes 'after'");
  }
  if (!column.after.empty() && (column.latest != 0 || !column.months_from.empty())) {
    values.Report(key,
                  fmt::format("the date '{}' has 'after' beside 'latest' or 'months_from'", name),
                  "count it from one date");
  }
}

}  // namespace

Shares ReadYamlShares(YamlValues& values, const YamlNode& node, double total) {
  Shares shares;
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
    shares.emplace_back(key.text, *share);
  });
  if (values.faults().size() == before && std::abs(sum - total) > kShareTolerance) {
    values.Report(node, fmt::format("the shares sum to {:.6g}", sum),
                  fmt::format("change them so that they sum to {}", total));
  }
  return shares;
}

double ReadYamlFraction(YamlValues& values, const YamlNode& node, std::string_view what) {
  const std::optional<double> fraction = values.Number(node, what);
  if (fraction && !(*fraction >= 0 && *fraction <= 1)) {
    values.Report(node, fmt::format("{} is not between 0 and 1", node.text),
                  "write a fraction, such as 0.05");
    return 0;
  }
  return fraction.value_or(0);
}

void ReadYamlSimulationColumns(YamlValues& values, const YamlNode& node, Model* model) {
  static const std::vector<std::string> kKinds = [] {
    std::vector<std::string> kinds;
    for (const KindName& known : KindNames()) kinds.emplace_back(known.name);
    return kinds;
  }();
  values.NamedFields(node, "columns", false, [&](const YamlNode& key, const YamlNode& value) {
    const size_t before = values.faults().size();
    MetaColumn column = ReadColumn(values, key, value, "a column", kKinds, Kind::kCategory);
    if (values.faults().size() == before) CheckColumn(values, key, column);
    model->simulation.columns.push_back(std::move(column));
  });
}

void ReadYamlSimulationItems(YamlValues& values, const YamlNode& node, Model* model) {
  const YamlVariables variables(*model);
  values.NamedFields(node, "items", true, [&](const YamlNode& key, const YamlNode& value) {
    if (!variables.Has(values, key)) return;
    model->simulation.items[key.text] =
        ReadColumn(values, key, value, "an item's scale", {"number", "integer"}, Kind::kNumber);
  });
}

}  // namespace trustsem
