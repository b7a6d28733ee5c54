// The figures of a fitted model, as `figures` writes them and a report's page shows them.
#ifndef TRUSTSEM_CLI_DRAW_RESULTS_H_
#define TRUSTSEM_CLI_DRAW_RESULTS_H_

#include <vector>

#include "base/error.h"
#include "report/path_diagram.h"

namespace trustsem {

// The path diagram, then the charts. The one needs Graphviz's layout, the others the program
// gnuplot, all a typeface that has their labels' characters: `failures` says once what is missing,
// and the figures that do not need it are there all the same. `options.figure.provenance` is filled
// in.
std::vector<Figure> DrawResults(const Results& results, PathDiagramOptions options,
                                std::vector<Fault>* failures);

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_DRAW_RESULTS_H_
