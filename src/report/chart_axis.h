// The horizontal axis of a chart (private to the charts).
#ifndef TRUSTSEM_REPORT_CHART_AXIS_H_
#define TRUSTSEM_REPORT_CHART_AXIS_H_

#include <string>
#include <vector>

#include "report/chart_sheet.h"

namespace trustsem {

struct ChartAxis {
  double lower = 0, upper = 1;
  double step = 0.2;  // between ticks
};

// A round axis around zero and every finite one of `values`, with at most `ticks` steps.
ChartAxis AxisAround(const std::vector<double>& values, int ticks);

// The smallest of 1, 2 and 5 times a power of ten that is at least `least` (positive).
double RoundStep(double least);

// Decimals that tell ticks `step` apart.
int TickDecimals(double step);

// As FormatFixed, with a minus sign in place of a hyphen.
std::string ChartNumber(double value, int decimals);

// Room below the area for ticks and title, mm.
double AxisHeight(const ChartSheet& sheet);

// Ticks, labelled as far as there is room, with pale lines over the whole area, a line at zero, and
// a title below. `absolute`: the labels have no sign.
void DrawAxis(const ChartAxis& axis, const std::string& title, double area_left, double area_right,
              double area_bottom, ChartSheet* sheet, bool absolute = false);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHART_AXIS_H_
