// The figures of a fitted model, as `figures` writes them and a report's page shows them.
#ifndef TRUSTSEM_CLI_DRAW_RESULTS_H_
#define TRUSTSEM_CLI_DRAW_RESULTS_H_

#include <optional>
#include <vector>

#include "base/error.h"
#include "report/path_diagram.h"

namespace trustsem {

// The path diagram, then the charts. These need another program, gnuplot: where it fails, `failure`
// says so, and the diagram is there all the same. `options.figure.provenance` is filled in.
std::vector<Figure> DrawResults(const Results& results, PathDiagramOptions options,
                                std::optional<Error>* failure);

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_DRAW_RESULTS_H_
