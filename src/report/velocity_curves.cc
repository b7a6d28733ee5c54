#include "report/velocity_curves.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/chart_axis.h"
#include "report/chart_sheet.h"
#include "report/text_extent.h"

namespace trustsem {
namespace {

using Rows = std::vector<std::vector<double>>;

// As the dots with intervals have them.
constexpr const char* kColours[kMostCurves] = {Palette::kPositive, Palette::kNegative, "#009e73",
                                               "#cc79a7",          Palette::kInk,      "#8a6d00"};
constexpr int kShapes[kMostCurves] = {7, 5, 9, 13, 11, 7};
constexpr double kTickSize = 0.85;
constexpr double kColumnHeight = 52;  // mm of the area on a column's page
constexpr size_t kMostPoints = 400;   // of a curve: more do not show
constexpr size_t kMostMarks = 8;      // on a curve

bool Exists(const CurvePoint& point) { return std::isfinite(point.x) && std::isfinite(point.y); }

// The points that exist, without those that would lie on the same dot of the page.
std::vector<CurvePoint> Visible(const std::vector<CurvePoint>& points, double widest) {
  std::vector<CurvePoint> visible;
  for (size_t i = 0; i < points.size(); ++i) {
    if (!Exists(points[i])) continue;
    const bool near = !visible.empty() && i + 1 < points.size() &&
                      points[i].x - visible.back().x < widest / kMostPoints;
    if (!near) visible.push_back(points[i]);
  }
  return visible;
}

// From zero, where nobody has reached anything, to the right end: the corners of the steps.
std::vector<CurvePoint> Steps(const std::vector<CurvePoint>& points, double end) {
  std::vector<CurvePoint> corners = {{0, 0, 0, 0}};
  for (const CurvePoint& point : points) {
    CurvePoint before = corners.back();
    before.x = point.x;
    corners.push_back(before);
    corners.push_back(point);
  }
  corners.push_back(corners.back());
  corners.back().x = end;
  return corners;
}

class CurvePage {
 public:
  CurvePage(const CurveChart& chart, const FigureOptions& options)
      : chart_(chart), sheet_(chart.title, chart.reading, Legend(chart), options) {
    std::vector<double> xs;
    for (const CurveSeries& series : chart.series) {
      for (const CurvePoint& point : series.points) xs.push_back(point.x);
    }
    axis_ = AxisAround(xs, options.size == FigureSize::kSlide ? 10 : 6);
    const double letter = sheet_.letter();
    const double height = options.size == FigureSize::kSlide
                              ? sheet_.body_limit()
                              : std::min(sheet_.body_limit(), kColumnHeight + AxisHeight(sheet_));
    sheet_.BeginBody(height);
    const double left = sheet_.left() + 4.2 * letter, right = sheet_.right() - letter;
    const double bottom = sheet_.bottom() - AxisHeight(sheet_), top = sheet_.top() + 0.4 * letter;
    sheet_.Area(left, right, top, bottom);
    DrawAxis(axis_, chart.x_axis, left, right, bottom, &sheet_);
    DrawLeftAxis(left, top, bottom);
    Plot();
  }

  const ChartSheet& sheet() const { return sheet_; }

 private:
  // The number of a series among those in colour.
  static size_t Number(const CurveChart& chart, const CurveSeries& series) {
    size_t number = 0;
    for (const CurveSeries& other : chart.series) {
      if (&other == &series) break;
      number += !other.background;
    }
    return number % kMostCurves;
  }

  static std::vector<ChartSheet::Mark> Legend(const CurveChart& chart) {
    std::vector<ChartSheet::Mark> legend;
    if (chart.series.size() < 2) return legend;
    for (const CurveSeries& series : chart.series) {
      const size_t number = Number(chart, series);
      legend.push_back({series.background ? 2 : kShapes[number],
                        series.background ? Palette::kNeutral : kColours[number], series.label});
    }
    return legend;
  }

  void DrawLeftAxis(double left, double top, double bottom) {
    const double letter = sheet_.letter();
    sheet_.Command(fmt::format("set yrange [{:.6g}:{:.6g}]", chart_.y_lower, chart_.y_upper));
    for (double tick = chart_.y_lower; tick <= chart_.y_upper * (1 + 1e-9); tick += chart_.y_step) {
      sheet_.Command(fmt::format(
          "set arrow from graph 0, first {0:.6g} to graph 1, first {0:.6g} nohead back lw 0.4 lc "
          "rgb '#dddddd'",
          tick));
      sheet_.Write(sheet_.X(left - 0.4 * letter), fmt::format("first {:.6g}", tick),
                   fmt::format("{:.0f}", tick),
                   {ChartSheet::TextStyle::Align::kRight, kTickSize, "#555555", false});
    }
    sheet_.Write(sheet_.X(sheet_.left() + 0.6 * letter), sheet_.Y((top + bottom) / 2),
                 FitText(chart_.y_axis, (bottom - top) / (kTickSize * letter)),
                 {ChartSheet::TextStyle::Align::kCentre, kTickSize, "#555555", true});
  }

  void PlotBand(const std::vector<CurvePoint>& line, const char* colour) {
    Rows band;
    for (const CurvePoint& point : line) {
      if (!std::isfinite(point.lower) || !std::isfinite(point.upper)) continue;
      band.push_back(
          {point.x, std::max(point.lower, chart_.y_lower), std::min(point.upper, chart_.y_upper)});
    }
    if (band.size() < 2) return;
    sheet_.Plot(fmt::format(
        "{} using 1:2:3 with filledcurves fs transparent solid 0.16 noborder lc rgb '{}' notitle",
        sheet_.Data(band), colour));
  }

  void PlotLine(const CurveSeries& series, const std::vector<CurvePoint>& line,
                const char* colour) {
    Rows rows;
    for (const CurvePoint& point : line) rows.push_back({point.x, point.y});
    if (rows.empty()) return;
    sheet_.Plot(fmt::format("{} using 1:2 with lines lw {} dt {} lc rgb '{}' title {}",
                            sheet_.Data(rows), series.background ? 1.0 : 1.6,
                            series.background ? 2 : 1, colour, GnuplotQuoted(series.label)));
  }

  // What the curve was estimated from, else marks along it that tell it from the others in grey.
  void PlotMarks(const CurveSeries& series, const std::vector<CurvePoint>& visible, int shape,
                 const char* colour) {
    Rows rows;
    for (const Point& point : series.observed) rows.push_back({point.x, point.y});
    if (series.observed.empty() && chart_.series.size() > 1) {
      const size_t every = (visible.size() + kMostMarks - 1) / kMostMarks;
      for (size_t i = 0; i < visible.size(); i += every) {
        rows.push_back({visible[i].x, visible[i].y});
      }
    }
    if (rows.empty()) return;
    sheet_.Plot(fmt::format("{} using 1:2 with points pt {} ps {}*dot lc rgb '{}' title {}",
                            sheet_.Data(rows), shape, 0.85, colour, GnuplotQuoted(series.label)));
  }

  // Bands first: no band hides a line.
  void Plot() {
    std::vector<std::vector<CurvePoint>> visible, lines;
    for (const CurveSeries& series : chart_.series) {
      visible.push_back(Visible(series.points, axis_.upper - axis_.lower));
      lines.push_back(chart_.steps ? Steps(visible.back(), axis_.upper) : visible.back());
      if (!series.background) PlotBand(lines.back(), kColours[Number(chart_, series)]);
    }
    for (size_t s = 0; s < chart_.series.size(); ++s) {
      const CurveSeries& series = chart_.series[s];
      const size_t number = Number(chart_, series);
      const char* colour = series.background ? Palette::kNeutral : kColours[number];
      PlotLine(series, lines[s], colour);
      PlotMarks(series, visible[s], series.background ? 2 : kShapes[number], colour);
    }
  }

  const CurveChart& chart_;
  ChartSheet sheet_;
  ChartAxis axis_;
};

}  // namespace

std::vector<ChartPage> ComposeCurves(const CurveChart& chart, const FigureOptions& options) {
  CurveChart drawn = chart;
  std::erase_if(drawn.series, [](const CurveSeries& series) {
    return std::none_of(series.points.begin(), series.points.end(), Exists);
  });
  if (drawn.series.empty()) return {};
  return {{chart.name, CurvePage(drawn, options).sheet()}};
}

}  // namespace trustsem
