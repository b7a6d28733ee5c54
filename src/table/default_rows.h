// The rows that lavaan's sem(), cfa() and growth() add to what a specification says.
#ifndef TRUSTSEM_TABLE_DEFAULT_ROWS_H_
#define TRUSTSEM_TABLE_DEFAULT_ROWS_H_

#include <vector>

#include "table/parameter_table.h"
#include "table/variable_roles.h"

namespace trustsem {

// One group's rows: the terms in the order written, then residual variances, variances of
// constructs, covariances among exogenous constructs, covariances among outcomes, moments of
// exogenous observed variables, intercepts, moments of auxiliary variables. Parameter::free is 0
// for free rows, -1 for fixed ones; numbering comes later.
std::vector<Parameter> GroupRows(const Model& model, const VariableRoles& roles,
                                 const TableOptions& options, int group);

}  // namespace trustsem

#endif  // TRUSTSEM_TABLE_DEFAULT_ROWS_H_
