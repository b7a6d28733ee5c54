#include "table/label_constraints.h"

#include <fmt/format.h>

#include <map>

#include "base/text.h"

namespace trustsem {
namespace {

std::map<std::string, int> RowsOfLabels(const ParameterTable& table) {
  std::map<std::string, int> rows;
  for (size_t i = 0; i < table.rows.size(); ++i) {
    if (!table.rows[i].label.empty()) rows.emplace(table.rows[i].label, static_cast<int>(i));
  }
  return rows;
}

Fault UnknownLabel(const std::string& name, const std::string& where, const Place& place,
                   const std::map<std::string, int>& labels) {
  std::vector<std::string> known;
  for (const auto& [label, row] : labels) known.push_back(label);
  return {place, fmt::format("'{}' in '{}' is no label of a parameter", Excerpt(name), where),
          DidYouMean(name, known, "label the parameter in the model first")};
}

double SideValue(const Expression& side, const std::vector<int>& free,
                 const std::vector<double>& fixed, const std::vector<double>& theta, double sign,
                 double* gradient) {
  std::vector<double> values(free.size());
  for (size_t i = 0; i < free.size(); ++i) values[i] = free[i] < 0 ? fixed[i] : theta[free[i]];
  if (gradient == nullptr) return sign * side.Evaluate(values);
  std::vector<double> derivative;
  const double value = side.Evaluate(values, &derivative);
  for (size_t i = 0; i < free.size(); ++i) {
    if (free[i] >= 0) gradient[free[i]] += sign * derivative[i];
  }
  return sign * value;
}

}  // namespace

double ConstraintFunction::Evaluate(const std::vector<double>& theta, double* gradient) const {
  return SideValue(left, left_free, left_fixed, theta, sign, gradient) +
         SideValue(right, right_free, right_fixed, theta, -sign, gradient);
}

void AddLabelConstraints(const Model& model, ParameterTable* table) {
  const std::map<std::string, int> labels = RowsOfLabels(*table);
  std::vector<Fault> faults;
  for (const Constraint& constraint : model.constraints) {
    ConstraintFunction function;
    function.text = constraint.lhs + " " + ToString(constraint.op) + " " + constraint.rhs;
    function.equality = constraint.op == Operator::kEqual;
    function.sign = constraint.op == Operator::kLess ? -1 : 1;
    function.left = Expression::Parse(constraint.lhs);
    function.right = Expression::Parse(constraint.rhs);
    const auto bind = [&](const Expression& side, std::vector<int>* free,
                          std::vector<double>* fixed) {
      for (const std::string& name : side.names()) {
        const auto found = labels.find(name);
        if (found == labels.end()) {
          faults.push_back(UnknownLabel(name, function.text, constraint.place, labels));
          continue;
        }
        free->push_back(table->rows[found->second].free);
        fixed->push_back(table->rows[found->second].fixed);
      }
    };
    bind(function.left, &function.left_free, &function.left_fixed);
    bind(function.right, &function.right_free, &function.right_fixed);
    table->constraints.push_back(std::move(function));
  }

  std::map<std::string, int> defined;
  for (const Definition& definition : model.definitions) {
    DefinedEffect effect;
    effect.name = definition.name;
    effect.text = definition.expression;
    effect.expression = Expression::Parse(definition.expression);
    for (const std::string& name : effect.expression.names()) {
      DefinedEffect::Argument argument;
      if (const auto found = labels.find(name); found != labels.end()) {
        argument.row = found->second;
      } else if (const auto earlier = defined.find(name); earlier != defined.end()) {
        argument.defined = earlier->second;
      } else {
        faults.push_back(UnknownLabel(name, definition.expression, definition.place, labels));
      }
      effect.arguments.push_back(argument);
    }
    defined.emplace(definition.name, static_cast<int>(table->defined.size()));
    table->defined.push_back(std::move(effect));
  }
  if (!faults.empty()) throw Error(ErrorKind::kSpecification, std::move(faults));
}

}  // namespace trustsem
