#include "study/auxiliary.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "spec/check_model.h"
#include "study/analysis.h"
#include "table/variable_roles.h"

namespace trustsem {
namespace {

bool Contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void CheckAuxiliary(const Model& model, const VariableRoles& roles) {
  const std::vector<std::string>& auxiliary = model.data.auxiliary;
  std::vector<Fault> faults;
  const auto add = [&](std::string message, std::string hint) {
    faults.push_back({{}, std::move(message), std::move(hint)});
  };
  for (size_t i = 0; i < auxiliary.size(); ++i) {
    const std::string& name = auxiliary[i];
    if (Contains(roles.observed, name)) {
      add(fmt::format("the auxiliary variable '{}' is in the model already", Excerpt(name)),
          "leave it out of the auxiliary variables");
    } else if (roles.IsConstruct(name)) {
      add(fmt::format("the auxiliary variable '{}' is a construct of the model", Excerpt(name)),
          "name variables of the data that the model leaves out");
    } else if (std::find(auxiliary.begin(), auxiliary.begin() + static_cast<std::ptrdiff_t>(i),
                         name) != auxiliary.begin() + static_cast<std::ptrdiff_t>(i)) {
      add(fmt::format("the auxiliary variable '{}' is named twice", Excerpt(name)), "name it once");
    }
  }
  if (HasOrdered(model)) {
    add("auxiliary variables are for continuous variables under full information, and the model "
        "has ordered ones",
        "leave 'auxiliary' out, or use --ordered none");
  } else if (ToLower(model.fit.missing.value_or("listwise")) != "fiml") {
    add("auxiliary variables tell nothing without full information on missing answers",
        "add --missing fiml, or leave 'auxiliary' out");
  }
  if (model.fit.fixed_x.value_or(false) && !roles.exogenous.empty()) {
    add("auxiliary variables covary with the covariates, whose moments cannot be fixed then: " +
            JoinNames(roles.exogenous),
        "use --fixed-x false, or leave 'auxiliary' out");
  }
  if (!faults.empty()) throw Error(ErrorKind::kUsage, std::move(faults));
}

}  // namespace

std::vector<std::string> AnalysedVariables(const Model& model) {
  if (model.data.auxiliary.empty()) return ObservedVariables(model);
  const VariableRoles roles = FindRoles(model);
  CheckAuxiliary(model, roles);
  std::vector<std::string> variables = roles.observed;
  variables.insert(variables.end(), model.data.auxiliary.begin(), model.data.auxiliary.end());
  return variables;
}

void RefuseAuxiliary(const Model& model) {
  if (model.data.auxiliary.empty()) return;
  throw Error(ErrorKind::kUsage, "auxiliary variables need respondents, not a moment matrix",
              "leave 'auxiliary' out, or give --data");
}

bool FixedExogenousByDefault(const Model& model) { return model.data.auxiliary.empty(); }

}  // namespace trustsem
