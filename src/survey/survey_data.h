// The data of a survey with their codebook and design, as tables are made from them (private to the
// folder).
#ifndef TRUSTSEM_SURVEY_SURVEY_DATA_H_
#define TRUSTSEM_SURVEY_SURVEY_DATA_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/frame.h"
#include "spec/codebook.h"
#include "spec/survey_tables.h"
#include "survey/answers.h"
#include "survey/survey_design.h"

namespace trustsem {

struct SurveyData {
  Frame frame;
  std::optional<Codebook> codebook;
  SurveyDesign design;
  std::map<std::string, Answers> answers;  // of the columns asked for so far

  const Codebook* book() const { return codebook ? &*codebook : nullptr; }

  // The answers to a column, found once. Null, and a fault, as FindAnswers.
  const Answers* Find(const std::string& name, std::string_view role, const Place& place,
                      std::vector<Fault>* faults);
};

// Loads the columns that the book needs. `codebook`: its file in place of the book's; may be empty.
SurveyData ReadSurveyData(const TableBook& book, const std::string& data,
                          const std::string& codebook);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_SURVEY_DATA_H_
