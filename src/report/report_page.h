// The whole report: what it speaks of, and as one HTML file (no network, both languages, switches
// on the page). results_workbook.h and paper_tables.h write the same as a workbook and as tables.
#ifndef TRUSTSEM_REPORT_REPORT_PAGE_H_
#define TRUSTSEM_REPORT_REPORT_PAGE_H_

#include <optional>
#include <string>
#include <vector>

#include "inference/results.h"
#include "report/document.h"
#include "report/figure.h"
#include "report/write_results.h"
#include "study/check.h"
#include "survey/data_quality.h"
#include "survey/results.h"

namespace trustsem {

// A drawing on the page, and which readers see it: by the language and the coefficients that they
// have chosen, and by the group.
struct PageFigure {
  Figure figure;                     // its SVG stands in the page; other forms are not used
  std::optional<Language> language;  // none: of both
  Coefficients coefficients = Coefficients::kAny;
  std::optional<int>
      group;  // shown while this one (from one), or all (0), are chosen; none: always
};

// What the report speaks of. Sections without their part are left out.
struct ReportPage {
  Results results;
  std::optional<CheckReport> check;          // the sample; without data: not used
  std::optional<DataQuality> quality;        // what the codebook finds odd
  std::optional<SurveyBookResults> profile;  // who answered: shares of one table without segments
  std::optional<ClaimBookResults> claims;
  std::vector<PageFigure> figures;         // in reading order; of the HTML file alone
  Language language = Language::kEnglish;  // of the HTML file: shown first
};

// The bytes of the file; the same for the same input. Every name, label and answer is escaped. The
// page forbids itself every request and every script but its own (Content-Security-Policy).
std::string WriteReportPage(const ReportPage& page);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_REPORT_PAGE_H_
