// The results of a fit as tables of texts and numbers, before they have a format: the sheets of a
// workbook and the tables of a paper are made of them.
#ifndef TRUSTSEM_REPORT_RESULT_TABLES_H_
#define TRUSTSEM_REPORT_RESULT_TABLES_H_

#include <string>
#include <variant>
#include <vector>

#include "report/document.h"
#include "report/sections.h"
#include "report/survey_format.h"

namespace trustsem {

// How a number is shown.
enum class NumberKind {
  kEstimate,  // FormatEstimate: three decimals, or powers of ten
  kFixed,     // three decimals
  kTest,      // two decimals: z values
  kPValue,
  kCount,
  kShare,   // from 0 to 1, as a percentage
  kPoints,  // of percentages: one decimal with its sign
};

// Nothing, a text or a number, which may be NaN: there is none.
struct ResultCell {
  std::variant<std::monostate, std::string, double> value;
  NumberKind kind = NumberKind::kEstimate;
};

struct ResultColumn {
  std::string heading;
  Align align = Align::kRight;
  bool in_papers = true;  // else in workbooks alone
};

// Every row has one cell a column.
struct ResultTable {
  std::string name;   // in one word or two, in English, "reliability"
  std::string title;  // in the report's language
  std::vector<ResultColumn> columns;
  std::vector<std::vector<ResultCell>> rows;
  std::string base;                // a sentence: whom it rests on; empty: nobody
  int blank_repeats = 0;           // papers leave the first so many cells blank where they repeat
  std::vector<std::string> notes;  // sentences below it
  bool in_papers = true;
};

// The tables that have rows, in reading order. Where there are groups, the first column is theirs.
std::vector<ResultTable> MakeResultTables(const ReportContext& context, IntervalPlace place);

// Two of them, of one group (from one) without that column, or of all groups (0).
ResultTable MakeReliabilityTable(const ReportContext& context, int group);
ResultTable MakeDiscriminantTable(const ReportContext& context, int group);
// The RMSEA's interval: one row in brackets, or its ends as numbers in rows of their own.
ResultTable MakeFitTable(const ReportContext& context, IntervalPlace place);

// A cell as text; empty where there is nothing.
std::string CellText(const ResultCell& cell);

// As text and Markdown show it.
Table TextTable(const ResultTable& table);

// The table with the columns alone that papers have and that are not empty, and without repeats
// of what stands above.
ResultTable ForPapers(const ResultTable& table);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_RESULT_TABLES_H_
