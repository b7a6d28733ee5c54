#include "report/chart_bars.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/chart_axis.h"
#include "report/chart_pages.h"
#include "report/survey_format.h"
#include "report/text_extent.h"

namespace trustsem {
namespace {

using Align = ChartSheet::TextStyle::Align;

constexpr char kBarColour[] = "#9ecae1";

std::string BarNumber(const Bar& bar) {
  return std::isfinite(bar.value) ? RoundedText(bar.value, 1) + "%" : "\u2013";
}

// Columns of numbers right of the bars.
struct NumberColumns {
  double computed = 0, published = 0;  // widths, mm

  NumberColumns(const BarChart& chart, double letter) {
    computed = TextExtent(chart.computed_heading) * 0.8;
    published = TextExtent(chart.published_heading) * 0.8;
    for (const Bar& bar : chart.bars) {
      computed = std::max(computed, TextExtent(BarNumber(bar)) * 0.9);
      published = std::max(published, TextExtent(bar.published_text) * 0.9);
    }
    computed = (computed + 0.8) * letter;
    if (published > 0) published = (published + 0.8) * letter;
  }
};

ChartSheet BarPage(const BarChart& chart, size_t page, size_t first, size_t count,
                   const RowLabels& labels, const FigureOptions& options) {
  ChartSheet sheet(PageTitle(chart.title, page), chart.reading, {}, options);
  const double letter = sheet.letter();
  const double heading = chart.published_heading.empty() ? 0 : 1.2 * letter;
  const double height = static_cast<double>(count) * labels.pitch();
  sheet.BeginBody(heading + height + AxisHeight(sheet));
  const double top = sheet.top() + heading, bottom = top + height;
  const NumberColumns columns(chart, letter);
  const double published_x = sheet.right(), computed_x = sheet.right() - columns.published;
  const double area_left = sheet.left() + labels.width() + 0.8 * letter;
  const double area_right = computed_x - columns.computed;
  sheet.Area(area_left, area_right, top, bottom);
  sheet.Command(fmt::format("set yrange [{}:0]", count));
  const ChartAxis axis{0, 100, options.size == FigureSize::kSlide ? 20.0 : 50.0};
  DrawAxis(axis, chart.axis, area_left, area_right, bottom, &sheet);
  const ChartSheet::TextStyle head{Align::kRight, 0.8, "#555555", false};
  sheet.Write(sheet.X(computed_x), sheet.Y(top - 0.6 * letter), chart.computed_heading, head);
  sheet.Write(sheet.X(published_x), sheet.Y(top - 0.6 * letter), chart.published_heading, head);

  std::vector<std::vector<double>> bars, intervals, marks;
  for (size_t i = 0; i < count; ++i) {
    const Bar& bar = chart.bars[first + i];
    const double y = static_cast<double>(i) + 0.5;
    labels.Write(first + i, i, &sheet);
    const std::string at = fmt::format("first {}", y);
    sheet.Write(sheet.X(computed_x), at, BarNumber(bar), {Align::kRight, 0.9});
    sheet.Write(sheet.X(published_x), at, bar.published_text, {Align::kRight, 0.9});
    if (std::isfinite(bar.value)) bars.push_back({y, bar.value});
    // A published value's mark stands below the interval, which it would hide.
    const bool both = std::isfinite(bar.published);
    if (std::isfinite(bar.lower) && std::isfinite(bar.upper)) {
      intervals.push_back({both ? y - 0.16 : y, bar.lower, bar.upper});
    }
    if (both) marks.push_back({y + 0.14, bar.published});
  }
  sheet.Command("set style fill solid 1 noborder");
  const std::string bar_title = GnuplotQuoted(chart.computed_heading);
  if (!bars.empty()) {
    sheet.Plot(fmt::format(
        "{} using ($2/2):1:(0):2:($1-0.32):($1+0.32) with boxxyerror lc rgb '{}' title {}",
        sheet.Data(bars), kBarColour, bar_title));
  }
  if (!intervals.empty()) {
    sheet.Plot(fmt::format("{} using 2:1:($3-$2):(0) with vectors nohead lw 1 lc rgb '{}' title {}",
                           sheet.Data(intervals), Palette::kPositive, bar_title));
  }
  if (!marks.empty()) {
    const std::string data = sheet.Data(marks);
    const std::string title = GnuplotQuoted(chart.published_heading);
    sheet.Plot(fmt::format("{} using 2:1 with points pt 13 ps 1.1*dot lc rgb '{}' title {}", data,
                           Palette::kAccent, title));
    sheet.Plot(fmt::format("{} using 2:1 with points pt 12 ps 1.1*dot lc rgb '{}' lw 0.6 title {}",
                           data, Palette::kInk, title));
  }
  if (bars.empty() && marks.empty()) sheet.Plot("NaN notitle");
  return sheet;
}

// Vermilion below the middle, grey in it, blue above, darkest at the ends.
std::string AnswerColour(size_t answer, size_t answers) {
  static constexpr const char* kBelow[] = {"#d55e00", "#ee9a57", "#f7cba6"};
  static constexpr const char* kAbove[] = {"#0072b2", "#5aa9d6", "#b0d5ea"};
  const size_t mirrored = answers - 1 - answer;
  if (answer == mirrored) return "#d9d9d9";
  const size_t half = answers / 2, from_end = std::min(answer, mirrored);
  // With many answers neighbours share a colour; their order tells them apart.
  const size_t shade = half <= 3 ? from_end : from_end * 3 / half;
  return (answer < mirrored ? kBelow : kAbove)[shade];
}

// Where a row's bar begins, left of zero.
double StackStart(const std::vector<double>& shares) {
  double below = 0;
  for (size_t i = 0; i < shares.size() / 2; ++i) below += shares[i];
  if (shares.size() % 2 == 1) below += shares[shares.size() / 2] / 2;
  return -below;
}

bool Exists(const StackRow& row) {
  return std::all_of(row.shares.begin(), row.shares.end(),
                     [](double share) { return std::isfinite(share); });
}

std::vector<ChartSheet::Mark> StackLegend(const StackChart& chart,
                                          std::vector<std::string>* colours) {
  std::vector<ChartSheet::Mark> legend;
  for (size_t i = 0; i < chart.answers.size(); ++i) {
    colours->push_back(AnswerColour(i, chart.answers.size()));
  }
  for (size_t i = 0; i < chart.answers.size(); ++i) {
    legend.push_back({5, (*colours)[i], chart.answers[i]});
  }
  return legend;
}

ChartAxis StackAxis(const StackChart& chart) {
  std::vector<double> ends;
  for (const StackRow& row : chart.rows) {
    if (!Exists(row)) continue;
    ends.push_back(StackStart(row.shares));
    double end = ends.back();
    for (const double share : row.shares) end += share;
    ends.push_back(end);
  }
  return AxisAround(ends, 8);
}

ChartSheet StackPage(const StackChart& chart, size_t page, size_t first, size_t count,
                     const RowLabels& labels, const FigureOptions& options) {
  std::vector<std::string> colours;
  std::vector<ChartSheet::Mark> legend = StackLegend(chart, &colours);
  ChartSheet sheet(PageTitle(chart.title, page), chart.reading, legend, options);
  const double letter = sheet.letter();
  sheet.BeginBody(static_cast<double>(count) * labels.pitch() + AxisHeight(sheet));
  const double room =
      (sheet.bottom() - sheet.top() - AxisHeight(sheet)) / static_cast<double>(count);
  const double pitch = std::min(room, 1.3 * labels.pitch());
  const double bottom = sheet.top() + static_cast<double>(count) * pitch;
  const double area_left = sheet.left() + labels.width() + 0.8 * letter;
  const double area_right = sheet.right() - letter;
  sheet.Area(area_left, area_right, sheet.top(), bottom);
  sheet.Command(fmt::format("set yrange [{}:0]", count));
  const ChartAxis axis = StackAxis(chart);
  DrawAxis(axis, chart.axis, area_left, area_right, bottom, &sheet, true);
  const double per_percent = (area_right - area_left) / (axis.upper - axis.lower);  // mm

  std::vector<std::vector<std::vector<double>>> blocks(chart.answers.size());
  for (size_t i = 0; i < count; ++i) {
    const StackRow& row = chart.rows[first + i];
    labels.Write(first + i, i, &sheet);
    const double y = static_cast<double>(i) + 0.5;
    if (!Exists(row)) {
      sheet.Write("first 0", fmt::format("first {}", y), "\u2013", {Align::kCentre});
      continue;
    }
    double start = StackStart(row.shares);
    for (size_t a = 0; a < row.shares.size(); ++a) {
      const double share = row.shares[a];
      blocks[a].push_back({y, share, start});
      const std::string text = RoundedText(share, 0);
      const size_t from_end = std::min(a, row.shares.size() - 1 - a);
      if (TextExtent(text) * 0.8 * letter * 1.15 < share * per_percent) {
        sheet.Write(fmt::format("first {:.6g}", start + share / 2), fmt::format("first {}", y),
                    text,
                    {Align::kCentre, 0.8, from_end == 0 ? Palette::kPaper : Palette::kInk, false});
      }
      start += share;
    }
  }
  sheet.Command("set style fill solid 1 noborder");
  for (size_t a = 0; a < blocks.size(); ++a) {
    if (blocks[a].empty()) continue;
    sheet.Plot(fmt::format(
        "{} using ($3+$2/2):1:3:($3+$2):($1-0.36):($1+0.36) with boxxyerror lc rgb '{}' title {}",
        sheet.Data(blocks[a]), colours[a], GnuplotQuoted(chart.answers[a])));
  }
  return sheet;
}

}  // namespace

std::vector<ChartPage> ComposeBars(const BarChart& chart, const FigureOptions& options) {
  std::vector<ChartPage> pages;
  std::vector<std::string> texts;
  for (const Bar& bar : chart.bars) texts.push_back(bar.label);
  const ChartSheet sheet(PageTitle(chart.title, 1), chart.reading, {}, options);
  const RowLabels labels(texts, 0.45, sheet);
  const double heading = chart.published_heading.empty() ? 0 : 1.2 * sheet.letter();
  size_t page = 0;
  for (const auto& [first, count] :
       labels.Pages(sheet.body_limit() - AxisHeight(sheet) - heading)) {
    pages.push_back(
        {PageName(chart.name, page), BarPage(chart, page, first, count, labels, options)});
    ++page;
  }
  return pages;
}

std::vector<ChartPage> ComposeStacks(const StackChart& chart, const FigureOptions& options) {
  std::vector<ChartPage> pages;
  if (chart.answers.size() < 2 || std::none_of(chart.rows.begin(), chart.rows.end(), Exists)) {
    return pages;
  }
  std::vector<std::string> texts, colours;
  for (const StackRow& row : chart.rows) texts.push_back(row.label);
  const ChartSheet sheet(PageTitle(chart.title, 1), chart.reading, StackLegend(chart, &colours),
                         options);
  const RowLabels labels(texts, 0.4, sheet);
  size_t page = 0;
  for (const auto& [first, count] : labels.Pages(sheet.body_limit() - AxisHeight(sheet))) {
    pages.push_back(
        {PageName(chart.name, page), StackPage(chart, page, first, count, labels, options)});
    ++page;
  }
  return pages;
}

}  // namespace trustsem
