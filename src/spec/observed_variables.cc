// Which columns of the data a model needs, and in which order.
#include <algorithm>
#include <set>

#include "spec/check_model.h"

namespace trustsem {
namespace {

class Collector {
 public:
  explicit Collector(const Model& model) {
    for (const Construct& construct : model.constructs) constructs_.insert(construct.name);
    for (const Term& term : model.terms) {
      if (term.op == Operator::kMeasuredBy) constructs_.insert(term.lhs);
    }
  }

  void Add(const std::string& name) {
    if (name.empty() || constructs_.count(name)) return;
    if (seen_.insert(name).second) names_.push_back(name);
  }

  // Constructs first, then observed variables in the order found, then those not found yet.
  std::ptrdiff_t Rank(const std::string& name) const {
    if (constructs_.count(name)) return -1;
    return std::find(names_.begin(), names_.end(), name) - names_.begin();
  }

  const std::vector<std::string>& names() const { return names_; }

 private:
  std::set<std::string> constructs_, seen_;
  std::vector<std::string> names_;
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs Sides(const Model& model, Operator op) {
  Pairs sides;
  for (const Term& term : model.terms) {
    if (term.op == op) sides.emplace_back(term.lhs, term.rhs);
  }
  return sides;
}

void AddLeft(const Pairs& sides, Collector* to) {
  for (const auto& [lhs, rhs] : sides) to->Add(lhs);
}

void AddRight(const Pairs& sides, Collector* to) {
  for (const auto& [lhs, rhs] : sides) to->Add(rhs);
}

}  // namespace

std::vector<std::string> ObservedVariables(const Model& model) {
  Collector variables(model);
  AddRight(Sides(model, Operator::kMeasuredBy), &variables);
  AddLeft(Sides(model, Operator::kRegression), &variables);
  AddRight(Sides(model, Operator::kRegression), &variables);

  // lavaan turns each covariance round so that its earlier variable leads, and only then counts.
  Pairs covariances = Sides(model, Operator::kCovariance);
  Collector as_written = variables;
  AddLeft(covariances, &as_written);
  AddRight(covariances, &as_written);
  for (auto& [lhs, rhs] : covariances) {
    if (as_written.Rank(rhs) < as_written.Rank(lhs)) std::swap(lhs, rhs);
  }
  AddLeft(covariances, &variables);
  AddRight(covariances, &variables);

  AddLeft(Sides(model, Operator::kIntercept), &variables);
  AddLeft(Sides(model, Operator::kThreshold), &variables);
  return variables.names();
}

}  // namespace trustsem
