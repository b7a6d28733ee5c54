#include <algorithm>
#include <cmath>

#include "report/names.h"
#include "report/path_items.h"
#include "report/path_panel.h"
#include "report/path_words.h"

namespace trustsem {
namespace {

void PaintNode(const PathPanel& panel, const PathGraph& graph, const Typesetter& typesetter,
               int group, size_t i, std::vector<Mark>* marks) {
  const PathNode& node = graph.nodes[i];
  const Box& box = panel.layout.shapes[i];
  const double letters = panel.options.letters;
  const std::string hover = NodeHover(node, group, panel.options.language);
  const Stroke border{Palette::kInk, 0.07 * letters, false};
  if (node.construct) {
    marks->push_back({Oval{box, border, Palette::kConstruct}, hover});
  } else {
    marks->push_back({Rectangle{box, border, Palette::kPaper}, hover});
  }
  const bool room = !node.r_squared.empty();
  const std::string share = room ? FormatShare(node.r_squared[group]) : "";
  const double lines = static_cast<double>(panel.names[i].size());
  const double height = (lines + (room ? kShareSize : 0)) * kLineHeight * letters;
  double y = box.centre().y - height / 2;
  const auto write = [&](const std::string& text, double size, const char* colour) {
    y += kLineHeight * size;
    marks->push_back({Words{text,
                            {box.centre().x, y - 0.29 * size},
                            Anchor::kMiddle,
                            size,
                            typesetter.Width(text, size),
                            colour},
                      hover});
  };
  for (const std::string& name : panel.names[i]) write(name, letters, Palette::kInk);
  if (!share.empty()) write(share, kShareSize * letters, kFaint);
}

void PaintLabel(const PathPanel& panel, const Typesetter& typesetter, size_t i,
                const PathValue& value, const std::string& hover, std::vector<Mark>* marks) {
  const std::string text = CoefficientText(value);
  if (text.empty() || panel.labels[i].width <= 0) return;
  const double size = kCoefficientSize * panel.options.letters;
  const double width = typesetter.Width(text, size);
  const Point middle = panel.labels[i].centre();
  marks->push_back(
      {Rectangle{
           BoxAround(middle, width + 0.2 * size, panel.labels[i].height), {}, Palette::kPaper},
       hover});
  const bool certain = !value.free || value.pvalue < 0.05;
  marks->push_back({Words{text, middle + Point{0, 0.36 * size}, Anchor::kMiddle, size, width,
                          certain ? Palette::kInk : kFaint},
                    hover});
}

}  // namespace

Stroke PlainStroke(Status status, double letters) {
  return {Palette::kInk, 0.1 * letters, status == Status::kAmbiguous};
}

Stroke CoefficientStroke(const PathValue& value, Status status, double letters) {
  Stroke stroke = PlainStroke(status, letters);
  if (!std::isfinite(value.std_all)) {
    stroke.colour = Palette::kNeutral;
    stroke.width = 0.06 * letters;
  } else if (!value.free) {
    stroke.width = (0.06 + 0.2 * std::min(1.0, std::abs(value.std_all))) * letters;
  } else if (value.pvalue < 0.05) {
    stroke.colour = value.std_all < 0 ? Palette::kNegative : Palette::kPositive;
    stroke.width = (0.07 + 0.23 * std::min(1.0, std::abs(value.std_all))) * letters;
  } else {
    stroke.colour = Palette::kNeutral;
    stroke.width = 0.06 * letters;
  }
  return stroke;
}

std::vector<Mark> Arrow(const Curve& curve, const Stroke& stroke, bool two,
                        const std::string& hover) {
  const double length = curve.Length();
  const double head = std::min(std::max(2 + 3 * std::sqrt(stroke.width), 2.6 * stroke.width),
                               0.45 * length),
               half = 0.42 * head;
  const double last = curve.AtLength(length - head), first = two ? curve.AtLength(head) : 0;
  std::vector<Mark> marks;
  // The line ends within its heads, so that they are sharp.
  const double inside = 0.3 * head;
  const double from = two ? curve.AtLength(head - inside) : 0;
  marks.push_back({Line{curve.Part(from, curve.AtLength(length - head + inside)), stroke}, hover});
  const auto add = [&](Point tip, Point base) {
    Point along = tip - base;
    along = (1 / std::max(Length(along), 1e-9)) * along;
    const Point side{-half * along.y, half * along.x};
    marks.push_back({Polygon{{tip, base + side, base - side}, stroke.colour}, hover});
  };
  add(curve.points.back(), curve.At(last));
  if (two) add(curve.points.front(), curve.At(first));
  return marks;
}

std::vector<Mark> PaintPathPanel(const PathPanel& panel, const PathGraph& graph,
                                 const Typesetter& typesetter, int group, Point origin,
                                 double scale) {
  const double letters = panel.options.letters;
  const Language language = panel.options.language;
  std::vector<Mark> marks, labels;
  for (size_t i = 0; i < graph.edges.size(); ++i) {
    const PathEdge& edge = graph.edges[i];
    const PathValue* value = edge.values.empty() ? nullptr : &edge.values[group];
    const std::string hover = EdgeHover(graph, edge, value, language);
    const Stroke stroke = value == nullptr ? PlainStroke(edge.status, letters)
                                           : CoefficientStroke(*value, edge.status, letters);
    for (const Mark& mark :
         Arrow(panel.layout.edges[i], stroke, edge.kind == PathEdge::Kind::kCovariance, hover)) {
      marks.push_back(mark);
    }
    if (value != nullptr) PaintLabel(panel, typesetter, i, *value, hover, &labels);
  }
  for (size_t i = 0; i < graph.nodes.size(); ++i) {
    PaintNode(panel, graph, typesetter, group, i, &marks);
    PaintItems(graph.nodes[i], typesetter, language, letters, group, panel.layout.shapes[i],
               panel.layout.items[i], &marks);
  }
  marks.insert(marks.end(), labels.begin(), labels.end());
  for (Mark& mark : marks) Transform(origin, scale, &mark);
  return marks;
}

}  // namespace trustsem
