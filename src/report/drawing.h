// A drawing as plain data: shapes and words on a page, in points (1/72 inch), x to the right and y
// down. The same drawing is written as SVG and painted as PDF and PNG (write_drawing.h).
#ifndef TRUSTSEM_REPORT_DRAWING_H_
#define TRUSTSEM_REPORT_DRAWING_H_

#include <string>
#include <variant>
#include <vector>

#include "report/curve.h"
#include "report/figure.h"

namespace trustsem {

struct Stroke {
  std::string colour;  // "#rrggbb"; empty: no line
  double width = 1;
  bool dashed = false;
};

// Of one dash, in points; the gap is six tenths of it.
inline double DashLength(const Stroke& stroke) { return 3 + 2 * stroke.width; }

struct Oval {
  Box box;
  Stroke stroke;
  std::string fill;  // empty: none
};

struct Rectangle {
  Box box;
  Stroke stroke;
  std::string fill;
};

struct Line {
  Curve curve;
  Stroke stroke;
};

struct Polygon {
  std::vector<Point> corners;
  std::string fill;
};

enum class Anchor { kStart, kMiddle };

// One line of text; `at` is on its baseline.
struct Words {
  std::string text;
  Point at;
  Anchor anchor = Anchor::kMiddle;
  double size = 10;  // of the letters, in points
  double width = 0;  // as measured: every viewer keeps to it, whatever its typeface
  std::string colour = Palette::kInk;
  bool bold = false;
};

struct Mark {
  std::variant<Oval, Rectangle, Line, Polygon, Words> shape;
  std::string hover;  // shown when the pointer rests on it; empty: nothing
};

// Enlarges the mark `scale` times and moves it to `origin`.
void Transform(Point origin, double scale, Mark* mark);

struct Drawing {
  double width = 0, height = 0;
  std::string title, description;  // for those who do not see it
  std::string typeface;
  Language language = Language::kEnglish;
  double dots_per_inch = 192;  // of the PNG
  std::vector<Mark> marks;     // later ones lie on earlier ones
};

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_DRAWING_H_
