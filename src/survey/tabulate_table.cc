#include "survey/tabulate_table.h"

#include <cmath>

#include "survey/family_estimates.h"

namespace trustsem {
namespace {

class TableMaker {
 public:
  TableMaker(const TableBook& book, const TableColumns& columns, const SurveyDesign& design)
      : book_(book), columns_(columns), design_(design) {}

  SurveyTable Make(const TableRequest& request, const std::vector<TableQuestion>& questions) {
    table_.name = request.name;
    table_.title = request.title;
    table_.columns = columns_.columns;
    table_.bases = columns_.bases;
    for (const TableQuestion& question : questions) AddQuestion(question);
    return std::move(table_);
  }

 private:
  void AddQuestion(const TableQuestion& question) {
    // Columns of those who answered.
    std::vector<Family> families = columns_.families;
    std::vector<FamilyBases> bases;
    for (Family& family : families) {
      for (size_t i = 0; i < family.column_of_row.size(); ++i) {
        if (question.answered[i] == 0) family.column_of_row[i] = -1;
      }
      bases.push_back(CountBases(design_, family));
    }
    // Rows that are functions of the same codes are estimated together.
    for (size_t begin = 0; begin < question.rows.size();) {
      size_t end = begin + 1;
      while (end < question.rows.size() && SharesCodes(question.rows[begin]) &&
             SharesCodes(question.rows[end])) {
        ++end;
      }
      AddRows(question, begin, end, families, bases);
      begin = end;
    }
  }

  static bool SharesCodes(const TableRow& row) {
    return !row.value_of_code.empty() && row.own_codes.empty();
  }

  // The means of the rows from `begin` to `end` in a family's columns.
  std::vector<FamilyMeans> Estimate(const TableQuestion& question, size_t begin, size_t end,
                                    const Family& family, const FamilyBases& bases) const {
    const TableRow& first = question.rows[begin];
    if (first.value_of_code.empty()) {
      return {EstimateMeans(design_, family, bases, *question.numbers)};
    }
    std::vector<std::vector<double>> values;
    for (size_t r = begin; r < end; ++r) values.push_back(question.rows[r].value_of_code);
    return EstimateCodedMeans(design_, family,
                              first.own_codes.empty() ? *question.codes : first.own_codes, values);
  }

  void AddRows(const TableQuestion& question, size_t begin, size_t end,
               const std::vector<Family>& families, const std::vector<FamilyBases>& bases) {
    std::vector<std::vector<FamilyMeans>> means;
    for (size_t f = 0; f < families.size(); ++f) {
      means.push_back(Estimate(question, begin, end, families[f], bases[f]));
    }
    for (size_t r = begin; r < end; ++r) {
      SurveyRow row = question.rows[r].row;
      row.cells.resize(table_.columns.size());
      for (size_t f = 0; f < families.size(); ++f) {
        AddFamily(means[f][r - begin], bases[f], columns_.first_columns[f], &row);
        // Degrees of freedom of all in the base who answered: the total's.
        const double df = bases[0].degrees_of_freedom[0];
        if (f > 0) Compare(means[f][r - begin], columns_.first_columns[f], df, &row);
      }
      table_.rows.push_back(std::move(row));
    }
  }

  void AddFamily(const FamilyMeans& means, const FamilyBases& bases, size_t first, SurveyRow* row) {
    const bool is_share = row->kind != SurveyRow::Kind::kMean;
    for (size_t c = 0; c < means.means.size(); ++c) {
      row->cells[first + c].estimate = Cell(bases, means, c, is_share);
    }
  }

  SurveyEstimate Cell(const FamilyBases& bases, const FamilyMeans& means, size_t c, bool is_share) {
    if (bases.counts[c].n >= book_.minimum_base) {
      return EstimateOfColumn(bases, means, c, is_share, book_.interval, book_.confidence);
    }
    SurveyEstimate suppressed;
    suppressed.base = bases.counts[c];
    suppressed.suppressed = true;
    table_.suppressed += 1;
    return suppressed;
  }

  void Compare(const FamilyMeans& means, size_t first, double degrees_of_freedom, SurveyRow* row) {
    std::vector<SurveyDifference> differences;
    std::vector<double> p;
    for (size_t a = 0; a < means.means.size(); ++a) {
      for (size_t b = a + 1; b < means.means.size(); ++b) {
        if (std::isnan(row->cells[first + a].estimate.value)) continue;
        if (std::isnan(row->cells[first + b].estimate.value)) continue;
        SurveyDifference difference = DifferenceOfColumns(means, a, b, degrees_of_freedom);
        difference.row = static_cast<int>(table_.rows.size());
        difference.first = static_cast<int>(first + a);
        difference.second = static_cast<int>(first + b);
        differences.push_back(difference);
        p.push_back(difference.p);
      }
    }
    const std::vector<double> adjusted = AdjustPValues(p, book_.correction);
    for (size_t i = 0; i < differences.size(); ++i) {
      differences[i].adjusted_p = adjusted[i];
      if (adjusted[i] < book_.level) GiveLetter(differences[i], row);
      table_.differences.push_back(differences[i]);
    }
  }

  void GiveLetter(const SurveyDifference& difference, SurveyRow* row) const {
    const bool first_is_higher = difference.difference > 0;
    const int higher = first_is_higher ? difference.first : difference.second;
    const int lower = first_is_higher ? difference.second : difference.first;
    std::string& letters = row->cells[static_cast<size_t>(higher)].higher_than;
    // Letters of two characters need something between them.
    if (!letters.empty() && table_.columns.back().letter.size() > 1) letters += ' ';
    letters += table_.columns[static_cast<size_t>(lower)].letter;
  }

  const TableBook& book_;
  const TableColumns& columns_;
  const SurveyDesign& design_;
  SurveyTable table_;
};

}  // namespace

SurveyTable TabulateTable(const TableBook& book, const TableRequest& request,
                          const TableColumns& columns, const std::vector<TableQuestion>& questions,
                          const SurveyDesign& design) {
  return TableMaker(book, columns, design).Make(request, questions);
}

}  // namespace trustsem
