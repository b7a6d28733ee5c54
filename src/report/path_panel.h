// One path diagram at its natural size: what stands in its nodes, where everything lies, and the
// marks that draw it for one group.
#ifndef TRUSTSEM_REPORT_PATH_PANEL_H_
#define TRUSTSEM_REPORT_PATH_PANEL_H_

#include <string>
#include <vector>

#include "report/drawing.h"
#include "report/path_graph.h"
#include "report/path_layout.h"
#include "report/typesetter.h"

namespace trustsem {

// Everything is in proportion to the letters of the names in the nodes.
inline constexpr double kLineHeight = 1.18;       // of a line of text, in its letters
inline constexpr double kShareSize = 0.78;        // R-squared
inline constexpr double kCoefficientSize = 0.86;  // on the lines
inline constexpr const char* kFaint = "#595959";  // words of less weight, still easy to read

struct PanelOptions {
  Language language = Language::kEnglish;
  double letters = 14;  // points, of the names in the nodes
  bool items = false;   // boxes beside the constructs
  Direction direction = Direction::kLeftToRight;
};

// The same for all groups: their diagrams differ in numbers, colours and line widths alone.
struct PathPanel {
  PanelOptions options;
  PathLayout layout;                            // shapes, items and lines
  std::vector<std::vector<std::string>> names;  // of each node, in lines
  std::vector<Box> labels;                      // of each line; zero width: none
  int faults = 0;                               // labels for which there was no free place
  double width = 0, height = 0;
};

PathPanel MakePathPanel(const PathGraph& graph, const Typesetter& typesetter,
                        const PanelOptions& options);

// The marks of one group (from 0), `scale` times the natural size and moved to `origin`.
std::vector<Mark> PaintPathPanel(const PathPanel& panel, const PathGraph& graph,
                                 const Typesetter& typesetter, int group, Point origin,
                                 double scale);

// How a coefficient is drawn: colour by its sign where it differs from zero (p < .05), width by its
// size. `letters`: of the names beside it, in points.
Stroke CoefficientStroke(const PathValue& value, Status status, double letters);

// The line of a model without estimates.
Stroke PlainStroke(Status status, double letters);

// A line with its heads; `two`: at both ends.
std::vector<Mark> Arrow(const Curve& curve, const Stroke& stroke, bool two,
                        const std::string& hover);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PATH_PANEL_H_
