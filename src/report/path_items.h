// The items of a construct in a path diagram: boxes in a column, each with its loading.
#ifndef TRUSTSEM_REPORT_PATH_ITEMS_H_
#define TRUSTSEM_REPORT_PATH_ITEMS_H_

#include <vector>

#include "report/drawing.h"
#include "report/path_graph.h"
#include "report/path_layout.h"
#include "report/typesetter.h"

namespace trustsem {

// Adds the room that the node's items need to its size.
void AddItemSize(const PathNode& node, const Typesetter& typesetter, double letters,
                 NodeSize* size);

// `shape`: the construct's; `area`: of the items, on one of its four sides.
void PaintItems(const PathNode& node, const Typesetter& typesetter, Language language,
                double letters, int group, const Box& shape, const Box& area,
                std::vector<Mark>* marks);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PATH_ITEMS_H_
