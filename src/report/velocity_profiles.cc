#include "report/velocity_profiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/chart_axis.h"
#include "report/chart_pages.h"
#include "report/chart_sheet.h"
#include "report/survey_format.h"
#include "report/text_extent.h"

namespace trustsem {
namespace {

using Align = ChartSheet::TextStyle::Align;
using Rows = std::vector<std::vector<double>>;

constexpr size_t kPanels = 4;      // of a figure
constexpr double kGap = 0.25;      // between panels, of a panel's width
constexpr double kSmall = 0.85;    // letters
constexpr double kHighestRow = 4;  // letters
constexpr double kLowestRow = 2.6;
constexpr size_t kHeadingLines = 2;
constexpr double kHeadingSize = 0.9;
constexpr int kCircle = 7, kSquare = 5;  // gnuplot's numbers

// Tens around everything drawn.
ChartAxis ScoreAxis(const ProfileChart& chart) {
  double lowest = 100, highest = 0;
  for (const ProfilePanel& panel : chart.panels) {
    for (const Dot& dot : panel.dots) {
      for (const double x : {dot.value, dot.lower, dot.upper}) {
        if (!std::isfinite(x)) continue;
        lowest = std::min(lowest, x);
        highest = std::max(highest, x);
      }
    }
  }
  ChartAxis axis;
  axis.lower = std::max(0.0, 10 * std::floor(lowest / 10));
  axis.upper = std::min(100.0, 10 * std::ceil(highest / 10));
  if (axis.upper <= axis.lower) axis.upper = axis.lower + 10;
  axis.step = axis.upper - axis.lower > 60 ? 20 : 10;
  return axis;
}

class ProfilePage {
 public:
  ProfilePage(const ProfileChart& chart, size_t page, const ChartAxis& axis,
              const FigureOptions& options)
      : chart_(chart),
        axis_(axis),
        first_(page * kPanels),
        count_(std::min(kPanels, chart.panels.size() - first_)),
        sheet_(PageTitle(chart.title, page), chart.reading,
               {{kSquare, Palette::kNegative, chart.marked},
                {kCircle, Palette::kPositive, chart.unmarked}},
               options) {
    const double letter = sheet_.letter(), rows = static_cast<double>(chart.rows.size());
    const double heading = kHeadingLines * kHeadingSize * 1.25 * letter;
    const double around = AxisHeight(sheet_) + heading;
    sheet_.BeginBody(std::min(sheet_.body_limit(), around + rows * kLowestRow * letter));
    top_ = sheet_.top() + heading;
    const double room = sheet_.bottom() - AxisHeight(sheet_) - top_;
    bottom_ = top_ + std::min(room, rows * kHighestRow * letter);
    double widest = 0;
    for (const std::string& row : chart.rows) widest = std::max(widest, TextExtent(row) * letter);
    label_width_ = std::min(widest, 0.3 * (sheet_.right() - sheet_.left()));
    left_ = sheet_.left() + label_width_ + letter;
    right_ = sheet_.right() - letter;
    sheet_.Area(left_, right_, top_, bottom_);
    sheet_.Command(fmt::format("set xrange [0:{:.6g}]", X(count_ - 1, axis_.upper)));
    sheet_.Command(fmt::format("set yrange [{}:0]", chart.rows.size()));
    WriteRows();
    for (size_t p = 0; p < count_; ++p) WritePanel(p);
    Plot();
  }

  const ChartSheet& sheet() const { return sheet_; }

 private:
  // A score in a panel as the plot's x: panels are one wide.
  double X(size_t panel, double score) const {
    return static_cast<double>(panel) * (1 + kGap) +
           (score - axis_.lower) / (axis_.upper - axis_.lower);
  }

  void WriteRows() {
    const double letter = sheet_.letter(), step = 1.15 * letter;
    const double pitch = (bottom_ - top_) / static_cast<double>(chart_.rows.size());
    for (size_t r = 0; r < chart_.rows.size(); ++r) {
      const std::vector<std::string> lines =
          WrapText(chart_.rows[r], label_width_ / letter, pitch < 2 * step ? 1 : 2);
      const double first = (static_cast<double>(r) + 0.5) * pitch -
                           step * (static_cast<double>(lines.size()) - 1) / 2;
      for (size_t i = 0; i < lines.size(); ++i) {
        sheet_.Write(sheet_.X(sheet_.left()),
                     sheet_.Y(top_ + first + static_cast<double>(i) * step), lines[i], {});
      }
    }
    sheet_.Write(sheet_.X((left_ + right_) / 2), sheet_.Y(bottom_ + 2.05 * sheet_.letter()),
                 chart_.axis, {Align::kCentre, kSmall, "#555555", false});
  }

  void WritePanel(size_t panel) {
    const double letter = sheet_.letter();
    const double width = (right_ - left_) / X(count_ - 1, axis_.upper);  // of a panel, mm
    // Two lines at most, the last one above the panel.
    const std::vector<std::string> lines =
        WrapText(chart_.panels[first_ + panel].heading,
                 width * (1 + kGap) / (kHeadingSize * letter) - 0.6, kHeadingLines);
    for (size_t i = 0; i < lines.size(); ++i) {
      const double above = (static_cast<double>(lines.size() - i) - 0.4) * kHeadingSize * 1.25;
      sheet_.Write(fmt::format("first {:.6g}", X(panel, (axis_.lower + axis_.upper) / 2)),
                   sheet_.Y(top_ - above * letter), lines[i],
                   {Align::kCentre, kHeadingSize, Palette::kInk, false});
    }
    // Where ticks would run into each other, every second one has its number.
    const int ticks = static_cast<int>(std::round((axis_.upper - axis_.lower) / axis_.step));
    const int every = width / ticks < 2.2 * letter ? (width / ticks < 1.1 * letter ? ticks : 2) : 1;
    for (int t = 0; t <= ticks; ++t) {
      const double tick = axis_.lower + t * axis_.step;
      sheet_.Command(fmt::format(
          "set arrow from first {0:.6g}, graph 0 to first {0:.6g}, graph 1 nohead back lw {1} lc "
          "rgb '{2}'",
          X(panel, tick), t == 0 ? 0.8 : 0.4, t == 0 ? Palette::kNeutral : "#dddddd"));
      if (t % every != 0) continue;
      sheet_.Write(fmt::format("first {:.6g}", X(panel, tick)), sheet_.Y(bottom_ + 0.75 * letter),
                   fmt::format("{:.0f}", tick), {Align::kCentre, kSmall, "#555555", false});
    }
  }

  void Plot() {
    for (const bool marked : {false, true}) {
      Rows intervals, points;
      for (size_t p = 0; p < count_; ++p) {
        const ProfilePanel& panel = chart_.panels[first_ + p];
        for (size_t r = 0; r < panel.dots.size(); ++r) {
          const Dot& dot = panel.dots[r];
          if (panel.marked[r] != marked || !std::isfinite(dot.value)) continue;
          const double y = static_cast<double>(r) + 0.5;
          points.push_back({X(p, dot.value), y});
          sheet_.Write(fmt::format("first {:.6g}", X(p, dot.value)),
                       fmt::format("first {:.4g}", y - 0.3), RoundedText(dot.value, 0),
                       {Align::kCentre, kSmall});
          if (!std::isfinite(dot.lower) || !std::isfinite(dot.upper)) continue;
          intervals.push_back({X(p, dot.lower), X(p, dot.upper), y});
        }
      }
      const char* colour = marked ? Palette::kNegative : Palette::kPositive;
      const std::string title = GnuplotQuoted(marked ? chart_.marked : chart_.unmarked);
      if (!intervals.empty()) {
        sheet_.Plot(
            fmt::format("{} using 1:3:($2-$1):(0) with vectors nohead lw 1 lc rgb '{}' title {}",
                        sheet_.Data(intervals), colour, title));
      }
      if (!points.empty()) {
        sheet_.Plot(fmt::format("{} using 1:2 with points pt {} ps dot lc rgb '{}' title {}",
                                sheet_.Data(points), marked ? kSquare : kCircle, colour, title));
      }
    }
  }

  const ProfileChart& chart_;
  ChartAxis axis_;
  size_t first_, count_;
  ChartSheet sheet_;
  double top_ = 0, bottom_ = 0, left_ = 0, right_ = 0, label_width_ = 0;
};

bool HasDot(const ProfilePanel& panel) {
  return std::any_of(panel.dots.begin(), panel.dots.end(),
                     [](const Dot& dot) { return std::isfinite(dot.value); });
}

}  // namespace

std::vector<ChartPage> ComposeProfiles(const ProfileChart& chart, const FigureOptions& options) {
  ProfileChart drawn = chart;
  std::erase_if(drawn.panels, [](const ProfilePanel& panel) { return !HasDot(panel); });
  const ChartAxis axis = ScoreAxis(drawn);
  std::vector<ChartPage> pages;
  for (size_t page = 0; page * kPanels < drawn.panels.size(); ++page) {
    pages.push_back({PageName(drawn.name, page), ProfilePage(drawn, page, axis, options).sheet()});
  }
  return pages;
}

}  // namespace trustsem
