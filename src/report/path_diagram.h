// The structural model as a path diagram, with its estimates or without.
//
// Constructs are ellipses, observed variables boxes. A line shows a path, two heads a covariance;
// colour tells the sign, width the size of the completely standardised coefficient, a thin grey
// line that it is not distinguishable from zero (p < .05), dashes that the source is ambiguous.
#ifndef TRUSTSEM_REPORT_PATH_DIAGRAM_H_
#define TRUSTSEM_REPORT_PATH_DIAGRAM_H_

#include "report/figure.h"
#include "report/path_panel.h"
#include "spec/model.h"

namespace trustsem {

struct PathDiagramOptions {
  FigureOptions figure;
  bool items = false;  // boxes beside the constructs
  // Of fitted models: which coefficients stand on the lines, and of which group (from one; 0: all,
  // side by side).
  Coefficients coefficients = Coefficients::kStandardized;
  int group = 0;
};

// A page with the panels of all groups on one layout, as large as fits. Letters have the size that
// FigureSize gives or, in larger models, a smaller one, down to 60% of it on a slide and 85% in a
// column: beyond that the page grows. The diagram reads from left to right, or from top to bottom
// where that makes it at least a quarter larger.
struct PathPage {
  PathGraph graph;
  PathPanel panel;
  double scale = 1;            // of the panel
  std::vector<Point> origins;  // of the panel of each group
  Drawing drawing;
};

PathPage ComposePathPage(const PathGraph& graph, const PathDiagramOptions& options);

// The name of the figure's files.
inline constexpr char kPathDiagram[] = "paths";

// Throws Error(kOther) where Graphviz's layout or a typeface is missing, naming what to install.
Figure MakePathDiagram(const Results& results, const PathDiagramOptions& options);
Figure MakePathDiagram(const Model& model, const PathDiagramOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PATH_DIAGRAM_H_
