#include "report/chart_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/names.h"
#include "report/text_extent.h"

namespace trustsem {
namespace {

constexpr double kMillimetresPerPoint = 25.4 / 72;
constexpr double kSlideHeight = 142.875;  // 254 mm at 16 : 9
constexpr double kPageHeight = 230;       // of a journal
// The title is as large as a path diagram's. Bold letters are up to a tenth wider than TextExtent
// has them.
constexpr double kTitleSize = 1.15, kBoldWidth = 1.1, kReadingSize = 0.8, kProvenanceSize = 0.65;
constexpr double kLineHeight = 1.35;  // multiples of a line's letters
constexpr double kMarkGap = 0.9;      // between a mark's centre and its label, letters

}  // namespace

ChartSheet::ChartSheet(const Text& title, const std::string& reading, std::vector<Mark> legend,
                       const FigureOptions& options)
    : options_(options), title_(title), legend_(std::move(legend)) {
  const bool slide = options.size == FigureSize::kSlide;
  points_ = slide ? 14 : 8;
  letter_ = points_ * kMillimetresPerPoint;
  width_ = slide ? 254 : 86;
  margin_ = slide ? 16 * kMillimetresPerPoint : 2;
  const double room = (right() - left()) / letter_;
  title_lines_ = WrapText(InLanguage(title, options.language), room / (kTitleSize * kBoldWidth), 2);
  reading_lines_ = WrapText(reading, room / kReadingSize, 8);
  // It ends with the words that say that data are synthetic: none may be missing.
  provenance_lines_ = WrapText(options.provenance, room / kProvenanceSize, 20);
  double x = 0, line = 0;
  for (Mark& mark : legend_) {
    mark.label = FitText(mark.label, (room - 2 * kMarkGap) / kReadingSize);
    const double needed = 2 * kMarkGap + TextExtent(mark.label) * kReadingSize + 0.8;
    if (x > 0 && x + needed > room) {
      x = 0;
      ++line;
    }
    legend_x_.push_back(x);
    legend_line_.push_back(line);
    x += needed;
  }
}

double ChartSheet::LegendHeight() const {
  return legend_.empty() ? 0 : (legend_line_.back() + 1) * kLineHeight * letter_;
}

double ChartSheet::body_limit() const {
  const double page = options_.size == FigureSize::kSlide ? kSlideHeight : kPageHeight;
  const double text = static_cast<double>(title_lines_.size()) * kTitleSize +
                      static_cast<double>(reading_lines_.size()) * kReadingSize +
                      static_cast<double>(provenance_lines_.size()) * kProvenanceSize;
  return page - 2 * margin_ - text * kLineHeight * letter_ - LegendHeight() - 1.2 * letter_;
}

void ChartSheet::BeginBody(double height) {
  const double frame =
      (options_.size == FigureSize::kSlide ? kSlideHeight : kPageHeight) - body_limit();
  height_ = options_.size == FigureSize::kSlide ? kSlideHeight : frame + height;
  // Whole pixels, so that the three forms have one shape.
  height_ = std::ceil(height_ / 25.4 * 96) * 25.4 / 96;
  WriteFrame();
}

void ChartSheet::WriteFrame() {
  Command("reset");
  Command("unset key");
  Command("unset border");
  Command("unset tics");
  Command("set bars 0");
  double y = margin_;
  const auto lines = [&](const std::vector<std::string>& texts, double size, const char* colour,
                         bool bold) {
    for (const std::string& text : texts) {
      const double line = size * kLineHeight * letter_;
      Write(X(left()), Y(y + line / 2), text, {TextStyle::Align::kLeft, size, colour, false, bold});
      y += line;
    }
  };
  lines(title_lines_, kTitleSize, Palette::kInk, true);
  y += 0.2 * letter_;
  lines(reading_lines_, kReadingSize, "#555555", false);
  y += 0.2 * letter_;
  for (size_t i = 0; i < legend_.size(); ++i) {
    const double middle = y + (legend_line_[i] + 0.5) * kLineHeight * letter_;
    const double x = left() + (legend_x_[i] + 0.5) * letter_;
    Command(fmt::format("set label '' at {}, {} point pt {} ps dot lc rgb '{}' front", X(x),
                        Y(middle), legend_[i].shape, legend_[i].colour));
    Write(X(x + kMarkGap * letter_), Y(middle), legend_[i].label,
          {TextStyle::Align::kLeft, kReadingSize, Palette::kInk, false});
  }
  top_ = y + LegendHeight() + 0.2 * letter_;
  y = height_ - margin_ -
      static_cast<double>(provenance_lines_.size()) * kProvenanceSize * kLineHeight * letter_;
  bottom_ = y - 0.6 * letter_;
  lines(provenance_lines_, kProvenanceSize, "#595959", false);
}

std::string ChartSheet::X(double millimetres) const {
  return fmt::format("screen {:.5f}", millimetres / width_);
}

std::string ChartSheet::Y(double millimetres) const {
  return fmt::format("screen {:.5f}", 1 - millimetres / height_);
}

void ChartSheet::Area(double left, double right, double top, double bottom) {
  Command(fmt::format("set lmargin at {}", X(left)));
  Command(fmt::format("set rmargin at {}", X(right)));
  Command(fmt::format("set tmargin at {}", Y(top)));
  Command(fmt::format("set bmargin at {}", Y(bottom)));
}

void ChartSheet::Write(const std::string& x, const std::string& y, const std::string& text,
                       const TextStyle& style) {
  if (text.empty()) return;
  const char* align = style.align == TextStyle::Align::kLeft     ? "left"
                      : style.align == TextStyle::Align::kCentre ? "center"
                                                                 : "right";
  all_text_ += text;
  Command(fmt::format("set label {} at {}, {} {}{} font {}',{:.2f}' tc rgb '{}' front",
                      GnuplotQuoted(text), x, y, align, style.upright ? " rotate by 90" : "",
                      style.bold ? "bold." : "", points_ * style.size, style.colour));
}

std::string ChartSheet::Data(const std::vector<std::vector<double>>& rows) {
  const std::string name = fmt::format("$data{}", ++blocks_);
  script_ += name + " << END\n";
  for (const std::vector<double>& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      script_ += i == 0 ? "" : " ";
      script_ += std::isfinite(row[i]) ? fmt::format("{:.8g}", row[i]) : "NaN";
    }
    script_ += "\n";
  }
  script_ += "END\n";
  return name;
}

std::string ChartSheet::Script() const {
  std::string script = script_ + "plot ";
  for (size_t i = 0; i < plots_.size(); ++i) script += (i == 0 ? "" : ", \\\n     ") + plots_[i];
  return script + "\n";
}

GnuplotPage ChartSheet::Page() const {
  GnuplotPage page;
  page.width = width_;
  page.height = height_;
  page.letters = points_;
  page.resolution = options_.size == FigureSize::kSlide ? 200 : 300;
  page.typeface = FindTypeface(all_text_);
  page.title = InLanguage(title_, options_.language);
  page.script = Script();
  page.forms = options_.forms;
  return page;
}

}  // namespace trustsem
