// What a reader of the tables should know, said once for all of them (private to the folder).
#ifndef TRUSTSEM_SURVEY_TABULATE_NOTES_H_
#define TRUSTSEM_SURVEY_TABULATE_NOTES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "survey/results.h"
#include "survey/table_columns.h"
#include "survey/table_rows.h"

namespace trustsem {

class TableNotes {
 public:
  void Add(const SurveyTable& table, const TableColumns& columns,
           const std::vector<TableQuestion>& questions, const SurveyDesign& design);

  // "suppressed_cells", "uneven_weights", "without_segment", "empty_segments", "no_answers".
  std::vector<Note> Take(int minimum_base) const;

 private:
  struct Found {
    int64_t count = 0;                // the largest
    std::vector<std::string> tables;  // each once, in order
  };
  static void Record(Found* found, int64_t count, const std::string& table);

  Found suppressed_;
  int64_t suppressed_cells_ = 0;
  Found uneven_;
  double worst_ = 1;  // effective n over n
  std::string worst_column_;
  BaseCount worst_base_;
  std::map<std::string, Found> without_segment_;                  // by variable
  std::map<std::pair<std::string, std::string>, Found> dropped_;  // variable and value
  std::map<std::string, Found> unanswered_;                       // by variable
};

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_TABULATE_NOTES_H_
