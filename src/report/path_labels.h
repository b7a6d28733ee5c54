// Where the coefficients of a path diagram stand: on their lines, clear of each other and of nodes.
#ifndef TRUSTSEM_REPORT_PATH_LABELS_H_
#define TRUSTSEM_REPORT_PATH_LABELS_H_

#include <vector>

#include "report/curve.h"

namespace trustsem {

struct LabelSize {
  double width = 0, height = 0;
};

struct PlacedLabels {
  std::vector<Box> boxes;  // one a line
  int faults = 0;          // labels that lie on another label or on an obstacle
};

// One label a line, of the given size (zero width: none). `obstacles`: nodes and items. A label
// stands on its own line, best in its middle; where another line runs through that place it moves
// along, and beside the line where no place on it is free.
PlacedLabels PlaceLabels(const std::vector<Curve>& lines, const std::vector<LabelSize>& sizes,
                         const std::vector<Box>& obstacles);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PATH_LABELS_H_
