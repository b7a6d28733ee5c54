// Writes results as text for a terminal, Markdown, CSV or JSON. Reads results only.
#ifndef TRUSTSEM_REPORT_WRITE_RESULTS_H_
#define TRUSTSEM_REPORT_WRITE_RESULTS_H_

#include <string>

#include "inference/results.h"

namespace trustsem {

enum class Language { kEnglish, kChinese };

struct ReportOptions {
  Language language = Language::kEnglish;
  bool all_residuals = false;     // else those beyond 0.1 in absolute value, at most twenty
  int modification_indices = 20;  // at most so many in text and Markdown
  // Standard errors and intervals also of standardised loadings, paths and effects.
  bool standardized_errors = false;
};

// A summary in words first: what was fitted to whom, whether it converged, whether it fits by which
// rule, what deserves attention. Then tables, aligned by display width (UTF-8).
std::string WriteText(const Results& results, const ReportOptions& options = {});
std::string WriteMarkdown(const Results& results, const ReportOptions& options = {});

// One row a parameter:
// lhs,op,rhs,group,label,free,est,se,z,pvalue,ci_lower,ci_upper,std_lv,std_all.
std::string WriteCsv(const Results& results);

// The object of the command line's contract; numbers that do not exist are null.
std::string WriteJson(const Results& results);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_WRITE_RESULTS_H_
