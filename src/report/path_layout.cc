#include "report/path_layout.h"

#include <fmt/format.h>
#include <graphviz/gvc.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <string>

#include "base/error.h"

namespace trustsem {
namespace {

struct Free {
  void operator()(GVC_t* context) const { gvFreeContext(context); }
};

int Quiet(char*) { return 0; }

void SetAttribute(void* object, const char* name, const std::string& value) {
  agsafeset(object, const_cast<char*>(name), const_cast<char*>(value.c_str()),
            const_cast<char*>(""));
}

Agnode_t* Node(Agraph_t* graph, int number) {
  return agnode(graph, const_cast<char*>(fmt::format("n{}", number).c_str()), 1);
}

bool Explained(const PathGraph& graph, int node) {
  return std::any_of(graph.edges.begin(), graph.edges.end(), [&](const PathEdge& edge) {
    return edge.kind != PathEdge::Kind::kCovariance && edge.to == node;
  });
}

bool HasPath(const PathGraph& graph, int from, int to) {
  return std::any_of(graph.edges.begin(), graph.edges.end(), [&](const PathEdge& edge) {
    return edge.kind == PathEdge::Kind::kPath && edge.from == from && edge.to == to;
  });
}

// How far an ellipse's items begin to the left of its centre, in its widths: the line from the
// ellipse to them leaves its border.
constexpr double kItemsLeft = 0.44;

class Layout {
 public:
  Layout(const PathGraph& graph, const std::vector<NodeSize>& sizes, const LayoutSpacing& spacing,
         Direction direction)
      : paths_(graph), sizes_(sizes), spacing_(spacing), direction_(direction) {
    agseterr(AGMAX);
    agseterrf(Quiet);
    context_.reset(gvContext());
    graph_ = agopen(const_cast<char*>("paths"), Agdirected, nullptr);
    AddGraph();
    AddNodes();
    AddEdges();
  }
  Layout(const Layout&) = delete;
  Layout& operator=(const Layout&) = delete;

  ~Layout() {
    if (laid_out_) gvFreeLayout(context_.get(), graph_);
    agclose(graph_);
  }

  PathLayout Run() {
    laid_out_ = gvLayout(context_.get(), graph_, "dot") == 0;
    if (!laid_out_) {
      throw Error(ErrorKind::kOther, "Graphviz has no layout 'dot', so no path diagram was drawn",
                  "install Graphviz's plugins (Debian: apt install graphviz) and register them "
                  "with 'dot -c'");
    }
    PathLayout layout;
    layout.width = GD_bb(graph_).UR.x;
    layout.height = GD_bb(graph_).UR.y;
    for (size_t i = 0; i < nodes_.size(); ++i) Place(i, &layout);
    for (size_t i = 0; i < edges_.size(); ++i) {
      const PathEdge& edge = paths_.edges[i];
      layout.edges.push_back(Oriented(Route(i, layout), layout.shapes[edge.from].centre(),
                                      layout.shapes[edge.to].centre()));
    }
    return layout;
  }

 private:
  bool left_to_right() const { return direction_ == Direction::kLeftToRight; }

  // Items stand where no line leaves the shape: across the direction of paths, or where there are
  // no paths along it, with the covariances on the other side.
  bool items_below() const { return left_to_right() == HasDirection(paths_); }

  void AddGraph() {
    SetAttribute(graph_, "rankdir", left_to_right() ? "LR" : "TB");
    SetAttribute(graph_, "ranksep", fmt::format("{:.4f}", spacing_.between_ranks / 72));
    SetAttribute(graph_, "nodesep", fmt::format("{:.4f}", spacing_.within_rank / 72));
    SetAttribute(graph_, "splines", "true");
    SetAttribute(graph_, "newrank", "true");
  }

  // The items' column begins at a given place below or above the ellipse, so it may stand out to
  // the right.
  double ItemsCellWidth(const NodeSize& size) const {
    if (!items_below()) return size.items_width;
    return std::max(size.width, 2 * (size.items_width - kItemsLeft * size.width));
  }

  // A node is a table of one or two cells, so that lines end at the shape and keep clear of the
  // items.
  void AddNodes() {
    for (size_t i = 0; i < sizes_.size(); ++i) {
      Agnode_t* node = Node(graph_, static_cast<int>(i));
      const NodeSize& size = sizes_[i];
      const auto cell = [](const char* port, double width, double height) {
        return fmt::format("<TD {} FIXEDSIZE=\"TRUE\" WIDTH=\"{:.0f}\" HEIGHT=\"{:.0f}\"></TD>",
                           port, width, height);
      };
      const std::string shape = cell("PORT=\"e\"", size.width, size.height);
      std::string cells = shape;
      if (size.items_height > 0) {
        const std::string items = cell("", ItemsCellWidth(size), size.items_height);
        const char* between = items_below() ? "</TR><TR>" : "";
        cells = size.items_first ? items + between + shape : shape + between + items;
      }
      const std::string table =
          "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>" + cells +
          "</TR></TABLE>";
      char* label = agstrdup_html(graph_, const_cast<char*>(table.c_str()));
      SetAttribute(node, "shape", "plain");
      agsafeset(node, const_cast<char*>("label"), label, const_cast<char*>(""));
      agstrfree(graph_, label);
      nodes_.push_back(node);
    }
  }

  // Where Graphviz lets a line end: anywhere on a shape, but on one with items, whose other sides
  // they may cover, at the side that paths leave or enter.
  std::string Port(const PathEdge& edge, int node, const char* side) const {
    const bool covered = sizes_[node].items_height > 0;
    const bool along = edge.kind != PathEdge::Kind::kCovariance && !InOneRank(paths_, edge);
    return covered && along ? side : "e";
  }

  void AddEdges() {
    for (size_t i = 0; i < paths_.edges.size(); ++i) {
      const PathEdge& edge = paths_.edges[i];
      Agedge_t* line = agedge(graph_, nodes_[edge.from], nodes_[edge.to],
                              const_cast<char*>(fmt::format("e{}", i).c_str()), 1);
      SetAttribute(line, "tailport", Port(edge, edge.from, left_to_right() ? "e:e" : "e:s"));
      SetAttribute(line, "headport", Port(edge, edge.to, left_to_right() ? "e:w" : "e:n"));
      for (const char* name : {"headclip", "tailclip"}) SetAttribute(line, name, "false");
      SetAttribute(line, "dir", "none");
      if (edge.kind == PathEdge::Kind::kCovariance) SetAttribute(line, "constraint", "false");
      if (InOneRank(paths_, edge)) {
        Agraph_t* rank = agsubg(graph_, const_cast<char*>(fmt::format("rank{}", i).c_str()), 1);
        SetAttribute(rank, "rank", "same");
        agsubnode(rank, nodes_[edge.from], 1);
        agsubnode(rank, nodes_[edge.to], 1);
        SetAttribute(line, "minlen",
                     fmt::format("{:.0f}", std::ceil(spacing_.pair / spacing_.within_rank)));
      }
      edges_.push_back(line);
    }
  }

  // Graphviz measures upwards from the lower left corner.
  Point OnPage(pointf p) const { return {p.x, GD_bb(graph_).UR.y - p.y}; }

  void Place(size_t i, PathLayout* layout) const {
    const NodeSize& size = sizes_[i];
    const Point centre = OnPage(ND_coord(nodes_[i]));
    if (size.items_height == 0) {
      layout->shapes.push_back(BoxAround(centre, size.width, size.height));
      layout->items.push_back({centre.x, centre.y, 0, 0});
      return;
    }
    const double first_height = size.items_first ? size.items_height : 0;
    const double first_width = size.items_first ? size.items_width : 0;
    if (items_below()) {
      const double top = centre.y - (size.height + size.items_height) / 2;
      layout->shapes.push_back(
          {centre.x - size.width / 2, top + first_height, size.width, size.height});
      layout->items.push_back({centre.x - kItemsLeft * size.width,
                               size.items_first ? top : top + size.height, size.items_width,
                               size.items_height});
    } else {
      const double left = centre.x - (size.width + size.items_width) / 2;
      layout->shapes.push_back(
          {left + first_width, centre.y - size.height / 2, size.width, size.height});
      layout->items.push_back({size.items_first ? left : left + size.width,
                               centre.y - size.items_height / 2, size.items_width,
                               size.items_height});
    }
  }

  // Neighbours within one rank: nothing lies between them.
  bool Adjacent(const PathEdge& edge, const PathLayout& layout) const {
    if (!InOneRank(paths_, edge)) return false;
    const Point a = layout.shapes[edge.from].centre(), b = layout.shapes[edge.to].centre();
    for (size_t i = 0; i < layout.shapes.size(); ++i) {
      if (static_cast<int>(i) == edge.from || static_cast<int>(i) == edge.to) continue;
      for (int step = 1; step < 40; ++step) {
        if (layout.shapes[i].Grown(4).Contains(a + (step / 40.0) * (b - a))) return false;
      }
    }
    return true;
  }

  // All that joins two neighbours, side by side: the paths straight, a covariance as an arc.
  Curve Beside(size_t i, const PathLayout& layout) const {
    const PathEdge& edge = paths_.edges[i];
    std::vector<size_t> joined;
    for (const PathEdge::Kind kind :
         {PathEdge::Kind::kPath, PathEdge::Kind::kMeasurement, PathEdge::Kind::kCovariance}) {
      for (size_t k = 0; k < paths_.edges.size(); ++k) {
        const PathEdge& other = paths_.edges[k];
        const bool same = (other.from == edge.from && other.to == edge.to) ||
                          (other.from == edge.to && other.to == edge.from);
        if (same && other.kind == kind) joined.push_back(k);
      }
    }
    const Box &a = layout.shapes[edge.from], &b = layout.shapes[edge.to];
    const double across =
        left_to_right() ? std::min(a.width, b.width) : std::min(a.height, b.height);
    const double step = 0.8 * across / static_cast<double>(std::max<size_t>(2, joined.size()));
    const double place =
        static_cast<double>(std::find(joined.begin(), joined.end(), i) - joined.begin());
    const double aside = (place - (static_cast<double>(joined.size()) - 1) / 2) * step;
    const Point shift = left_to_right() ? Point{aside, 0} : Point{0, aside};
    const Point from = a.centre() + shift, to = b.centre() + shift;
    if (edge.kind != PathEdge::Kind::kCovariance) return StraightLine(from, to);
    // Outwards, away from the paths: with none, against the direction of reading.
    const double outwards = aside > 0 ? 1 : -1;
    const Point along = to - from;
    const double turn = left_to_right() ? along.y : -along.x;
    return Arc(from, to, (turn > 0 ? 1 : -1) * outwards * 0.3 * across);
  }

  // A covariance in a model without paths: a handle before the rank, the wider the further apart.
  Curve Handle(const Box& a, const Box& b) const {
    const Point from = a.centre(), to = b.centre();
    if (left_to_right()) {
      const double x = std::min(a.left, b.left) - 0.5 * std::abs(to.y - from.y);
      return {{from, {x, from.y}, {x, to.y}, to}};
    }
    const double y = std::min(a.top, b.top) - 0.4 * std::abs(to.x - from.x);
    return {{from, {from.x, y}, {to.x, y}, to}};
  }

  Curve Route(size_t i, const PathLayout& layout) const {
    const PathEdge& edge = paths_.edges[i];
    if (!HasDirection(paths_)) return Handle(layout.shapes[edge.from], layout.shapes[edge.to]);
    if (Adjacent(edge, layout)) return Beside(i, layout);
    const splines* found = ED_spl(edges_[i]);
    if (found == nullptr || found->size < 1 || found->list[0].size < 4) {
      return StraightLine(layout.shapes[edge.from].centre(), layout.shapes[edge.to].centre());
    }
    Curve curve;
    for (int k = 0; k < found->list[0].size; ++k) {
      curve.points.push_back(OnPage(found->list[0].list[k]));
    }
    return curve;
  }

  static Curve Oriented(Curve curve, Point from, Point to) {
    const Point first = curve.points.front(), last = curve.points.back();
    if (Length(first - from) + Length(last - to) > Length(first - to) + Length(last - from)) {
      std::reverse(curve.points.begin(), curve.points.end());
    }
    return curve;
  }

  const PathGraph& paths_;
  const std::vector<NodeSize>& sizes_;
  const LayoutSpacing spacing_;
  const Direction direction_;
  std::unique_ptr<GVC_t, Free> context_;
  Agraph_t* graph_ = nullptr;
  std::vector<Agnode_t*> nodes_;
  std::vector<Agedge_t*> edges_;
  bool laid_out_ = false;
};

// Graphviz ends a line at the side of the cell that a shape stands in, which may be wider: on from
// there to the shape's centre.
Curve Extended(Curve curve, Point from, Point to, const std::function<bool(Point)>& in_first,
               const std::function<bool(Point)>& in_last) {
  std::vector<Point>& points = curve.points;
  if (!in_first(points.front())) {
    const std::vector<Point> start = StraightLine(from, points.front()).points;
    points.insert(points.begin(), start.begin(), start.end() - 1);
  }
  if (!in_last(points.back())) {
    const std::vector<Point> end = StraightLine(points.back(), to).points;
    points.insert(points.end(), end.begin() + 1, end.end());
  }
  return curve;
}

}  // namespace

bool HasDirection(const PathGraph& graph) {
  return std::any_of(graph.edges.begin(), graph.edges.end(),
                     [](const PathEdge& edge) { return edge.kind != PathEdge::Kind::kCovariance; });
}

bool InOneRank(const PathGraph& graph, const PathEdge& edge) {
  const bool reciprocal = HasPath(graph, edge.from, edge.to) && HasPath(graph, edge.to, edge.from);
  return reciprocal || (edge.kind == PathEdge::Kind::kCovariance && !Explained(graph, edge.from) &&
                        !Explained(graph, edge.to));
}

PathLayout LayOutPaths(const PathGraph& graph, const std::vector<NodeSize>& sizes,
                       const LayoutSpacing& spacing, Direction direction) {
  PathLayout layout = Layout(graph, sizes, spacing, direction).Run();
  for (size_t i = 0; i < layout.edges.size(); ++i) {
    const auto inside = [&](int node) {
      return [&layout, &graph, node](Point p) {
        const Box& box = layout.shapes[node];
        return graph.nodes[node].construct ? InOval(box, p) : box.Contains(p);
      };
    };
    const PathEdge& edge = graph.edges[i];
    const Curve whole =
        Extended(layout.edges[i], layout.shapes[edge.from].centre(),
                 layout.shapes[edge.to].centre(), inside(edge.from), inside(edge.to));
    layout.edges[i] = Between(whole, inside(edge.from), inside(edge.to));
  }
  return layout;
}

}  // namespace trustsem
