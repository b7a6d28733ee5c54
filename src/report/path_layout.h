// Where the nodes and lines of a path diagram lie, by Graphviz's layered layout.
//
// Gansner, Koutsofios, North & Vo (1993), A technique for drawing directed graphs, IEEE
// Transactions on Software Engineering 19, with constraints of our own: predictors before outcomes,
// and the two sides of a reciprocal pair or of a covariance of two predictors in one rank.
#ifndef TRUSTSEM_REPORT_PATH_LAYOUT_H_
#define TRUSTSEM_REPORT_PATH_LAYOUT_H_

#include <vector>

#include "report/curve.h"
#include "report/path_graph.h"

namespace trustsem {

enum class Direction { kLeftToRight, kTopToBottom };

// The size of a node: the shape that lines end at, and below it room for its items.
struct NodeSize {
  double width = 0, height = 0;              // of the ellipse or box
  double items_width = 0, items_height = 0;  // zero: no items
  // In a model with paths items stand below from left to right and on the right from top to bottom;
  // in one without, the other way round.
  bool items_first = false;  // they stand above or to the left, else below or to the right
};

struct LayoutSpacing {
  double between_ranks = 40, within_rank = 20;  // points
  double pair = 40;                             // between the two sides of a pair within one rank
};

// Whether any line has one head alone.
bool HasDirection(const PathGraph& graph);

// A line between the two sides of a pair that lie in one rank.
bool InOneRank(const PathGraph& graph, const PathEdge& edge);

struct PathLayout {
  double width = 0, height = 0;
  std::vector<Box> shapes;   // of the nodes
  std::vector<Box> items;    // beside them; empty boxes without
  std::vector<Curve> edges;  // from the border of one shape to that of another, as the graph's
};

// Throws Error(kOther) where Graphviz cannot lay out, naming what to install.
PathLayout LayOutPaths(const PathGraph& graph, const std::vector<NodeSize>& sizes,
                       const LayoutSpacing& spacing, Direction direction);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PATH_LAYOUT_H_
