#include "report/chart_dots.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/chart_axis.h"
#include "report/chart_pages.h"
#include "report/chart_phrases.h"
#include "report/chart_sheet.h"
#include "report/text_extent.h"

namespace trustsem {
namespace {

using Align = ChartSheet::TextStyle::Align;

// A filled shape of gnuplot is the hollow one's number plus one. Colours of Okabe & Ito (2008).
struct GroupMark {
  int filled;
  const char* colour;
};
constexpr int kColours = 6, kShapes = 5;
constexpr const char* kGroupColours[kColours] = {Palette::kPositive, Palette::kNegative, "#009e73",
                                                 "#cc79a7",          Palette::kInk,      "#8a6d00"};
constexpr int kGroupShapes[kShapes] = {7, 5, 9, 13, 11};

// Thirty groups have marks of their own.
GroupMark MarkOf(size_t group) {
  return {kGroupShapes[group % kShapes], kGroupColours[group % kColours]};
}

constexpr double kIndent = 1;         // of a row below its heading, letters
constexpr double kLabelShare = 0.46;  // of the page's width that labels take at most
constexpr double kLineHeight = 1.1;

// How labels are set; the last one cuts what is still too long.
struct LabelSetting {
  double size;  // letters
  size_t lines;
};
constexpr LabelSetting kLabelSettings[] = {{1, 1}, {0.8, 1}, {0.75, 2}};

bool ExcludesZero(const Dot& dot) { return dot.lower > 0 || dot.upper < 0; }

// A line of the page: a section's heading, or a row.
struct Line {
  std::string text;
  const DotRow* row = nullptr;  // null: a heading
};

class DotPages {
 public:
  DotPages(const DotChart& chart, const FigureOptions& options)
      : chart_(chart), options_(options), language_(options.language) {
    std::vector<double> values;
    has_estimates_.assign(chart.groups.size(), false);
    for (const DotSection& section : chart.sections) {
      for (const DotRow& row : section.rows) {
        for (size_t g = 0; g < row.dots.size(); ++g) {
          const Dot& dot = row.dots[g];
          values.insert(values.end(), {dot.value, dot.lower, dot.upper});
          if (std::isfinite(dot.value)) has_estimates_[g] = true;
        }
      }
    }
    empty_ = std::find(has_estimates_.begin(), has_estimates_.end(), true) == has_estimates_.end();
    axis_ = AxisAround(values, options.size == FigureSize::kSlide ? 8 : 5);
    SetLabels();
  }

  std::vector<ChartPage> Compose() const {
    std::vector<ChartPage> composed;
    if (empty_) return composed;
    const std::vector<std::vector<Line>> pages = Pages();
    for (size_t page = 0; page < pages.size(); ++page) {
      composed.push_back({PageName(chart_.name, page), ComposePage(pages[page], page)});
    }
    return composed;
  }

 private:
  static double Indent(const Line& line) { return line.row == nullptr ? 0 : kIndent; }

  // The largest letters with which all labels are whole, those of headings that go on included.
  void SetLabels() {
    const ChartSheet sheet = Sheet(1);
    label_room_ = kLabelShare * (sheet.right() - sheet.left()) / sheet.letter();
    for (const LabelSetting& setting : kLabelSettings) {
      labels_ = setting;
      if (AllLabelsFit(Pages())) return;
    }
  }

  bool AllLabelsFit(const std::vector<std::vector<Line>>& pages) const {
    const auto fits = [&](const Line& line) { return TextExtent(line.text) <= LabelRoom(line); };
    return std::all_of(pages.begin(), pages.end(), [&](const std::vector<Line>& lines) {
      return std::all_of(lines.begin(), lines.end(), fits);
    });
  }

  // For one line of the text, in its own letters.
  double LabelRoom(const Line& line) const { return (label_room_ - Indent(line)) / labels_.size; }

  std::vector<std::string> LabelLines(const Line& line) const {
    return WrapText(line.text, LabelRoom(line), labels_.lines);
  }

  ChartSheet Sheet(size_t page) const {
    std::vector<ChartSheet::Mark> legend;
    if (chart_.groups.size() > 1) {
      for (size_t g = 0; g < chart_.groups.size(); ++g) {
        const GroupMark mark = MarkOf(g);
        legend.push_back({mark.filled, mark.colour,
                          has_estimates_[g]
                              ? chart_.groups[g]
                              : Say(language_, ChartPhrase::kNoEstimates, chart_.groups[g])});
      }
    }
    return ChartSheet(PageTitle(chart_.title, page), chart_.reading, legend, options_);
  }

  // A row's height, in letters.
  double Pitch() const {
    const double label = labels_.lines == 1 ? 1.3 : 2 * kLineHeight * labels_.size + 0.25;
    return std::max(label, 0.65 * static_cast<double>(chart_.groups.size()));
  }

  // A section goes on under its heading; no heading stands alone at the foot of a page.
  std::vector<std::vector<Line>> Pages() const {
    const ChartSheet sheet = Sheet(1);
    const double room = sheet.body_limit() - AxisHeight(sheet);
    const size_t limit =
        std::max<size_t>(2, static_cast<size_t>(room / (Pitch() * sheet.letter())));
    std::vector<std::vector<Line>> pages(1);
    for (const DotSection& section : chart_.sections) {
      if (!pages.back().empty() && pages.back().size() + 2 > limit) pages.emplace_back();
      pages.back().push_back({section.heading, nullptr});
      for (const DotRow& row : section.rows) {
        if (pages.back().size() + 1 > limit) {
          pages.emplace_back();
          pages.back().push_back(
              {Say(language_, ChartPhrase::kContinued, section.heading), nullptr});
        }
        pages.back().push_back({row.label, &row});
      }
    }
    return pages;
  }

  // "0.42 [0.33, 0.51]" beside each row, of one group alone.
  std::string Numbers(const DotRow& row) const {
    const Dot& dot = row.dots[0];
    if (!std::isfinite(dot.value)) return "\u2013";
    std::string text = ChartNumber(dot.value, 2);
    if (options_.size == FigureSize::kSlide && std::isfinite(dot.lower)) {
      text += fmt::format(" [{}, {}]", ChartNumber(dot.lower, 2), ChartNumber(dot.upper, 2));
    }
    return text;
  }

  ChartSheet ComposePage(const std::vector<Line>& lines, size_t number) const {
    ChartSheet sheet = Sheet(number);
    const double letter = sheet.letter();
    const double axis_height = AxisHeight(sheet);
    const double rows = static_cast<double>(lines.size());
    sheet.BeginBody(rows * Pitch() * letter + axis_height);
    const double bottom = sheet.bottom() - axis_height;
    const double pitch = std::min((bottom - sheet.top()) / rows, 1.5 * Pitch() * letter);
    const double area_bottom = sheet.top() + rows * pitch;

    const bool numbers = chart_.groups.size() == 1;
    double widest = 0, number_width = 0;
    for (const Line& line : lines) {
      for (const std::string& text : LabelLines(line)) {
        widest = std::max(widest, Indent(line) + TextExtent(text) * labels_.size);
      }
      if (numbers && line.row != nullptr) {
        number_width = std::max(number_width, TextExtent(Numbers(*line.row)) * letter);
      }
    }
    const double area_left = sheet.left() + (std::min(widest, label_room_) + 0.8) * letter;
    const double area_right = sheet.right() - number_width - 0.8 * letter;
    sheet.Area(area_left, area_right, sheet.top(), area_bottom);
    sheet.Command(fmt::format("set yrange [{}:0]", lines.size()));
    DrawAxis(axis_, chart_.axis, area_left, area_right, area_bottom, &sheet);

    for (size_t i = 0; i < lines.size(); ++i) {
      const double middle = static_cast<double>(i) + 0.5;
      WriteLabel(lines[i], middle, kLineHeight * labels_.size * letter / pitch, &sheet);
      if (numbers && lines[i].row != nullptr) {
        sheet.Write(sheet.X(sheet.right()), fmt::format("first {}", middle), Numbers(*lines[i].row),
                    {Align::kRight});
      }
    }
    PlotGroups(lines, &sheet);
    return sheet;
  }

  // `step`: between two lines of text, in rows.
  void WriteLabel(const Line& line, double middle, double step, ChartSheet* sheet) const {
    const std::vector<std::string> texts = LabelLines(line);
    double y = middle - step * (static_cast<double>(texts.size()) - 1) / 2;
    for (const std::string& text : texts) {
      sheet->Write(
          sheet->X(sheet->left() + Indent(line) * sheet->letter()), fmt::format("first {:.5g}", y),
          text,
          {Align::kLeft, labels_.size, line.row == nullptr ? Palette::kInk : "#444444", false});
      y += step;
    }
  }

  void PlotGroups(const std::vector<Line>& lines, ChartSheet* sheet) const {
    const size_t groups = chart_.groups.size();
    for (size_t g = 0; g < groups; ++g) {
      const double offset =
          (static_cast<double>(g) + 0.5) / static_cast<double>(groups) - 0.5;  // of a row
      std::vector<std::vector<double>> intervals, filled, hollow;
      for (size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].row == nullptr) continue;
        const Dot& dot = lines[i].row->dots[g];
        if (!std::isfinite(dot.value)) continue;
        const double y = static_cast<double>(i) + 0.5 + 0.8 * offset;
        (ExcludesZero(dot) ? filled : hollow).push_back({dot.value, y});
        if (std::isfinite(dot.lower) && std::isfinite(dot.upper)) {
          intervals.push_back({dot.lower, dot.upper, y});
        }
      }
      const GroupMark mark = MarkOf(g);
      const std::string title = GnuplotQuoted(chart_.groups[g]);
      const auto plot = [&](const std::vector<std::vector<double>>& rows, const char* how) {
        if (rows.empty()) return;
        sheet->Plot(
            fmt::format("{} {} lc rgb '{}' title {}", sheet->Data(rows), how, mark.colour, title));
      };
      plot(intervals, "using 1:3:($2-$1):(0) with vectors nohead lw 1");
      // Paper behind a hollow mark, so that its line does not run through it.
      if (!hollow.empty()) {
        const std::string data = sheet->Data(hollow);
        sheet->Plot(fmt::format("{} using 1:2 with points pt {} ps dot lc rgb '{}' title {}", data,
                                mark.filled, Palette::kPaper, title));
        sheet->Plot(fmt::format("{} using 1:2 with points pt {} ps dot lc rgb '{}' title {}", data,
                                mark.filled - 1, mark.colour, title));
      }
      plot(filled, fmt::format("using 1:2 with points pt {} ps dot", mark.filled).c_str());
    }
  }

  const DotChart& chart_;
  const FigureOptions& options_;
  Language language_;
  std::vector<bool> has_estimates_;
  ChartAxis axis_;
  bool empty_ = true;
  double label_room_ = 0;  // letters
  LabelSetting labels_ = kLabelSettings[0];
};

}  // namespace

std::vector<ChartPage> ComposeDots(const DotChart& chart, const FigureOptions& options) {
  return DotPages(chart, options).Compose();
}

}  // namespace trustsem
