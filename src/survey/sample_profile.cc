#include "survey/sample_profile.h"

#include <algorithm>
#include <set>

#include "survey/tabulate.h"

namespace trustsem {
namespace {

constexpr size_t kMostAnswers = 12, kMostQuestions = 10;

std::set<std::string> VariablesOf(const Model& model) {
  std::set<std::string> names;
  for (const Term& term : model.terms) names.insert({term.lhs, term.rhs});
  return names;
}

bool IsOnRespondents(const CodebookVariable& variable) {
  const bool category =
      variable.type == VariableType::kCategory || variable.type == VariableType::kOrdered;
  return category && variable.scale.empty() && variable.construct.empty() &&
         !variable.values.empty() && variable.values.size() <= kMostAnswers;
}

}  // namespace

SurveyBookResults ProfileSample(const Codebook& codebook, const DataQuality& quality,
                                const Model& model) {
  std::set<std::string> used = VariablesOf(model);
  used.insert(codebook.attention.column);
  std::set<std::string> columns;
  for (const SurveyColumnSummary& column : quality.variables) columns.insert(column.column);
  TableRequest request;
  for (const CodebookVariable& variable : codebook.variables) {
    if (request.variables.size() == kMostQuestions) break;
    const bool asked = columns.count(variable.name) > 0 && used.count(variable.name) == 0;
    if (asked && IsOnRespondents(variable)) {
      request.variables.push_back(variable.name);
    }
  }
  if (request.variables.empty()) return {};
  TableBook book;
  book.codebook = codebook.file;
  book.design = {model.data.weights, model.data.strata, model.data.cluster, LonelyCluster::kAdjust};
  book.tables = {std::move(request)};
  return Tabulate(book, quality.data_file);
}

}  // namespace trustsem
