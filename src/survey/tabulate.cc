#include "survey/tabulate.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "survey/conditions.h"
#include "survey/survey_data.h"
#include "survey/tabulate_notes.h"
#include "survey/tabulate_table.h"

namespace trustsem {
namespace {

std::vector<std::pair<std::string, std::string>> Options(const TableBook& book) {
  const auto or_none = [](const std::string& name) { return name.empty() ? "none" : name; };
  return {{"weights", or_none(book.design.weights)},
          {"strata", or_none(book.design.strata)},
          {"clusters", or_none(book.design.clusters)},
          {"lonely", ToString(book.design.lonely)},
          {"confidence", fmt::format("{}", book.confidence)},
          {"interval", ToString(book.interval)},
          {"level", fmt::format("{}", book.level)},
          {"correction", ToString(book.correction)},
          {"minimum_base", fmt::format("{}", book.minimum_base)}};
}

SurveyOrigin OriginOf(const TableBook& book, const SurveyData& survey) {
  SurveyOrigin origin;
  origin.file = book.file;
  origin.hash = book.hash;
  origin.data_file = survey.frame.file;
  origin.data_hash = survey.frame.hash;
  origin.data_statement = survey.frame.statement;
  origin.rows = survey.frame.rows;
  origin.options = Options(book);
  if (!survey.codebook) return origin;
  origin.codebook_file = survey.codebook->file;
  origin.codebook_hash = survey.codebook->hash;
  return origin;
}

// Both bases in words; "all respondents" where neither says anything.
Text DescribeBoth(const Base& book, const Base& table, const Codebook* codebook) {
  const auto is_silent = [](const Base& base) {
    return base.conditions.empty() && base.label.en.empty() && base.label.zh.empty();
  };
  if (is_silent(table)) return Describe(book, codebook);
  if (is_silent(book)) return Describe(table, codebook);
  const Text first = Describe(book, codebook), second = Describe(table, codebook);
  const auto join = [](const std::string& a, const char* mark, const std::string& b) {
    return a.empty() || b.empty() ? a + b : a + mark + b;
  };
  return {join(first.en, "; ", second.en), join(first.zh, "；", second.zh)};
}

// Rows of both bases; faults of their conditions.
RowMask RowsOf(const Base& base, const SurveyData& survey, std::vector<Fault>* faults) {
  try {
    return Fulfil(base, survey.frame, survey.book());
  } catch (const Error& error) {
    faults->insert(faults->end(), error.faults().begin(), error.faults().end());
    return RowMask(static_cast<size_t>(survey.frame.rows), 1);
  }
}

// Segments that all tables share are at fault once.
std::vector<Fault> WithoutRepeats(const std::vector<Fault>& faults) {
  std::vector<Fault> once;
  std::set<std::string> seen;
  for (const Fault& fault : faults) {
    if (seen.insert(ToString(fault)).second) once.push_back(fault);
  }
  return once;
}

// Makes table after table; what is wrong with any is reported for all.
class Tabulator {
 public:
  Tabulator(const TableBook& book, const std::string& data, const std::string& codebook)
      : book_(book), survey_(ReadSurveyData(book, data, codebook)) {}

  SurveyBookResults Run() {
    SurveyBookResults results;
    results.name = book_.name;
    results.title = book_.title;
    results.book = book_;
    results.origin = OriginOf(book_, survey_);
    const RowMask all = RowsOf(book_.base, survey_, &specification_);
    for (const TableRequest& request : book_.tables) AddTable(request, all, &results);
    if (!specification_.empty()) {
      throw Error(ErrorKind::kSpecification, WithoutRepeats(specification_));
    }
    if (!data_.empty()) throw Error(ErrorKind::kData, std::move(data_));
    results.warnings = notes_.Take(book_.minimum_base);
    return results;
  }

 private:
  void AddTable(const TableRequest& request, const RowMask& all, SurveyBookResults* results) {
    RowMask base = RowsOf(request.base, survey_, &specification_);
    for (size_t i = 0; i < base.size(); ++i) base[i] &= all[i];
    const TableColumns columns = MakeTableColumns(request, base, &survey_, &specification_);
    const std::vector<TableQuestion> questions =
        MakeTableQuestions(request, &survey_, &specification_);
    if (!specification_.empty()) return;
    const Text label = DescribeBoth(book_.base, request.base, survey_.book());
    if (columns.bases[0].n == 0) {
      ReportEmptyBase(request);
      return;
    }
    SurveyTable table = TabulateTable(book_, request, columns, questions, survey_.design);
    table.base_label = label;
    notes_.Add(table, columns, questions, survey_.design);
    results->tables.push_back(std::move(table));
  }

  void ReportEmptyBase(const TableRequest& request) {
    Base conditions = book_.base;
    conditions.label = {};
    conditions.conditions.insert(conditions.conditions.end(), request.base.conditions.begin(),
                                 request.base.conditions.end());
    data_.push_back({request.place,
                     fmt::format("the base of the table '{}' is empty: nobody has {}", request.name,
                                 Describe(conditions, survey_.book()).en),
                     "change its conditions"});
  }

  const TableBook& book_;
  SurveyData survey_;
  std::vector<Fault> specification_, data_;
  TableNotes notes_;
};

}  // namespace

SurveyBookResults Tabulate(const TableBook& book, const std::string& data,
                           const std::string& codebook) {
  return Tabulator(book, data, codebook).Run();
}

}  // namespace trustsem
