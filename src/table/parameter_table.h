// The parameter table: one row a parameter, free or fixed, for every group, with lavaan's default
// rows added to what the specification says. The hub that everything downstream reads.
#ifndef TRUSTSEM_TABLE_PARAMETER_TABLE_H_
#define TRUSTSEM_TABLE_PARAMETER_TABLE_H_

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "spec/expression.h"
#include "spec/model.h"

namespace trustsem {

struct Parameter {
  std::string lhs;
  Operator op = Operator::kRegression;
  std::string rhs;
  int group = 1;           // from one
  bool user = false;       // written in the specification
  bool exogenous = false;  // moment of a fixed exogenous variable: taken from the sample
  int free = -1;           // index into the vector of free parameters; -1: fixed
  double fixed = std::numeric_limits<double>::quiet_NaN();  // where free < 0; NaN: from the sample
  double start = std::numeric_limits<double>::quiet_NaN();  // the user's; NaN: none
  double lower = -std::numeric_limits<double>::infinity();
  double upper = std::numeric_limits<double>::infinity();
  std::string label;
  Status status = Status::kUnstated;
  std::string source;
  int term = -1;  // of Model::terms, for places; -1: added by default
};

// Parameters that are to be equal across groups, by kind (lavaan's group.equal).
struct EqualOverGroups {
  bool loadings = false, intercepts = false, thresholds = false, residuals = false,
       residual_covariances = false, regressions = false, latent_variances = false,
       latent_covariances = false, means = false;

  bool any() const;
  bool HoldsLocations() const { return intercepts || thresholds; }
};

// Throws Error(kUsage) for a name that is none of the contract's list, with "did you mean".
EqualOverGroups ParseEqualOverGroups(const std::vector<std::string>& names);

// An ordered variable and the thresholds that the data of each group determine.
struct OrderedVariable {
  std::string name;
  std::vector<std::vector<int>> thresholds;  // one a group: the numbers k of `name | t<k>`
};

struct TableOptions {
  int groups = 1;
  std::vector<OrderedVariable> ordered;  // with any, there is a mean structure
  bool theta_parameterization = false;   // of ordered variables; else delta
  bool mean_structure = false;
  bool std_lv = false;      // unit variances identify the constructs, not markers
  bool orthogonal = false;  // no covariances among exogenous constructs
  bool growth = false;      // latent means free, intercepts of observed variables zero
  bool fixed_x = true;      // moments of exogenous observed variables are the sample's
  EqualOverGroups equal;
  // Variables of the data that the model leaves out. They enter as saturated correlates (Graham
  // 2003): their means and variances are free, and their covariances with each other, with
  // exogenous observed variables and with the residuals of all other observed variables.
  std::vector<std::string> auxiliary;
};

// A constraint on the free parameters: function(theta) == 0 or >= 0.
struct ConstraintFunction {
  std::string text;        // as written, "a == b^2"
  bool equality = true;    // else: function >= 0
  Expression left, right;  // function = left - right (==, >) or right - left (<)
  double sign = 1;
  std::vector<int> left_free, right_free;       // of each name: index of the free parameter, or
  std::vector<double> left_fixed, right_fixed;  // -1 and the fixed value

  // Value at theta; adds the derivative to `gradient` (size of theta), which may be null.
  double Evaluate(const std::vector<double>& theta, double* gradient) const;
};

// An effect defined by an expression (:=) of parameters, in order of definition.
struct DefinedEffect {
  std::string name;
  std::string text;
  Expression expression;
  struct Argument {
    int row = -1;      // of ParameterTable::rows
    int defined = -1;  // of ParameterTable::defined, an earlier one
  };
  std::vector<Argument> arguments;  // one for each of expression.names()
};

struct ParameterTable {
  std::vector<Parameter> rows;
  std::vector<std::string> observed;  // in the model's order, auxiliary ones last
  std::vector<std::string> constructs;
  std::vector<std::string> exogenous;  // observed variables that only predict (lavaan's ov.x)
  std::vector<std::string> auxiliary;  // the last observed variables, that the model leaves out:
                                       // free to covary with all others
  int groups = 1;
  bool mean_structure = false;
  bool fixed_x = true;
  std::vector<std::string> ordered;     // ordered-categorical observed variables
  bool theta_parameterization = false;  // residual variances of ordered variables are parameters;
                                        // else their scaling factors
  int free_parameters = 0;              // rows with one label share one
  std::vector<ConstraintFunction> constraints;
  std::vector<DefinedEffect> defined;

  bool IsConstruct(std::string_view name) const;
  bool IsExogenous(std::string_view name) const;
  bool IsOrdered(std::string_view name) const;
  bool IsAuxiliary(std::string_view name) const;
  // How many observed variables are the model's own: the first ones.
  int OwnVariables() const { return static_cast<int>(observed.size() - auxiliary.size()); }
  bool HasOrdered() const { return !ordered.empty(); }
  // The first row that free parameter `free` stands in.
  const Parameter& Representative(int free) const;
};

// "visual =~ x2", with the group where there are several.
std::string Describe(const Parameter& parameter, int groups);

// Throws Error(kSpecification): modifier lists whose length is neither one nor the number of
// groups, equal() of a parameter that does not exist, labels that a constraint does not find.
ParameterTable MakeParameterTable(const Model& model, const TableOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_TABLE_PARAMETER_TABLE_H_
