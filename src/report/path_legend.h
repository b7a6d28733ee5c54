// What stands below a path diagram: what its lines mean, and where the numbers come from.
#ifndef TRUSTSEM_REPORT_PATH_LEGEND_H_
#define TRUSTSEM_REPORT_PATH_LEGEND_H_

#include <vector>

#include "report/drawing.h"
#include "report/path_graph.h"
#include "report/typesetter.h"

namespace trustsem {

// Only the kinds of lines that occur. The marks begin at (0, 0), are at most `width` points wide
// and `height` points high. `letters`: of the names in the nodes, points.
std::vector<Mark> PathLegend(const PathGraph& graph, const FigureOptions& options,
                             const Typesetter& typesetter, double letters, double width,
                             double* height);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PATH_LEGEND_H_
