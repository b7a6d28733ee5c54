// Curves over time with their bands, one series a group (private to the charts of trust velocity).
#ifndef TRUSTSEM_REPORT_VELOCITY_CURVES_H_
#define TRUSTSEM_REPORT_VELOCITY_CURVES_H_

#include <string>
#include <vector>

#include "report/chart_pages.h"
#include "report/curve.h"

namespace trustsem {

// NaN where an end of the interval does not exist.
struct CurvePoint {
  double x, y, lower, upper;
};

struct CurveSeries {
  std::string label;
  std::vector<CurvePoint> points;  // x ascending
  std::vector<Point> observed;     // what the curve was estimated from; may be empty
  bool background = false;         // a grey dashed line without band: all groups together
};

struct CurveChart {
  std::string name;
  Text title;
  std::string reading;
  std::string x_axis, y_axis;
  // From one point to the next: straight lines, or steps that rise at the later point.
  bool steps = false;
  double y_lower = 0, y_upper = 100, y_step = 20;
  std::vector<CurveSeries> series;
};

// Marks tell six series apart, also in grey.
inline constexpr size_t kMostCurves = 6;

// One page, or none where no point exists.
std::vector<ChartPage> ComposeCurves(const CurveChart& chart, const FigureOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_VELOCITY_CURVES_H_
