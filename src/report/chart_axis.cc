#include "report/chart_axis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/format_number.h"
#include "report/text_extent.h"

namespace trustsem {
namespace {

constexpr double kTickSize = 0.85;

}  // namespace

int TickDecimals(double step) {
  return std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
}

double RoundStep(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double multiple : {1.0, 2.0, 5.0}) {
    if (multiple * power >= least * (1 - 1e-9)) return multiple * power;
  }
  return 10 * power;
}

std::string ChartNumber(double value, int decimals) {
  const std::string text = FormatFixed(value, decimals);
  return text.starts_with('-') ? "\u2212" + text.substr(1) : text;
}

ChartAxis AxisAround(const std::vector<double>& values, int ticks) {
  double lower = 0, upper = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    lower = std::min(lower, value);
    upper = std::max(upper, value);
  }
  if (lower == upper) upper = 1;
  ChartAxis axis;
  axis.step = RoundStep((upper - lower) / ticks);
  axis.lower = std::floor(lower / axis.step + 1e-9) * axis.step;
  axis.upper = std::ceil(upper / axis.step - 1e-9) * axis.step;
  return axis;
}

double AxisHeight(const ChartSheet& sheet) { return 2.8 * sheet.letter(); }

void DrawAxis(const ChartAxis& axis, const std::string& title, double area_left, double area_right,
              double area_bottom, ChartSheet* sheet, bool absolute) {
  using Align = ChartSheet::TextStyle::Align;
  sheet->Command(fmt::format("set xrange [{:.6g}:{:.6g}]", axis.lower, axis.upper));
  const int count = static_cast<int>(std::round((axis.upper - axis.lower) / axis.step));
  // Zero has its label, and of the others those that leave each other room.
  const int zero = static_cast<int>(std::round(-axis.lower / axis.step));
  const double widest = std::max(TextExtent(ChartNumber(axis.lower, TickDecimals(axis.step))),
                                 TextExtent(ChartNumber(axis.upper, TickDecimals(axis.step))));
  const double apart = (area_right - area_left) / std::max(1, count);
  const int every = std::max(
      1, static_cast<int>(std::ceil((widest + 0.4) * kTickSize * sheet->letter() / apart)));
  for (int i = 0; i <= count; ++i) {
    double tick = axis.lower + i * axis.step;
    if (std::abs(tick) < 1e-9 * axis.step) tick = 0;
    sheet->Command(fmt::format(
        "set arrow from first {0:.6g}, graph 0 to first {0:.6g}, graph 1 nohead back lw {1} lc rgb "
        "'{2}'",
        tick, tick == 0 ? 0.8 : 0.4, tick == 0 ? Palette::kNeutral : "#dddddd"));
    if ((i - zero) % every != 0) continue;
    sheet->Write(fmt::format("first {:.6g}", tick), sheet->Y(area_bottom + 0.75 * sheet->letter()),
                 ChartNumber(absolute ? std::abs(tick) : tick, TickDecimals(axis.step)),
                 {Align::kCentre, kTickSize, "#555555", false});
  }
  sheet->Write(sheet->X((area_left + area_right) / 2),
               sheet->Y(area_bottom + 2.05 * sheet->letter()), title,
               {Align::kCentre, kTickSize, "#555555", false});
}

}  // namespace trustsem
