#include "report/path_panel.h"

#include <algorithm>
#include <cmath>

#include "report/format_number.h"
#include "report/names.h"
#include "report/path_items.h"
#include "report/path_labels.h"
#include "report/path_words.h"

namespace trustsem {
namespace {

// In letters of the names.
constexpr double kNameWidth = 7.2, kWidestName = 10;
constexpr int kNameLines = 4;

std::string NameOf(const PathNode& node, Language language) {
  const std::string& label = InLanguage(node.label, language);
  return label.empty() ? node.name : label;
}

bool HasShare(const PathNode& node) {
  return std::any_of(node.r_squared.begin(), node.r_squared.end(),
                     [](double value) { return std::isfinite(value); });
}

// Widths and heights of lines of text, one below the other, and the ellipse or box around them.
NodeSize SizeAround(const PathNode& node, const std::vector<std::string>& names,
                    const Typesetter& typesetter, double letters) {
  struct Row {
    double width, height;
  };
  std::vector<Row> rows;
  for (const std::string& name : names) {
    rows.push_back({typesetter.Width(name, letters), kLineHeight * letters});
  }
  if (HasShare(node)) {
    rows.push_back(
        {typesetter.Width("R² = 0.00", kShareSize * letters), kLineHeight * kShareSize * letters});
  }
  double width = 0, height = 0;
  for (const Row& row : rows) {
    width = std::max(width, row.width);
    height += row.height;
  }
  if (!node.construct) return {width + letters, height + 0.7 * letters, 0, 0};
  // The narrowest ellipse of this height around every row.
  const double b = 0.62 * height + 0.3 * letters;
  double a = 2 * letters, top = -height / 2;
  for (const Row& row : rows) {
    const double y = std::max(std::abs(top), std::abs(top + row.height)) - 0.12 * letters;
    a = std::max(a, row.width / 2 / std::sqrt(1 - y * y / (b * b)));
    top += row.height;
  }
  return {2 * a + 0.5 * letters, 2 * b, 0, 0};
}

std::vector<LabelSize> LabelSizes(const PathGraph& graph, const Typesetter& typesetter,
                                  double letters) {
  std::vector<LabelSize> sizes;
  for (const PathEdge& edge : graph.edges) {
    LabelSize size;
    for (const PathValue& value : edge.values) {
      const std::string text = CoefficientText(value);
      if (text.empty()) continue;
      const double width = typesetter.Width(text, kCoefficientSize * letters);
      size = {std::max(size.width, width + 0.3 * letters), kCoefficientSize * letters * 1.1};
    }
    sizes.push_back(size);
  }
  return sizes;
}

// Moves everything so that lines and labels that leave Graphviz's page lie on the panel too.
void Frame(PathPanel* panel) {
  double left = 0, top = 0, right = panel->layout.width, bottom = panel->layout.height;
  const auto cover = [&](Point p) {
    left = std::min(left, p.x);
    top = std::min(top, p.y);
    right = std::max(right, p.x);
    bottom = std::max(bottom, p.y);
  };
  const double edge = 0.25 * panel->options.letters;
  for (const Curve& line : panel->layout.edges) {
    for (int i = 0; i <= 32; ++i) cover(line.At(line.segments() * i / 32.0));
  }
  for (const Box& label : panel->labels) {
    if (label.width <= 0) continue;
    cover({label.left, label.top});
    cover({label.right(), label.bottom()});
  }
  const Point shift{edge - left, edge - top};
  for (Curve& line : panel->layout.edges) {
    for (Point& p : line.points) p = p + shift;
  }
  for (std::vector<Box>* boxes : {&panel->layout.shapes, &panel->layout.items, &panel->labels}) {
    for (Box& box : *boxes) {
      box.left += shift.x;
      box.top += shift.y;
    }
  }
  panel->width = right - left + 2 * edge;
  panel->height = bottom - top + 2 * edge;
}

// The items of the first of two neighbours in a rank stand on its other side: between the two lie
// the lines that join them.
void TurnItems(const PathGraph& graph, const PathLayout& layout, Direction direction,
               std::vector<NodeSize>* nodes) {
  std::vector<bool> before(nodes->size()), after(nodes->size());
  for (const PathEdge& edge : graph.edges) {
    if (!InOneRank(graph, edge)) continue;
    const Point along = layout.shapes[edge.to].centre() - layout.shapes[edge.from].centre();
    const bool forward = (direction == Direction::kLeftToRight ? along.y : along.x) > 0;
    before[forward ? edge.to : edge.from] = true;
    after[forward ? edge.from : edge.to] = true;
  }
  for (size_t i = 0; i < nodes->size(); ++i) {
    (*nodes)[i].items_first = after[i] && !before[i] && (*nodes)[i].items_height > 0;
  }
}

PathPanel TryPanel(const PathGraph& graph, std::vector<NodeSize> nodes,
                   const std::vector<LabelSize>& labels, const PanelOptions& options,
                   double stretch) {
  LabelSize largest;
  for (const LabelSize& label : labels) {
    largest = {std::max(largest.width, label.width), std::max(largest.height, label.height)};
  }
  const double m = options.letters;
  const bool right = options.direction == Direction::kLeftToRight;
  LayoutSpacing spacing;
  spacing.between_ranks = stretch * ((right ? largest.width : largest.height) + 1.4 * m);
  spacing.within_rank = stretch * 1.1 * m;
  spacing.pair = stretch * ((right ? largest.height : largest.width) + 2.2 * m);
  PathPanel panel;
  panel.options = options;
  panel.layout = LayOutPaths(graph, nodes, spacing, options.direction);
  if (options.items && HasDirection(graph)) {
    TurnItems(graph, panel.layout, options.direction, &nodes);
    panel.layout = LayOutPaths(graph, nodes, spacing, options.direction);
  }
  std::vector<Box> obstacles = panel.layout.shapes;
  for (const Box& items : panel.layout.items) {
    if (items.height > 0) obstacles.push_back(items);
  }
  PlacedLabels placed = PlaceLabels(panel.layout.edges, labels, obstacles);
  panel.labels = std::move(placed.boxes);
  panel.faults = placed.faults;
  return panel;
}

}  // namespace

PathPanel MakePathPanel(const PathGraph& graph, const Typesetter& typesetter,
                        const PanelOptions& options) {
  const double letters = options.letters;
  std::vector<std::vector<std::string>> names;
  std::vector<NodeSize> nodes;
  for (const PathNode& node : graph.nodes) {
    names.push_back(typesetter.WrapEvenly(NameOf(node, options.language), letters,
                                          kNameWidth * letters, kWidestName * letters, kNameLines));
    nodes.push_back(SizeAround(node, names.back(), typesetter, letters));
    if (options.items) AddItemSize(node, typesetter, letters, &nodes.back());
  }
  const std::vector<LabelSize> labels = LabelSizes(graph, typesetter, letters);
  PathPanel best;
  for (const double stretch : {1.0, 1.2, 1.45, 1.75, 2.2}) {
    PathPanel panel = TryPanel(graph, nodes, labels, options, stretch);
    if (stretch == 1.0 || panel.faults < best.faults) best = std::move(panel);
    if (best.faults == 0) break;
  }
  best.names = std::move(names);
  Frame(&best);
  return best;
}

}  // namespace trustsem
