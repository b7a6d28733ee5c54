#include "table/variable_roles.h"

#include <algorithm>

#include "spec/check_model.h"

namespace trustsem {

bool VariableRoles::IsConstruct(const std::string& name) const {
  return std::find(constructs.begin(), constructs.end(), name) != constructs.end();
}

VariableRoles FindRoles(const Model& model) {
  VariableRoles roles;
  roles.observed = ObservedVariables(model);
  for (const Construct& construct : model.constructs) roles.constructs.push_back(construct.name);
  std::set<std::string> moments_written;
  for (const Term& term : model.terms) {
    if (term.op == Operator::kMeasuredBy) roles.indicators.insert(term.rhs);
    if (term.op == Operator::kRegression) {
      roles.dependent.insert(term.lhs);
      roles.predictors.insert(term.rhs);
    }
    if (term.op == Operator::kCovariance || term.op == Operator::kIntercept) {
      moments_written.insert(term.lhs);
      moments_written.insert(term.rhs);
    }
  }
  for (const std::string& name : roles.observed) {
    if (roles.predictors.count(name) && !roles.dependent.count(name) &&
        !roles.indicators.count(name) && !moments_written.count(name)) {
      roles.exogenous.push_back(name);
    }
  }
  return roles;
}

}  // namespace trustsem
