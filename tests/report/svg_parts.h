// What a chart's SVG shows, read back: texts, points of gnuplot and rectangles, with their places.
#ifndef TRUSTSEM_TESTS_REPORT_SVG_PARTS_H_
#define TRUSTSEM_TESTS_REPORT_SVG_PARTS_H_

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <regex>
#include <string>
#include <vector>

namespace trustsem {

struct SvgText {
  double x = 0, y = 0;
  std::string text;  // without entities
};

// `shape` is gnuplot's number less one: 6 a filled circle, 5 a hollow one, 4 a filled square.
struct SvgPoint {
  int shape = 0;
  double x = 0, y = 0;
  std::string colour;  // "#rrggbb"
};

struct SvgRectangle {
  double left = 0, right = 0, top = 0, bottom = 0;
  std::string colour;
};

struct SvgParts {
  std::vector<SvgText> texts;
  std::vector<SvgPoint> points;
  std::vector<SvgRectangle> rectangles;
  double width = 0, height = 0;

  explicit SvgParts(const std::string& svg) {
    std::smatch size;
    const std::regex page("viewBox=\"0 0 ([0-9]+) ([0-9]+)\"");
    if (std::regex_search(svg, size, page)) {
      width = std::stod(size[1]);
      height = std::stod(size[2]);
    }
    Each(svg, "translate\\(([-0-9.]+),([-0-9.]+)\\)[^>]*>\\s*<text[^>]*>(.*)</text>",
         [&](const std::smatch& m) {
           texts.push_back({std::stod(m[1]), std::stod(m[2]), Plain(m[3])});
         });
    Each(svg,
         "<use xlink:href='#gpPt([0-9]+)' transform='translate\\(([-0-9.]+),([-0-9.]+)\\)[^']*' "
         "color='([^']*)'",
         [&](const std::smatch& m) {
           points.push_back({std::stoi(m[1]), std::stod(m[2]), std::stod(m[3]), Hex(m[4])});
         });
    Each(svg, "<polygon fill = '([^']*)'(?: fill-opacity = '[^']*')? points = '([^']*)'",
         [&](const std::smatch& m) {
           const std::string corners = m[2];
           SvgRectangle box{1e9, -1e9, 1e9, -1e9, Hex(m[1])};
           Each(corners, "([-0-9.]+),([-0-9.]+)", [&](const std::smatch& corner) {
             box.left = std::min(box.left, std::stod(corner[1]));
             box.right = std::max(box.right, std::stod(corner[1]));
             box.top = std::min(box.top, std::stod(corner[2]));
             box.bottom = std::max(box.bottom, std::stod(corner[2]));
           });
           rectangles.push_back(box);
         });
  }

  // The first text that is `wanted`, or one at -1, -1.
  SvgText Find(const std::string& wanted) const {
    for (const SvgText& text : texts) {
      if (text.text == wanted) return text;
    }
    return {-1, -1, ""};
  }
  bool Has(const std::string& wanted) const { return Find(wanted).x >= 0; }
  bool HasPart(const std::string& wanted) const {
    return std::any_of(texts.begin(), texts.end(), [&](const SvgText& text) {
      return text.text.find(wanted) != std::string::npos;
    });
  }

  // All texts in their order, a space between two.
  std::string AllText() const {
    std::string all;
    for (const SvgText& text : texts) all += text.text + " ";
    return all;
  }

  // The number at a place on the axis whose ticks `first` and `second` are labelled so.
  double OnAxis(double x, const std::string& first, const std::string& second) const {
    const auto number = [](std::string label) {
      const size_t minus = label.find("\u2212");
      if (minus != std::string::npos) label.replace(minus, 3, "-");
      return std::stod(label);
    };
    const double from = number(first), to = number(second);
    const double left = Find(first).x, right = Find(second).x;
    return from + (x - left) / (right - left) * (to - from);
  }

  static std::string Plain(std::string text) {
    for (const auto& [entity, character] :
         {std::pair{"&lt;", "<"}, std::pair{"&gt;", ">"}, std::pair{"&amp;", "&"}}) {
      for (size_t at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1)) {
        text.replace(at, std::string(entity).size(), character);
      }
    }
    return text;
  }

  static std::string Hex(const std::string& colour) {
    int red = 0, green = 0, blue = 0;
    if (std::sscanf(colour.c_str(), "rgb(%d,%d,%d)", &red, &green, &blue) != 3) return colour;
    char text[8];
    std::snprintf(text, sizeof text, "#%02x%02x%02x", red & 0xff, green & 0xff, blue & 0xff);
    return text;
  }

 private:
  template <typename Use>
  static void Each(const std::string& text, const std::string& pattern, const Use& use) {
    const std::regex expression(pattern);
    for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) {
      use(*it);
    }
  }
};

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_REPORT_SVG_PARTS_H_
