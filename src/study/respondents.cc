#include "study/respondents.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "data/apply_codebook.h"
#include "data/read_data.h"
#include "spec/check_model.h"
#include "spec/read_codebook.h"
#include "study/auxiliary.h"

namespace trustsem {
namespace {

const Variable* FindVariable(const Model& model, const std::string& name) {
  const auto found = std::find_if(model.variables.begin(), model.variables.end(),
                                  [&](const Variable& variable) { return variable.name == name; });
  return found == model.variables.end() ? nullptr : &*found;
}

bool IsEmpty(const Text& text) { return text.en.empty() && text.zh.empty(); }

Text LabelOf(const Codebook& codebook, const std::string& column) {
  if (const CodebookVariable* variable = codebook.Find(column)) return variable->label;
  if (const CodebookVariable* question = codebook.QuestionOf(column)) {
    for (const ChoiceColumn& choice : question->columns) {
      if (choice.name == column) return choice.label;
    }
  }
  return {};
}

// The data's columns that the model itself uses, its variables' first.
std::vector<std::string> ColumnsOfModel(const Model& model) {
  std::vector<std::string> columns;
  for (const std::string& name : AnalysedVariables(model)) {
    const Variable* variable = FindVariable(model, name);
    const bool renamed = variable != nullptr && !variable->column.empty();
    columns.push_back(renamed ? variable->column : name);
  }
  for (const std::string* name : {&model.data.group, &model.data.weights}) {
    if (!name->empty()) columns.push_back(*name);
  }
  return columns;
}

// A column without an entry would keep its missing codes as answers. Columns that the data lack are
// refused later, with what may have been meant.
void RefuseUndescribedColumns(const Model& model, const Codebook& codebook, const Frame& frame) {
  std::vector<Fault> faults;
  for (const std::string& column : ColumnsOfModel(model)) {
    const CodebookVariable* variable = codebook.Find(column);
    if (variable == nullptr) variable = codebook.QuestionOf(column);
    if (variable != nullptr || frame.Find(column) == nullptr) continue;
    faults.push_back(
        {{codebook.file},
         fmt::format("the model uses '{}', which the codebook does not describe", Excerpt(column)),
         "describe it in the codebook, so that its missing codes are known"});
  }
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
}

}  // namespace

Respondents ReadRespondents(const Model& model, const std::string& file,
                            const std::vector<std::string>& columns) {
  Respondents respondents;
  if (model.data.codebook.empty()) {
    respondents.frame = std::make_shared<Frame>(ReadData(file, columns));
    return respondents;
  }
  const Codebook codebook = ReadCodebook(model.data.codebook);
  respondents.frame = std::make_shared<Frame>(ReadData(file, columns));
  ApplyCodebook(codebook, respondents.frame.get());
  RefuseUndescribedColumns(model, codebook, *respondents.frame);
  respondents.codebook_file = codebook.file;
  respondents.codebook_hash = codebook.hash;
  for (const std::string& name : AnalysedVariables(model)) {
    const Variable* variable = FindVariable(model, name);
    if (variable != nullptr && !IsEmpty(variable->label)) continue;
    const bool renamed = variable != nullptr && !variable->column.empty();
    const Text label = LabelOf(codebook, renamed ? variable->column : name);
    if (!IsEmpty(label)) respondents.labels.emplace_back(name, label);
  }
  return respondents;
}

}  // namespace trustsem
