// Dots with intervals, one row each, in sections: paths, effects, loadings (private to the charts).
#ifndef TRUSTSEM_REPORT_CHART_DOTS_H_
#define TRUSTSEM_REPORT_CHART_DOTS_H_

#include <string>
#include <vector>

#include "report/chart_pages.h"

namespace trustsem {

// NaN where a number does not exist.
struct Dot {
  double value, lower, upper;
};

struct DotRow {
  std::string label;
  std::vector<Dot> dots;  // one a group
};

struct DotSection {
  std::string heading;
  std::vector<DotRow> rows;
};

struct DotChart {
  std::string name;  // of the first figure; further ones are "paths_2", ...
  Text title;
  std::string reading;  // how to read it
  std::string axis;
  std::vector<std::string> groups;  // their labels; a single group's is not shown
  std::vector<DotSection> sections;
};

// As many pages as the rows need; none where no dot exists. Every page has the same axis.
std::vector<ChartPage> ComposeDots(const DotChart& chart, const FigureOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHART_DOTS_H_
