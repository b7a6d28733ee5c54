// Rows with a label each, on as many pages as they need (private to the charts).
#ifndef TRUSTSEM_REPORT_CHART_PAGES_H_
#define TRUSTSEM_REPORT_CHART_PAGES_H_

#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "report/chart_sheet.h"

namespace trustsem {

struct ChartPage {
  std::string name;  // of the figure
  ChartSheet sheet;
};

// Runs gnuplot once a page, several at a time as the sheets' options say; figures in the order of
// the pages. A page that cannot be drawn is left out, and what ChartSheet::Page or DrawWithGnuplot
// threw is added to `failures`.
std::vector<Figure> DrawPages(const std::vector<ChartPage>& pages, std::vector<Fault>* failures);

// The same of pages that belong together: throws Error(kOther) with the failures where there are
// any, the same one once.
std::vector<Figure> DrawPages(const std::vector<ChartPage>& pages);

// Without faults whose message an earlier one has.
std::vector<Fault> EachOnce(const std::vector<Fault>& faults);

// "paths", "paths_2", ...
std::string PageName(const std::string& name, size_t page);

// The title of the first page, or of one that continues it.
Text PageTitle(const Text& title, size_t page);

// Labels of bars: on two lines where one is too short, at the left of a body's area.
class RowLabels {
 public:
  // `share`: of the page's width that labels take at most.
  RowLabels(const std::vector<std::string>& labels, double share, const ChartSheet& sheet);

  double pitch() const { return pitch_; }  // of a row, mm
  double width() const { return width_; }  // mm
  // Writes the label of row `row`, which is the page's `line`-th, in a yrange that counts lines.
  void Write(size_t row, size_t line, ChartSheet* sheet) const;
  // First rows and numbers of rows of the pages, each at most `room` mm high and much alike.
  std::vector<std::pair<size_t, size_t>> Pages(double room) const;

 private:
  std::vector<std::vector<std::string>> lines_;
  double pitch_ = 0, width_ = 0, letter_ = 0;
};

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHART_PAGES_H_
