// Constraints and defined effects: expressions of labels, bound to the table's parameters.
#ifndef TRUSTSEM_TABLE_LABEL_CONSTRAINTS_H_
#define TRUSTSEM_TABLE_LABEL_CONSTRAINTS_H_

#include "table/parameter_table.h"

namespace trustsem {

// Fills table->constraints and table->defined. A constraint "label == number" on a single
// parameter and bounds are constraints like any other. Throws Error(kSpecification) for a name that
// is no label of the table.
void AddLabelConstraints(const Model& model, ParameterTable* table);

}  // namespace trustsem

#endif  // TRUSTSEM_TABLE_LABEL_CONSTRAINTS_H_
