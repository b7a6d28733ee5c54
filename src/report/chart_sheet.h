// The page that every chart stands on: title, a line that says how to read it, the chart's body,
// where the numbers come from. One look for all of them (private to the charts).
#ifndef TRUSTSEM_REPORT_CHART_SHEET_H_
#define TRUSTSEM_REPORT_CHART_SHEET_H_

#include <string>
#include <vector>

#include "report/figure.h"
#include "report/gnuplot.h"

namespace trustsem {

// Positions are millimetres from the page's upper left corner, sizes of text multiples of the
// letters of the page. Commands are gnuplot's.
class ChartSheet {
 public:
  struct TextStyle {
    enum class Align { kLeft, kCentre, kRight };
    Align align = Align::kLeft;
    double size = 1;
    const char* colour = Palette::kInk;
    bool upright = false;  // read from below
    bool bold = false;
  };

  // One of a series drawn by its mark: gnuplot's number of the point's shape, and a colour.
  struct Mark {
    int shape = 7;
    std::string colour = Palette::kPositive;
    std::string label;
  };

  // `reading` says how to read the chart; each of `legend` stands with its mark below it.
  ChartSheet(const Text& title, const std::string& reading, std::vector<Mark> legend,
             const FigureOptions& options);

  double letter() const { return letter_; }  // the letters' height, mm
  double width() const { return width_; }
  double left() const { return margin_; }
  double right() const { return width_ - margin_; }
  // The most that the body may take, mm: what a slide has left, or a page of a journal.
  double body_limit() const;

  // Begins the body, `height` mm of at most body_limit(). A column's page is as high as its
  // contents. To be called once, before what follows.
  void BeginBody(double height);
  double top() const { return top_; }
  double bottom() const { return bottom_; }  // of the body

  // The rectangle that the plot's axes span, within the body.
  void Area(double left, double right, double top, double bottom);
  // A coordinate of the page as gnuplot reads it.
  std::string X(double millimetres) const;
  std::string Y(double millimetres) const;
  // A text at a place in gnuplot's words: X() and Y(), or "first 0.3".
  void Write(const std::string& x, const std::string& y, const std::string& text,
             const TextStyle& style);
  void Command(const std::string& command) { script_ += command + "\n"; }
  // Rows of numbers as a block of data; returns its name. A number that does not exist is "NaN".
  std::string Data(const std::vector<std::vector<double>>& rows);
  // One more thing to plot, such as "$data1 using 1:2 with points".
  void Plot(const std::string& what) { plots_.push_back(what); }

  // The script as it stands.
  std::string Script() const;
  // What gnuplot draws. Throws Error(kOther) where no typeface has the characters.
  GnuplotPage Page() const;
  const Text& title() const { return title_; }
  const FigureOptions& options() const { return options_; }

 private:
  void WriteFrame();
  double LegendHeight() const;

  FigureOptions options_;
  Text title_;
  std::vector<std::string> title_lines_, reading_lines_, provenance_lines_;
  std::vector<Mark> legend_;
  std::vector<double> legend_x_, legend_line_;  // where each entry stands
  double points_, letter_, width_, margin_, height_ = 0, top_ = 0, bottom_ = 0;
  std::string script_, all_text_;
  std::vector<std::string> plots_;
  int blocks_ = 0;
};

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHART_SHEET_H_
