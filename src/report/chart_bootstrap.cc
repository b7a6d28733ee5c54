#include "report/chart_bootstrap.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "report/chart_axis.h"
#include "report/chart_estimates.h"
#include "report/chart_phrases.h"
#include "report/chart_sheet.h"
#include "report/format_number.h"
#include "report/names.h"
#include "report/text_extent.h"

namespace trustsem {
namespace {

using Align = ChartSheet::TextStyle::Align;

constexpr int kBins = 30;
constexpr double kTail = 0.005;     // of the replicates on each side, that an axis need not show
constexpr double kLabelSize = 0.8;  // letters, as all that follows
constexpr double kNumberSize = 0.75, kTickSize = 0.65;
constexpr size_t kLabelLines = 4;  // at most
constexpr double kLine = 1.15, kBars = 3, kBelow = 1.75, kGap = 0.7, kBetween = 1.6;
constexpr double kSlideSize = 0.8;  // of the histograms' letters, that three rows have room

struct Distribution {
  std::string label;
  double estimate, lower, upper;
  std::vector<double> values;  // sorted
};

std::vector<Distribution> DistributionsOf(const Results& results, int group, const Names& names) {
  std::vector<Distribution> distributions;
  for (size_t i = 0; i < results.bootstrap->std_all.size(); ++i) {
    const ParameterEstimate& row = results.estimates[i];
    if (row.op != Operator::kRegression || row.auxiliary || row.group != group) continue;
    std::vector<double> values;
    std::copy_if(results.bootstrap->std_all[i].begin(), results.bootstrap->std_all[i].end(),
                 std::back_inserter(values), [](double value) { return std::isfinite(value); });
    if (values.size() < 2 || !std::isfinite(row.std_all)) continue;
    std::sort(values.begin(), values.end());
    distributions.push_back({Arrow(Called(names, row.rhs), Called(names, row.lhs)), row.std_all,
                             row.std_all_ci_lower, row.std_all_ci_upper, std::move(values)});
  }
  return distributions;
}

// What the histograms of a chart share.
struct Scale {
  double reach = 0;    // of every axis, to each side of the estimate
  int most = 1;        // values in the highest bar
  int64_t beyond = 0;  // values outside of their axes
};

std::vector<int> Counts(const Distribution& distribution, double reach) {
  std::vector<int> counts(kBins);
  for (const double value : distribution.values) {
    const double at = (value - distribution.estimate + reach) / (2 * reach) * kBins;
    if (at >= 0 && at < kBins) ++counts[static_cast<size_t>(at)];
  }
  return counts;
}

Scale ScaleOf(const std::vector<Distribution>& distributions) {
  Scale scale;
  for (const Distribution& d : distributions) {
    const double last = static_cast<double>(d.values.size() - 1);
    const double low = d.values[static_cast<size_t>(std::floor(kTail * last))];
    const double high = d.values[static_cast<size_t>(std::ceil((1 - kTail) * last))];
    for (const double end : {low, high, d.lower, d.upper}) {
      if (std::isfinite(end)) scale.reach = std::max(scale.reach, std::abs(end - d.estimate));
    }
  }
  scale.reach = scale.reach > 0 ? 1.05 * scale.reach : 1;
  for (const Distribution& d : distributions) {
    auto shown = static_cast<int64_t>(d.values.size());
    for (const int count : Counts(d, scale.reach)) {
      scale.most = std::max(scale.most, count);
      shown -= count;
    }
    scale.beyond += shown;
  }
  return scale;
}

const char* ColourOf(const Distribution& d) {
  if (d.lower > 0) return Palette::kPositive;
  return d.upper < 0 ? Palette::kNegative : Palette::kNeutral;
}

// Histograms in rows; coordinates of the plot are millimetres of the page.
class HistogramPage {
 public:
  HistogramPage(const std::vector<Distribution>& distributions, const FigureOptions& options,
                const Scale& scale, ChartSheet* sheet)
      : distributions_(distributions),
        scale_(scale),
        sheet_(*sheet),
        letter_((options.size == FigureSize::kSlide ? kSlideSize : 1) * sheet->letter()),
        size_(letter_ / sheet->letter()),
        columns_(options.size == FigureSize::kSlide ? 4 : 2) {
    const double across = static_cast<double>(columns_);
    width_ = (sheet_.right() - sheet_.left() - (across - 1) * kBetween * letter_) / across;
    for (const Distribution& d : distributions_) {
      label_lines_ = std::max(label_lines_, LabelLines(d).size());
    }
  }

  size_t most() const {  // that one page takes
    return columns_ * std::max<size_t>(1, static_cast<size_t>(sheet_.body_limit() / height()));
  }

  void Draw(size_t first, size_t count) {
    const size_t rows = (count + columns_ - 1) / columns_;
    sheet_.BeginBody(static_cast<double>(rows) * height());
    const double bottom = sheet_.top() + static_cast<double>(rows) * height();
    sheet_.Area(sheet_.left(), sheet_.right(), sheet_.top(), bottom);
    sheet_.Command(fmt::format("set xrange [{:.5g}:{:.5g}]\nset yrange [{:.5g}:{:.5g}]",
                               sheet_.left(), sheet_.right(), bottom, sheet_.top()));
    for (size_t i = 0; i < count; ++i) {
      left_ = sheet_.left() + static_cast<double>(i % columns_) * (width_ + kBetween * letter_);
      DrawOne(distributions_[first + i],
              sheet_.top() + static_cast<double>(i / columns_) * height());
    }
  }

 private:
  double height() const {  // of a row
    return (static_cast<double>(label_lines_) * kLine * kLabelSize + kLine * kNumberSize + kBars +
            kBelow + kGap) *
           letter_;
  }

  std::vector<std::string> LabelLines(const Distribution& d) const {
    return WrapText(d.label, width_ / (kLabelSize * letter_), kLabelLines);
  }

  double X(const Distribution& d, double value) const {
    const double within = std::clamp((value - d.estimate) / scale_.reach, -1.0, 1.0);
    return left_ + (1 + within) / 2 * width_;
  }

  void WriteLine(double y, double size, const std::string& text, const char* colour) {
    sheet_.Write(sheet_.X(left_), sheet_.Y(y), text, {Align::kLeft, size * size_, colour, false});
  }

  // From (x1, y1) to (x2, y2).
  void DrawLine(double x1, double y1, double x2, double y2, const std::string& how) {
    sheet_.Command(
        fmt::format("set arrow from first {:.5g}, {:.5g} to first {:.5g}, {:.5g} nohead "
                    "front {}",
                    x1, y1, x2, y2, how));
  }

  void DrawOne(const Distribution& d, double top) {
    double y = top;
    const std::vector<std::string> lines = LabelLines(d);
    // The last line stands on the numbers, wherever the first is.
    y += static_cast<double>(label_lines_ - lines.size()) * kLine * kLabelSize * letter_;
    for (const std::string& line : lines) {
      WriteLine(y + kLine * kLabelSize * letter_ / 2, kLabelSize, line, Palette::kInk);
      y += kLine * kLabelSize * letter_;
    }
    std::string numbers = ChartNumber(d.estimate, 2);
    if (std::isfinite(d.lower) && std::isfinite(d.upper)) {
      numbers += fmt::format(" [{}, {}]", ChartNumber(d.lower, 2), ChartNumber(d.upper, 2));
    }
    WriteLine(y + kLine * kNumberSize * letter_ / 2, kNumberSize, numbers, "#555555");
    y += (kLine * kNumberSize + 0.2) * letter_;
    const double base = y + (kBars - 0.2) * letter_;
    DrawBars(d, y, base);
    const std::string ink = fmt::format("lc rgb '{}'", Palette::kInk);
    if (std::abs(d.estimate) <= scale_.reach) {
      const double zero = X(d, 0);
      DrawLine(zero, y, zero, base, fmt::format("dt (6,4) lw 0.8 lc rgb '{}'", Palette::kInk));
    }
    DrawLine(X(d, d.estimate), y, X(d, d.estimate), base, "lw 1.2 " + ink);
    DrawLine(left_, base, left_ + width_, base, fmt::format("lw 0.6 lc rgb '{}'", "#bbbbbb"));
    if (std::isfinite(d.lower) && std::isfinite(d.upper)) {
      const double below = base + 0.35 * letter_;
      DrawLine(X(d, d.lower), below, X(d, d.upper), below, "lw 3 " + ink);
    }
    DrawTicks(d, base);
  }

  void DrawBars(const Distribution& d, double top, double base) {
    const std::vector<int> counts = Counts(d, scale_.reach);
    std::vector<std::vector<double>> bars;
    for (int i = 0; i < kBins; ++i) {
      if (counts[i] == 0) continue;
      const double left = left_ + i * width_ / kBins, right = left + width_ / kBins;
      const double high = base - (base - top) * counts[i] / scale_.most;
      bars.push_back({(left + right) / 2, base, left, right, high, base});
    }
    if (bars.empty()) return;
    sheet_.Plot(fmt::format(
        "{} using 1:2:3:4:5:6 with boxxyerror fs solid 0.45 noborder lc rgb '{}' title {}",
        sheet_.Data(bars), ColourOf(d), GnuplotQuoted(d.label)));
  }

  void DrawTicks(const Distribution& d, double base) {
    const double step = RoundStep(2 * scale_.reach / 4);
    const double first = std::ceil((d.estimate - scale_.reach) / step) * step;
    for (double tick = first; tick <= d.estimate + scale_.reach; tick += step) {
      if (std::abs(tick) < 1e-9 * step) tick = 0;
      const double x = X(d, tick);
      DrawLine(x, base, x, base + 0.2 * letter_, "lw 0.6 lc rgb '#888888'");
      sheet_.Write(sheet_.X(x), sheet_.Y(base + 1.1 * letter_),
                   ChartNumber(tick, TickDecimals(step)),
                   {Align::kCentre, kTickSize * size_, "#555555", false});
    }
  }

  const std::vector<Distribution>& distributions_;
  const Scale& scale_;
  ChartSheet& sheet_;
  double letter_, size_;  // mm, and of the page's letters
  size_t columns_, label_lines_ = 1;
  double width_ = 0;  // of a histogram
  double left_ = 0;   // of the one that is drawn
};

std::string Reading(const BootstrapSummary& summary, const Scale& scale,
                    const FigureOptions& options) {
  const ChartPhrase interval = summary.interval == "normal" ? ChartPhrase::kNormalInterval
                               : summary.interval == "bca"  ? ChartPhrase::kBcaInterval
                                                            : ChartPhrase::kPercentileInterval;
  std::string reading =
      Say(options.language, ChartPhrase::kBootstrapReading,
          FormatCount(static_cast<double>(summary.used)), Say(options.language, interval));
  if (scale.beyond > 0) {
    reading += Gap(options) + Say(options.language, ChartPhrase::kBeyondAxes,
                                  FormatCount(static_cast<double>(scale.beyond)));
  }
  return reading;
}

}  // namespace

std::vector<ChartPage> ChartBootstrap(const Results& results, const FigureOptions& options) {
  std::vector<ChartPage> pages;
  if (!results.bootstrap) return pages;
  const Names names(results, options.language, 0);
  const std::vector<std::string> groups = GroupLabels(results);
  for (size_t g = 0; g < groups.size(); ++g) {
    const std::vector<Distribution> distributions =
        DistributionsOf(results, static_cast<int>(g) + 1, names);
    if (distributions.empty()) continue;
    const Scale scale = ScaleOf(distributions);
    Text title = ChartTitle(Subject(results), ChartPhrase::kBootstrap);
    if (groups.size() > 1) {
      title.en += ", " + groups[g];
      title.zh += "，" + groups[g];
    }
    for (size_t first = 0, page = 0; first < distributions.size(); ++page) {
      ChartSheet sheet(PageTitle(title, page), Reading(*results.bootstrap, scale, options), {},
                       options);
      HistogramPage histograms(distributions, options, scale, &sheet);
      const size_t count = std::min(histograms.most(), distributions.size() - first);
      histograms.Draw(first, count);
      pages.push_back({PageName("bootstrap", pages.size()), sheet});
      first += count;
    }
  }
  return pages;
}

}  // namespace trustsem
