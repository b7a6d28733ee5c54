// Tables of trust velocity before they have a format: numbers and their intervals, which text shows
// in one cell and a workbook in several (private to these reports).
#ifndef TRUSTSEM_REPORT_VELOCITY_TABLE_H_
#define TRUSTSEM_REPORT_VELOCITY_TABLE_H_

#include <string>
#include <variant>
#include <vector>

#include "report/document.h"
#include "report/workbook.h"
#include "report/write_results.h"
#include "velocity/velocity_estimate.h"

namespace trustsem {

enum class VelocityKind {
  kText,
  kCount,       // no decimals
  kPoints,      // of a score: one decimal
  kDifference,  // of scores: one decimal with its sign
  kRate,        // an index, a slope, a variance: two decimals
  kSignedRate,  // likewise with its sign
  kFine,        // three decimals
  kPValue,
  kShare,  // 0 to 1, shown as 43.2%
};

// Where there is room for a column or a table.
enum class VelocityRoom {
  kEverywhere,
  kPageAndWorkbook,  // not in the 100 columns of a terminal
  kWorkbook,
  kDocument,  // everywhere but in a workbook, which says it elsewhere
};

struct VelocityColumn {
  std::string heading;
  VelocityKind kind = VelocityKind::kText;
  bool interval = false;  // of estimates: three columns in a workbook
  VelocityRoom room = VelocityRoom::kEverywhere;
};

using VelocityCell = std::variant<std::monostate, std::string, double, VelocityEstimate>;

struct VelocityTable {
  std::string sheet;    // its sheet's name
  std::string heading;  // within its section; empty: the section's own
  std::vector<VelocityColumn> columns;
  std::vector<std::vector<VelocityCell>> rows;  // one cell a column
  std::vector<std::string> notes;               // below it
  VelocityRoom room = VelocityRoom::kEverywhere;
};

struct VelocitySection {
  std::string heading;
  std::vector<std::string> sentences;
  std::vector<std::string> items;  // sentences that stand apart, below the others
  std::vector<VelocityTable> tables;
};

// What a document has room for.
struct VelocityExtent {
  Language language = Language::kEnglish;
  bool terminal = true;  // 100 columns
  size_t rows = 20;      // of a table, at most
};

// Adds heading, sentences, items and tables; nothing where there is none of them. Of
// tables with more rows than there is room for it says how many there are.
void AddSection(const VelocitySection& section, const VelocityExtent& extent, Document* document);

// A sheet with the title, what must not be overlooked, the section's sentences and the table.
WorkbookSheet VelocitySheet(const VelocitySection& section, const VelocityTable& table,
                            const std::string& statement, Language language);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_VELOCITY_TABLE_H_
