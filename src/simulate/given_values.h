// The values that a specification gives its parameters: what a simulation starts from.
#ifndef TRUSTSEM_SIMULATE_GIVEN_VALUES_H_
#define TRUSTSEM_SIMULATE_GIVEN_VALUES_H_

#include <vector>

#include "spec/model.h"
#include "table/parameter_table.h"

namespace trustsem {

struct GivenValues {
  ParameterTable table;        // of one group, with lavaan's default rows, none from a sample
  std::vector<double> values;  // one a row; NaN: follows from the others (see below)
};

// A parameter's value is its fixed one, else its start, else the table's default (a marker's one,
// a unit variance). Intercepts that nobody wrote are zero. These follow from the other values and
// may be left out: variances, where simulation.standardized says that totals are one; residual
// variances of items with thresholds.
// Throws Error(kSpecification) that names every parameter without a value; a default marker is one
// of them where values are standardised, since a standardised loading of one leaves no residual.
GivenValues FindGivenValues(const Model& model);

// Whether a row is the (residual) variance of a variable.
bool IsVariance(const Parameter& row);

// Where the row was written; the file alone for default rows.
Place PlaceOf(const Parameter& row, const Model& model);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_GIVEN_VALUES_H_
