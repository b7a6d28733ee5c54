// Charts drawn by the program gnuplot (5.4 or later with the terminals svg, pdfcairo and pngcairo,
// Debian: gnuplot-nox), a process of its own that no shell starts.
#ifndef TRUSTSEM_REPORT_GNUPLOT_H_
#define TRUSTSEM_REPORT_GNUPLOT_H_

#include <string>
#include <string_view>

#include "report/figure.h"

namespace trustsem {

// What is drawn on a page of `width` by `height` millimetres.
struct GnuplotPage {
  double width = 0, height = 0;
  double letters = 0;     // pt
  double resolution = 0;  // of the PNG, dots an inch
  std::string typeface;
  FigureForms forms;
  // The alternative text of the SVG.
  std::string title;
  // Everything but terminal and output. The variable `bold` names the typeface in bold. Sizes of
  // points are multiples of the variable `dot`, with which a circle is as wide as 0.55 of the
  // letters' height; widths of lines are in pt. It is run once a form.
  std::string script;
};

// A text as a string of gnuplot, in double quotes (gnuplot 5.4 takes a doubled quote at the
// beginning of a string in single quotes for its end), on one line (CleanLine), without characters
// that XML forbids; backslash, backquote and @ stand as octal codes. Terminals are set up without
// enhanced text, so _ ^ { } stand for themselves.
std::string GnuplotQuoted(std::string_view text);

// Draws `page` in those of the figure's three forms that it asks for. The same page gives the same
// bytes: the PDF's date is SOURCE_DATE_EPOCH (seconds since 1970) or 1970-01-01. Throws
// Error(kOther) where gnuplot is missing, fails (with its own words) or there is no room for
// temporary files.
void DrawWithGnuplot(const GnuplotPage& page, Figure* figure);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_GNUPLOT_H_
