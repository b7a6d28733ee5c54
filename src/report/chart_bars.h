// Percentages of a survey as bars: one bar a row with its interval, or one row of stacked answers
// (private to the charts).
#ifndef TRUSTSEM_REPORT_CHART_BARS_H_
#define TRUSTSEM_REPORT_CHART_BARS_H_

#include <limits>
#include <string>
#include <vector>

#include "report/chart_pages.h"

namespace trustsem {

// Percent, 0 to 100; NaN where a number does not exist.
struct Bar {
  std::string label;
  double value, lower, upper;
  double published = std::numeric_limits<double>::quiet_NaN();
  std::string published_text = {};  // "> 85%"; empty: none
};

struct BarChart {
  std::string name;  // of the first figure; further ones are "claims_2", ...
  Text title;
  std::string reading;
  std::string axis;
  // Headings of the columns of numbers, where published values stand beside; else empty.
  std::string computed_heading, published_heading;
  std::vector<Bar> bars;
};

// As many figures as the bars need; none without bars.
std::vector<ChartPage> ComposeBars(const BarChart& chart, const FigureOptions& options);

struct StackRow {
  std::string label;
  std::vector<double> shares;  // one an answer, percent
};

// Answers of an ordered scale, lowest first: those below the middle go to the left of zero, those
// above it to the right, a middle one to both sides (Robbins & Heiberger 2011).
struct StackChart {
  std::string name;
  Text title;
  std::string reading;
  std::string axis;
  std::vector<std::string> answers;
  std::vector<StackRow> rows;
};

// As many figures as the rows need; none without rows or with fewer than two answers.
std::vector<ChartPage> ComposeStacks(const StackChart& chart, const FigureOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHART_BARS_H_
