#include "table/default_rows.h"

#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace trustsem {
namespace {

// The entry of a modifier list that holds for `group`; null where nothing is said.
template <typename T>
const T* ForGroup(const std::vector<T>& list, int group) {
  if (list.empty()) return nullptr;
  return list.size() == 1 ? &list[0] : &list[group - 1];
}

class RowBuilder {
 public:
  RowBuilder(const Model& model, const VariableRoles& roles, const TableOptions& options, int group)
      : model_(model), roles_(roles), options_(options), group_(group) {}

  std::vector<Parameter> Build() {
    AddTerms();
    AddThresholds();
    AddResidualVariances();
    AddConstructVariances();
    AddCovariancesOfExogenousConstructs();
    AddCovariancesOfOutcomes();
    AddExogenousMoments();
    AddScales();
    if (options_.mean_structure) AddIntercepts();
    AddAuxiliary();
    return std::move(rows_);
  }

 private:
  using Key = std::tuple<std::string, Operator, std::string>;

  static Key KeyOf(const std::string& lhs, Operator op, const std::string& rhs) {
    if (op == Operator::kCovariance && rhs < lhs) return {rhs, op, lhs};
    return {lhs, op, rhs};
  }

  void AddTerms() {
    CountIndicators();
    std::set<std::string> marked;
    for (size_t i = 0; i < model_.terms.size(); ++i) {
      const Term& term = model_.terms[i];
      if (term.op == Operator::kIntercept && !options_.mean_structure) continue;
      if (term.op == Operator::kThreshold && !HasThreshold(term)) continue;
      Parameter row;
      row.lhs = term.lhs;
      row.op = term.op;
      row.rhs = term.rhs;
      row.group = group_;
      row.user = true;
      row.term = static_cast<int>(i);
      row.status = term.status;
      row.source = term.source;
      row.free = 0;
      if (term.op == Operator::kMeasuredBy && !options_.std_lv && marked.insert(term.lhs).second) {
        row.free = -1;  // the marker
        row.fixed = 1;
      }
      if (options_.std_lv && term.op == Operator::kCovariance && term.lhs == term.rhs &&
          roles_.IsConstruct(term.lhs)) {
        FixConstructVariance(&row);
      }
      Apply(term.modifiers, &row);
      keys_.insert(KeyOf(row.lhs, row.op, row.rhs));
      rows_.push_back(std::move(row));
    }
  }

  void Apply(const Modifiers& modifiers, Parameter* row) const {
    if (const auto* fixed = ForGroup(modifiers.fixed, group_)) {
      if (fixed->has_value() && !std::isnan(**fixed)) {
        row->free = -1;
        row->fixed = **fixed;
      } else {
        row->free = 0;
        row->fixed = std::nan("");
      }
    }
    if (const auto* label = ForGroup(modifiers.labels, group_)) row->label = *label;
    if (const auto* start = ForGroup(modifiers.start, group_)) {
      row->start = *start;
      // A marker that is given a starting value is fixed there, as lavaan does.
      if (row->free < 0 && modifiers.fixed.empty() && !std::isnan(*start)) row->fixed = *start;
    }
    if (const auto* lower = ForGroup(modifiers.lower, group_)) {
      if (!std::isnan(*lower)) row->lower = *lower;
    }
    if (const auto* upper = ForGroup(modifiers.upper, group_)) {
      if (!std::isnan(*upper)) row->upper = *upper;
    }
  }

  void CountIndicators() {
    for (const Term& term : model_.terms) {
      if (term.op == Operator::kMeasuredBy) ++indicator_count_[term.lhs];
    }
    for (const Term& term : model_.terms) {
      if (term.op == Operator::kMeasuredBy && indicator_count_[term.lhs] == 1) {
        sole_indicators_.insert(term.rhs);
      }
    }
  }

  bool Written(const std::string& lhs, Operator op, const std::string& rhs) const {
    return keys_.count(KeyOf(lhs, op, rhs)) > 0;
  }

  Parameter* AddFree(const std::string& lhs, Operator op, const std::string& rhs) {
    if (!keys_.insert(KeyOf(lhs, op, rhs)).second) return nullptr;
    Parameter row;
    row.lhs = lhs;
    row.op = op;
    row.rhs = rhs;
    row.group = group_;
    row.free = 0;
    rows_.push_back(std::move(row));
    return &rows_.back();
  }

  static void Fix(Parameter* row, double value) {
    if (row == nullptr) return;
    row->free = -1;
    row->fixed = value;
  }

  // Unit variance identifies; where loadings are equal over groups, and variances need not be, it
  // is needed in one group only.
  void FixConstructVariance(Parameter* row) const {
    const bool released = options_.equal.loadings && !options_.equal.latent_variances && group_ > 1;
    if (row != nullptr && !released) Fix(row, 1);
  }

  bool IsExogenousObserved(const std::string& name) const {
    for (const std::string& x : roles_.exogenous) {
      if (x == name) return true;
    }
    return false;
  }

  // A group that leaves a category unused has no threshold beside it.
  bool HasThreshold(const Term& term) const {
    const OrderedVariable* ordered = FindOrdered(term.lhs);
    if (ordered == nullptr) return true;
    for (int number : ordered->thresholds[group_ - 1]) {
      if (term.rhs == "t" + std::to_string(number)) return true;
    }
    return false;
  }

  const OrderedVariable* FindOrdered(const std::string& name) const {
    for (const OrderedVariable& variable : options_.ordered) {
      if (variable.name == name) return &variable;
    }
    return nullptr;
  }

  // Locations held equal over groups free what they alone identified: the scales (or residual
  // variances) of ordered variables and the means of constructs in later groups (Millsap & Yun-Tein
  // 2004, as lavaan does).
  bool Released() const {
    const bool held =
        options_.equal.intercepts || (options_.equal.thresholds && !options_.ordered.empty());
    return group_ > 1 && held;
  }

  void AddThresholds() {
    for (const std::string& name : roles_.observed) {
      const OrderedVariable* ordered = FindOrdered(name);
      if (ordered == nullptr) continue;
      for (int number : ordered->thresholds[group_ - 1]) {
        AddFree(name, Operator::kThreshold, "t" + std::to_string(number));
      }
    }
  }

  // The scaling factors of latent responses: parameters with delta, else computed.
  void AddScales() {
    for (const std::string& name : roles_.observed) {
      if (FindOrdered(name) == nullptr) continue;
      Parameter* row = AddFree(name, Operator::kScale, name);
      if (options_.theta_parameterization || !Released()) Fix(row, 1);
    }
  }

  // With delta they follow from the scale; with theta they are what is free.
  void FixOrderedResidual(Parameter* row) const {
    const bool free = options_.theta_parameterization && Released() && !options_.equal.residuals;
    if (!free) Fix(row, 1);
  }

  void AddResidualVariances() {
    for (const std::string& name : roles_.observed) {
      if (IsExogenousObserved(name)) continue;
      Parameter* row = AddFree(name, Operator::kCovariance, name);
      if (FindOrdered(name) != nullptr) {
        FixOrderedResidual(row);
      } else if (sole_indicators_.count(name)) {
        Fix(row, 0);  // the residual of a construct's sole indicator is not identified
      }
    }
  }

  void AddConstructVariances() {
    for (const std::string& name : roles_.constructs) {
      Parameter* row = AddFree(name, Operator::kCovariance, name);
      if (options_.std_lv) FixConstructVariance(row);
    }
  }

  void AddCovariancesOfExogenousConstructs() {
    std::vector<std::string> names;
    for (const std::string& name : roles_.constructs) {
      if (!roles_.indicators.count(name) && !roles_.dependent.count(name)) names.push_back(name);
    }
    AddAllPairs(names);
  }

  // Constructs and observed variables that are predicted and predict nothing.
  void AddCovariancesOfOutcomes() {
    const auto is_outcome = [&](const std::string& name) {
      return roles_.dependent.count(name) && !roles_.predictors.count(name) &&
             !roles_.indicators.count(name);
    };
    std::vector<std::string> names;
    for (const std::string& name : roles_.constructs) {
      if (is_outcome(name)) names.push_back(name);
    }
    for (const std::string& name : roles_.observed) {
      if (is_outcome(name)) names.push_back(name);
    }
    AddAllPairs(names);
  }

  // "Orthogonal" is said of constructs: covariances with observed outcomes stay free.
  void AddAllPairs(const std::vector<std::string>& names) {
    for (size_t i = 0; i < names.size(); ++i) {
      for (size_t j = i + 1; j < names.size(); ++j) {
        Parameter* row = AddFree(names[i], Operator::kCovariance, names[j]);
        if (options_.orthogonal && roles_.IsConstruct(names[i]) && roles_.IsConstruct(names[j])) {
          Fix(row, 0);
        }
      }
    }
  }

  void AddExogenousMoments() {
    const auto& names = roles_.exogenous;
    for (size_t i = 0; i < names.size(); ++i) {
      for (size_t j = i; j < names.size(); ++j) {
        TakeFromSample(AddFree(names[i], Operator::kCovariance, names[j]));
      }
    }
  }

  void TakeFromSample(Parameter* row) const {
    if (row == nullptr || !options_.fixed_x) return;
    row->free = -1;
    row->exogenous = true;
  }

  void AddIntercepts() {
    for (const std::string& name : roles_.observed) {
      Parameter* row = AddFree(name, Operator::kIntercept, "");
      if (IsExogenousObserved(name)) {
        TakeFromSample(row);
      } else if (options_.growth || FindOrdered(name) != nullptr) {
        Fix(row, 0);
      }
    }
    const bool free_means = options_.growth || (Released() && !options_.equal.means);
    for (const std::string& name : roles_.constructs) {
      Parameter* row = AddFree(name, Operator::kIntercept, "");
      if (!free_means) Fix(row, 0);
    }
  }

  void AddAuxiliary() {
    const std::vector<std::string>& names = options_.auxiliary;
    for (size_t i = 0; i < names.size(); ++i) {
      for (size_t j = i; j < names.size(); ++j) AddFree(names[i], Operator::kCovariance, names[j]);
      for (const std::string& name : roles_.observed) {
        AddFree(names[i], Operator::kCovariance, name);
      }
      if (options_.mean_structure) AddFree(names[i], Operator::kIntercept, "");
    }
  }

  const Model& model_;
  const VariableRoles& roles_;
  const TableOptions& options_;
  const int group_;
  std::vector<Parameter> rows_;
  std::set<Key> keys_;
  std::map<std::string, int> indicator_count_;
  std::set<std::string> sole_indicators_;
};

}  // namespace

std::vector<Parameter> GroupRows(const Model& model, const VariableRoles& roles,
                                 const TableOptions& options, int group) {
  return RowBuilder(model, roles, options, group).Build();
}

}  // namespace trustsem
