#include "table/parameter_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "table/default_rows.h"
#include "table/label_constraints.h"
#include "table/variable_roles.h"

namespace trustsem {
namespace {

// Modifier lists must have one entry, or one a group.
void CheckListLengths(const Model& model, int groups) {
  std::vector<Fault> faults;
  for (const Term& term : model.terms) {
    const Modifiers& m = term.modifiers;
    for (size_t length :
         {m.fixed.size(), m.labels.size(), m.start.size(), m.lower.size(), m.upper.size()}) {
      if (length > 1 && length != static_cast<size_t>(groups)) {
        faults.push_back({term.place,
                          fmt::format("'{} {} {}' has a list of {} values, but the data have {} "
                                      "group{}",
                                      term.lhs, ToString(term.op), term.rhs, length, groups,
                                      groups == 1 ? "" : "s"),
                          groups == 1 ? "give one value, or name the grouping column with --group"
                                      : "give one value for all groups or one for each"});
        break;
      }
    }
  }
  if (!faults.empty()) throw Error(ErrorKind::kSpecification, std::move(faults));
}

// A threshold must lie between two categories that some respondent used.
void CheckThresholds(const Model& model, const TableOptions& options) {
  std::vector<Fault> faults;
  for (const Term& term : model.terms) {
    if (term.op != Operator::kThreshold) continue;
    for (const OrderedVariable& variable : options.ordered) {
      if (variable.name != term.lhs) continue;
      int last = 0;
      bool found = false;
      for (const std::vector<int>& numbers : variable.thresholds) {
        for (int number : numbers) {
          last = std::max(last, number);
          found |= term.rhs == fmt::format("t{}", number);
        }
      }
      if (found) continue;
      faults.push_back({term.place,
                        fmt::format("'{} | {}' is no threshold of the data, where {} has {} "
                                    "categories",
                                    term.lhs, Excerpt(term.rhs), term.lhs, last + 1),
                        fmt::format("its thresholds are t1{}",
                                    last > 1 ? fmt::format(" to t{}", last) : std::string())});
    }
  }
  if (!faults.empty()) throw Error(ErrorKind::kSpecification, std::move(faults));
}

bool IsKindEqual(const EqualOverGroups& equal, const Parameter& row, const ParameterTable& table) {
  // Exogenous observed variables are not modelled, so nothing of theirs is held equal.
  if (row.op != Operator::kRegression && table.IsExogenous(row.lhs)) return false;
  if (table.IsAuxiliary(row.lhs)) return false;
  const bool lhs_construct = table.IsConstruct(row.lhs);
  const bool ordered = table.IsOrdered(row.lhs);
  switch (row.op) {
    case Operator::kMeasuredBy:
      return equal.loadings;
    case Operator::kRegression:
      return equal.regressions;
    case Operator::kIntercept:
      // An ordered variable's intercept and its thresholds are one location.
      return lhs_construct ? equal.means : equal.intercepts;
    case Operator::kThreshold:
      return equal.thresholds;
    case Operator::kCovariance:
      if (row.lhs == row.rhs) {
        return lhs_construct ? equal.latent_variances : equal.residuals && !ordered;
      }
      return lhs_construct || table.IsConstruct(row.rhs) ? equal.latent_covariances
                                                         : equal.residual_covariances;
    default:
      return false;
  }
}

void CopyFixedValue(const Parameter& fixed, Parameter* free) {
  if (free->free < 0) return;
  free->free = -1;
  free->fixed = fixed.fixed;
}

// Gives rows of later groups the label of their counterpart in the first group.
void EqualiseGroups(const Model& model, const EqualOverGroups& equal, ParameterTable* table) {
  using Key = std::tuple<std::string, Operator, std::string>;
  std::map<Key, size_t> first;
  std::vector<Parameter>& rows = table->rows;
  for (size_t i = 0; i < rows.size(); ++i) {
    Parameter& row = rows[i];
    // A threshold may exist in later groups alone.
    if (first.emplace(Key{row.lhs, row.op, row.rhs}, i).second) continue;
    std::optional<bool> wish;
    if (row.term >= 0) wish = model.terms[row.term].modifiers.equal_over_groups;
    if (!wish.value_or(IsKindEqual(equal, row, *table))) continue;
    const auto found = first.find({row.lhs, row.op, row.rhs});
    if (found == first.end()) continue;
    Parameter& counterpart = rows[found->second];
    if (row.free < 0 || counterpart.free < 0) {
      // Fixed in some groups by a list: equality fixes it in the others.
      if (row.term >= 0 && model.terms[row.term].modifiers.fixed.size() > 1) {
        CopyFixedValue(row.free < 0 ? row : counterpart, row.free < 0 ? &counterpart : &row);
      }
      continue;
    }
    if (!row.label.empty()) continue;
    if (counterpart.label.empty()) counterpart.label = fmt::format(".p{}.", found->second + 1);
    row.label = counterpart.label;
  }
}

// lavaan's equal("f =~ x2"): the row takes the label of the parameter named, of its own group.
void ResolveEqualTo(const Model& model, ParameterTable* table) {
  std::vector<Fault> faults;
  for (Parameter& row : table->rows) {
    if (row.term < 0) continue;
    const std::string& wanted = model.terms[row.term].modifiers.equal_to;
    if (wanted.empty()) continue;
    Parameter* target = nullptr;
    for (Parameter& other : table->rows) {
      if (other.group == row.group && other.lhs + ToString(other.op) + other.rhs == wanted) {
        target = &other;
      }
    }
    if (target == nullptr || target->free < 0) {
      faults.push_back({model.terms[row.term].place,
                        fmt::format("equal(\"{}\") names no free parameter of the model", wanted),
                        "write a parameter of the model as it stands there, such as f=~x2"});
      continue;
    }
    if (target->label.empty()) {
      target->label = row.group == 1 ? wanted : fmt::format("{}.g{}", wanted, row.group);
    }
    row.label = target->label;
  }
  if (!faults.empty()) throw Error(ErrorKind::kSpecification, std::move(faults));
}

// Rows with one label share a free parameter; a label on a fixed row fixes the others with it.
void NumberFreeParameters(ParameterTable* table) {
  std::map<std::string, double> fixed_labels;
  for (const Parameter& row : table->rows) {
    if (row.free < 0 && !row.label.empty() && !row.exogenous) fixed_labels[row.label] = row.fixed;
  }
  std::map<std::string, int> numbered;
  int next = 0;
  for (Parameter& row : table->rows) {
    if (row.free < 0) continue;
    if (!row.label.empty()) {
      if (const auto fixed = fixed_labels.find(row.label); fixed != fixed_labels.end()) {
        row.free = -1;
        row.fixed = fixed->second;
        continue;
      }
      const auto [entry, is_new] = numbered.emplace(row.label, next);
      row.free = entry->second;
      next += is_new;
    } else {
      row.free = next++;
    }
  }
  table->free_parameters = next;
}

}  // namespace

bool EqualOverGroups::any() const {
  return loadings || intercepts || thresholds || residuals || residual_covariances || regressions ||
         latent_variances || latent_covariances || means;
}

EqualOverGroups ParseEqualOverGroups(const std::vector<std::string>& names) {
  EqualOverGroups equal;
  const std::vector<std::pair<std::string, bool*>> known = {
      {"loadings", &equal.loadings},
      {"intercepts", &equal.intercepts},
      {"thresholds", &equal.thresholds},
      {"residuals", &equal.residuals},
      {"residual_covariances", &equal.residual_covariances},
      {"regressions", &equal.regressions},
      {"lv_variances", &equal.latent_variances},
      {"lv_covariances", &equal.latent_covariances},
      {"means", &equal.means}};
  std::vector<std::string> all;
  for (const auto& [name, flag] : known) all.push_back(name);
  for (std::string name : names) {
    std::replace(name.begin(), name.end(), '.', '_');
    const auto found = std::find(all.begin(), all.end(), name);
    if (found == all.end()) {
      throw Error(ErrorKind::kUsage,
                  fmt::format("'{}' is nothing that can be equal over groups", Excerpt(name)),
                  DidYouMean(name, all, "choose from " + JoinNames(all)));
    }
    *known[found - all.begin()].second = true;
  }
  return equal;
}

bool ParameterTable::IsConstruct(std::string_view name) const {
  return std::find(constructs.begin(), constructs.end(), name) != constructs.end();
}

bool ParameterTable::IsExogenous(std::string_view name) const {
  return std::find(exogenous.begin(), exogenous.end(), name) != exogenous.end();
}

bool ParameterTable::IsOrdered(std::string_view name) const {
  return std::find(ordered.begin(), ordered.end(), name) != ordered.end();
}

bool ParameterTable::IsAuxiliary(std::string_view name) const {
  return std::find(auxiliary.begin(), auxiliary.end(), name) != auxiliary.end();
}

const Parameter& ParameterTable::Representative(int free) const {
  return *std::find_if(rows.begin(), rows.end(),
                       [&](const Parameter& row) { return row.free == free; });
}

std::string Describe(const Parameter& parameter, int groups) {
  std::string text = parameter.lhs + " " + ToString(parameter.op);
  if (!parameter.rhs.empty()) text += " " + parameter.rhs;
  if (groups > 1 && parameter.group > 0) text += fmt::format(" (group {})", parameter.group);
  return text;
}

ParameterTable MakeParameterTable(const Model& model, const TableOptions& options) {
  CheckListLengths(model, options.groups);
  CheckThresholds(model, options);
  const VariableRoles roles = FindRoles(model);
  ParameterTable table;
  table.observed = roles.observed;
  table.observed.insert(table.observed.end(), options.auxiliary.begin(), options.auxiliary.end());
  table.auxiliary = options.auxiliary;
  table.constructs = roles.constructs;
  table.exogenous = roles.exogenous;
  table.groups = options.groups;
  table.mean_structure = options.mean_structure;
  table.fixed_x = options.fixed_x;
  for (const OrderedVariable& variable : options.ordered) table.ordered.push_back(variable.name);
  table.theta_parameterization = options.theta_parameterization;
  for (int group = 1; group <= options.groups; ++group) {
    for (Parameter& row : GroupRows(model, roles, options, group)) {
      table.rows.push_back(std::move(row));
    }
  }
  EqualOverGroups equal = options.equal;
  // Locations of ordered and of continuous variables are held equal together, as lavaan does.
  if (table.HasOrdered()) equal.intercepts = equal.thresholds = equal.HoldsLocations();
  EqualiseGroups(model, equal, &table);
  ResolveEqualTo(model, &table);
  NumberFreeParameters(&table);
  AddLabelConstraints(model, &table);
  return table;
}

}  // namespace trustsem
