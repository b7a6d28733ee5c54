#include "survey/survey_data.h"

#include <set>

#include "data/apply_codebook.h"
#include "data/read_data.h"
#include "spec/read_codebook.h"
#include "survey/choice_answers.h"
#include "survey/conditions.h"

namespace trustsem {
namespace {

std::vector<std::string> ColumnsWanted(const TableBook& book, const Codebook* codebook) {
  std::set<std::string> wanted;
  const auto add = [&](const std::vector<std::string>& names) {
    wanted.insert(names.begin(), names.end());
  };
  add(ColumnsNeeded(book.design));
  add(ColumnsNeeded(book.base.conditions));
  for (const TableRequest& table : book.tables) {
    add(ColumnsNeeded(table.base.conditions));
    add(table.segments);
    add(table.variables);
    for (const std::string& name : table.variables) {
      const CodebookVariable* question = codebook == nullptr ? nullptr : codebook->Find(name);
      if (question == nullptr) continue;
      for (const ChoiceColumn& choice : question->columns) wanted.insert(choice.name);
    }
  }
  CompleteQuestions(codebook, &wanted);
  return {wanted.begin(), wanted.end()};
}

}  // namespace

const Answers* SurveyData::Find(const std::string& name, std::string_view role, const Place& place,
                                std::vector<Fault>* faults) {
  const auto known = answers.find(name);
  if (known != answers.end()) return &known->second;
  std::optional<Answers> found = FindAnswers(name, role, place, frame, book(), faults);
  if (!found) return nullptr;
  return &answers.emplace(name, *std::move(found)).first->second;
}

SurveyData ReadSurveyData(const TableBook& book, const std::string& data,
                          const std::string& codebook) {
  SurveyData survey;
  const std::string& file = codebook.empty() ? book.codebook : codebook;
  if (!file.empty()) survey.codebook = ReadCodebook(file);
  survey.frame = ReadData(data, ColumnsWanted(book, survey.book()));
  if (survey.codebook) {
    ApplyCodebook(*survey.codebook, &survey.frame);
    FillInUnchosen(*survey.codebook, &survey.frame);
  }
  survey.design = MakeSurveyDesign(survey.frame, book.design);
  return survey;
}

}  // namespace trustsem
