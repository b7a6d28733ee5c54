#include "simulate/given_values.h"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>

namespace trustsem {
namespace {

TableOptions OptionsOf(const Model& model) {
  TableOptions options;
  options.std_lv = model.fit.std_lv.value_or(false);
  options.orthogonal = model.fit.orthogonal.value_or(false);
  options.growth = model.fit.growth.value_or(false);
  options.mean_structure = options.growth || model.fit.mean_structure.value_or(false);
  for (const Term& term : model.terms) {
    if (term.op == Operator::kIntercept) options.mean_structure = true;
  }
  // There is no sample to take the moments of exogenous variables from.
  options.fixed_x = false;
  return options;
}

// Markers that were fixed to one by default and have company: constructs with one item alone are
// that item.
bool IsDefaultMarker(const Parameter& row, const Model& model,
                     const std::map<std::string, int>& indicators) {
  if (row.op != Operator::kMeasuredBy || row.term < 0 || row.free >= 0) return false;
  const Modifiers& said = model.terms[row.term].modifiers;
  return said.fixed.empty() && said.start.empty() && indicators.at(row.lhs) > 1;
}

// Starting values by free parameter: rows with one label share one.
std::map<int, double> StartValues(const ParameterTable& table) {
  std::map<int, double> starts;
  for (const Parameter& row : table.rows) {
    if (row.free >= 0 && !std::isnan(row.start)) starts.emplace(row.free, row.start);
  }
  return starts;
}

Error MissingValues(const std::vector<const Parameter*>& missing, const Model& model) {
  std::vector<Fault> faults;
  for (const Parameter* row : missing) {
    faults.push_back({PlaceOf(*row, model),
                      fmt::format("the parameter '{}' has no value", Describe(*row, 1)),
                      "give it a fixed or a starting value to simulate from"});
  }
  return Error(ErrorKind::kSpecification, std::move(faults));
}

}  // namespace

bool IsVariance(const Parameter& row) {
  return row.op == Operator::kCovariance && row.lhs == row.rhs;
}

Place PlaceOf(const Parameter& row, const Model& model) {
  return row.term >= 0 ? model.terms[row.term].place : Place{model.file};
}

GivenValues FindGivenValues(const Model& model) {
  GivenValues given;
  given.table = MakeParameterTable(model, OptionsOf(model));
  const std::map<int, double> starts = StartValues(given.table);
  std::map<std::string, int> indicators;
  std::set<std::string> ordered;
  for (const Parameter& row : given.table.rows) {
    if (row.op == Operator::kMeasuredBy) ++indicators[row.lhs];
    if (row.op == Operator::kThreshold) ordered.insert(row.lhs);
  }
  const bool standardised = model.simulation.standardized;
  std::vector<const Parameter*> missing;
  for (const Parameter& row : given.table.rows) {
    double value = row.fixed;
    if (row.free >= 0) {
      const auto start = starts.find(row.free);
      value = start == starts.end() ? std::nan("") : start->second;
    }
    const bool default_marker = standardised && IsDefaultMarker(row, model, indicators);
    // Unit variances of the table's own are those of the constructs' scale, not of disturbances.
    if (standardised && IsVariance(row) && !row.user) value = std::nan("");
    if (std::isnan(value) && row.op == Operator::kIntercept && !row.user) value = 0;
    const bool derived = IsVariance(row) && (standardised || ordered.count(row.lhs) > 0);
    if (default_marker || (std::isnan(value) && !derived)) missing.push_back(&row);
    given.values.push_back(value);
  }
  if (!missing.empty()) throw MissingValues(missing, model);
  return given;
}

}  // namespace trustsem
