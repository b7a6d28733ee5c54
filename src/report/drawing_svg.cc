#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "report/markup.h"
#include "report/write_drawing.h"

namespace trustsem {
namespace {

// Two decimals of a point are finer than any printer; without trailing zeros.
std::string Number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string At(Point p) { return Number(p.x) + " " + Number(p.y); }

std::string Paint(const Stroke& stroke, const std::string& fill) {
  std::string text = fmt::format(" fill=\"{}\"", fill.empty() ? "none" : fill);
  if (stroke.colour.empty()) return text;
  text += fmt::format(" stroke=\"{}\" stroke-width=\"{}\"", stroke.colour, Number(stroke.width));
  if (stroke.dashed) {
    const double dash = DashLength(stroke);
    text += fmt::format(" stroke-dasharray=\"{} {}\"", Number(dash), Number(0.6 * dash));
  }
  return text;
}

struct SvgShape {
  std::string operator()(const Oval& oval) const {
    const Point c = oval.box.centre();
    return fmt::format(R"(<ellipse cx="{}" cy="{}" rx="{}" ry="{}"{}/>)", Number(c.x), Number(c.y),
                       Number(oval.box.width / 2), Number(oval.box.height / 2),
                       Paint(oval.stroke, oval.fill));
  }
  std::string operator()(const Rectangle& r) const {
    return fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}"{}/>)", Number(r.box.left),
                       Number(r.box.top), Number(r.box.width), Number(r.box.height),
                       Paint(r.stroke, r.fill));
  }
  std::string operator()(const Line& line) const {
    const std::vector<Point>& p = line.curve.points;
    std::string path = "M" + At(p[0]);
    for (size_t i = 1; i + 2 < p.size(); i += 3) {
      path += "C" + At(p[i]) + " " + At(p[i + 1]) + " " + At(p[i + 2]);
    }
    std::string text = fmt::format("<path d=\"{}\"{}/>", path, Paint(line.stroke, ""));
    // A pointer cannot hit a thin line: an invisible wide one lies on it.
    if (hover) {
      text += fmt::format(
          "<path d=\"{}\" fill=\"none\" stroke=\"#000\" stroke-opacity=\"0\" stroke-width=\"9\"/>",
          path);
    }
    return text;
  }
  std::string operator()(const Polygon& polygon) const {
    std::string corners;
    for (const Point& p : polygon.corners) corners += (corners.empty() ? "" : " ") + At(p);
    return fmt::format(R"(<polygon points="{}" fill="{}"/>)", corners, polygon.fill);
  }
  std::string operator()(const Words& words) const {
    return fmt::format(
        R"(<text x="{}" y="{}" font-size="{}" textLength="{}" lengthAdjust="spacingAndGlyphs")"
        R"({}{} fill="{}">{}</text>)",
        Number(words.at.x), Number(words.at.y), Number(words.size), Number(words.width),
        words.anchor == Anchor::kMiddle ? R"( text-anchor="middle")" : "",
        words.bold ? R"( font-weight="bold")" : "", words.colour, EscapeMarkup(words.text));
  }
  bool hover = false;
};

}  // namespace

std::string WriteSvg(const Drawing& drawing) {
  const std::string width = Number(drawing.width), height = Number(drawing.height);
  std::string svg = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0}pt" height="{1}pt")"
      R"( viewBox="0 0 {0} {1}" role="img" xml:lang="{2}" font-family="{3}, sans-serif">)"
      "\n<title>{4}</title>\n<desc>{5}</desc>\n<rect width=\"{0}\" height=\"{1}\" fill=\"{6}\"/>\n",
      width, height, drawing.language == Language::kChinese ? "zh" : "en",
      EscapeMarkup("'" + drawing.typeface + "'"), EscapeMarkup(drawing.title),
      EscapeMarkup(drawing.description), Palette::kPaper);
  for (const Mark& mark : drawing.marks) {
    const std::string shape = std::visit(SvgShape{!mark.hover.empty()}, mark.shape);
    svg += mark.hover.empty()
               ? shape + "\n"
               : fmt::format("<g><title>{}</title>{}</g>\n", EscapeMarkup(mark.hover), shape);
  }
  return svg + "</svg>\n";
}

}  // namespace trustsem
