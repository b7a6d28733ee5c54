#include <cmath>
#include <map>

#include "report/format_number.h"
#include "report/sections.h"

namespace trustsem {

namespace {

using Path = const ParameterEstimate*;
// By group, outcome and predictor.
using Paths = std::map<int, std::map<std::string, std::map<std::string, Path>>>;

Path FindPath(const Paths& paths, int group, const std::string& outcome,
              const std::string& predictor) {
  const auto& of_group = paths.at(group);
  const auto found = of_group.find(outcome);
  if (found == of_group.end()) return nullptr;
  const auto path = found->second.find(predictor);
  return path == found->second.end() ? nullptr : path->second;
}

// The predictors of `outcome` that do not predict `other`: what identifies the path between them
// if they have no direct effect on `other`.
std::string Instruments(const ReportContext& context, const Paths& paths, int group,
                        const std::string& outcome, const std::string& other) {
  std::vector<std::string> names;
  for (const auto& [predictor, path] : paths.at(group).at(outcome)) {
    if (predictor == other || FindPath(paths, group, other, predictor) != nullptr) continue;
    names.push_back(predictor);
  }
  if (names.empty()) return "";
  return context.Say(Phrase::kInstruments, context.List(names), other);
}

std::string Standardized(Path path) {
  return std::isfinite(path->std_all) ? FormatFixed(path->std_all, 2) : "-";
}

bool IsPositive(Path path) { return path->est > 0 && path->pvalue < 0.05; }

std::string Sentence(const ReportContext& context, const Paths& paths, Path forward,
                     Path backward) {
  const int group = forward->group;
  std::vector<std::string> instruments;
  for (const Path path : {forward, backward}) {
    const std::string of_equation = Instruments(context, paths, group, path->lhs, path->rhs);
    if (!of_equation.empty()) instruments.push_back(of_equation);
  }
  const Phrase phrase = IsPositive(forward) && IsPositive(backward) ? Phrase::kReciprocal
                                                                    : Phrase::kReciprocalUnclear;
  const std::string sentence = context.Say(
      phrase, context.names.Full(forward->lhs), context.names.Full(forward->rhs),
      Standardized(forward), Standardized(backward),
      instruments.empty() ? context.Say(Phrase::kModelRestrictions) : context.List(instruments),
      forward->lhs, forward->rhs);
  return context.has_groups() ? context.GroupLabel(group) + ": " + sentence : sentence;
}

}  // namespace

std::vector<std::string> ReciprocalSentences(const ReportContext& context) {
  Paths paths;
  for (const ParameterEstimate& row : context.results.estimates) {
    if (row.op == Operator::kRegression) paths[row.group][row.lhs][row.rhs] = &row;
  }
  std::vector<std::string> sentences;
  for (const ParameterEstimate& row : context.results.estimates) {
    if (row.op != Operator::kRegression) continue;
    const Path backward = FindPath(paths, row.group, row.rhs, row.lhs);
    // Rows are in one vector: the pair is told at the first of its two rows.
    if (backward == nullptr || backward <= &row) continue;
    sentences.push_back(Sentence(context, paths, &row, backward));
  }
  return sentences;
}

}  // namespace trustsem
