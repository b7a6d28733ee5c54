// The tables of a paper: variables, who answered, fit, loadings, reliability, discriminant
// validity, paths, R-squared, effects, hypotheses and published percentages, where the report has
// them. In the report's language.
#ifndef TRUSTSEM_REPORT_PAPER_TABLES_H_
#define TRUSTSEM_REPORT_PAPER_TABLES_H_

#include <string>

#include "report/report_page.h"

namespace trustsem {

// LaTeX to be read into a document by \input, which loads the packages array and booktabs (with
// a table of more than forty rows longtable too; Chinese text needs XeLaTeX or LuaLaTeX with ctex).
// Each table has a caption, a label (tab:MODEL-loadings) and its notes. All that comes from the
// user's files is escaped: it is shown, never run.
std::string WriteLatexTables(const ReportPage& report);

// The same as GitHub-flavoured Markdown.
std::string WriteMarkdownTables(const ReportPage& report);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PAPER_TABLES_H_
