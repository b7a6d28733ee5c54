// The parts that a model's variables play, from its terms alone.
#ifndef TRUSTSEM_TABLE_VARIABLE_ROLES_H_
#define TRUSTSEM_TABLE_VARIABLE_ROLES_H_

#include <set>
#include <string>
#include <vector>

#include "spec/model.h"

namespace trustsem {

struct VariableRoles {
  std::vector<std::string> observed;
  std::vector<std::string> constructs;
  std::set<std::string> indicators;    // on the right-hand side of =~
  std::set<std::string> dependent;     // on the left-hand side of ~
  std::set<std::string> predictors;    // on the right-hand side of ~
  std::vector<std::string> exogenous;  // observed, only predicting, no moment of theirs written

  bool IsConstruct(const std::string& name) const;
};

VariableRoles FindRoles(const Model& model);

}  // namespace trustsem

#endif  // TRUSTSEM_TABLE_VARIABLE_ROLES_H_
