// Excel workbooks (.xlsx) from plain sheets of cells, through libxlsxwriter.
#ifndef TRUSTSEM_REPORT_WORKBOOK_H_
#define TRUSTSEM_REPORT_WORKBOOK_H_

#include <string>
#include <variant>
#include <vector>

namespace trustsem {

enum class CellStyle {
  kPlain,
  // Texts that wrap; a row is as high as they need.
  kTitle,
  kStatement,  // what must not be overlooked
  kStrong,
  kHeading,
  kNumberHeading,   // above numbers: at the right
  kCentredHeading,  // above several columns
  kLabel,
  kGroup,  // a heading within the rows, as the other cells of its row
  // The others are at the right, or centred.
  kGroupCount,
  kMark,        // a short text, centred
  kInstead,     // a text where others have a number
  kPercent,     // a share from 0 to 1, shown as 43.2%
  kPoints,      // one decimal
  kDifference,  // one decimal with its sign
  kNumber,      // two decimals
  kFine,        // three decimals
  kPValue,      // three decimals, <.001 below
  kCount,       // no decimals, thousands apart
};

// Nothing, a text or a number. A text stays a text whatever it begins with; a number that is not
// finite is an empty cell.
struct WorkbookCell {
  std::variant<std::monostate, std::string, double> value;
  CellStyle style = CellStyle::kPlain;
  int columns = 1;  // that it is merged over: the next ones of its row, which must be empty
  bool rule_above = false, rule_before = false;  // faint lines at the top and at the left
};

struct WorkbookSheet {
  std::string name;  // any text: WriteWorkbook makes a sheet's name of it
  std::vector<std::vector<WorkbookCell>> rows;
  std::vector<double> widths;  // of the first columns, in characters
  // What stays when the rest scrolls. The rows are repeated on every page printed.
  int frozen_rows = 0, frozen_columns = 0;
};

WorkbookCell TextCell(std::string text, CellStyle style = CellStyle::kPlain);
WorkbookCell NumberCell(double number, CellStyle style);
// A text over the width of the sheet, whose column widths are known, or what of it a line should
// be long.
std::vector<WorkbookCell> SentenceRow(const WorkbookSheet& sheet, std::string text,
                                      CellStyle style = CellStyle::kLabel);

// The names as Excel allows them: at most 31 UTF-16 units, without []:*?/\ and control characters,
// neither empty nor with an apostrophe at an end, not "History", and no two alike (case ignored).
std::vector<std::string> SheetNames(const std::vector<std::string>& names);

// The bytes of the file: the same sheets give the same bytes. Throws Error(kOther) where the
// machine cannot hold a temporary file, or a sheet is larger than Excel allows.
std::string WriteWorkbook(const std::string& title, const std::vector<WorkbookSheet>& sheets);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_WORKBOOK_H_
