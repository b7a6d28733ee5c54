#include "cli/draw_results.h"

#include <utility>

#include "report/charts.h"
#include "report/figure_provenance.h"

namespace trustsem {

std::vector<Figure> DrawResults(const Results& results, PathDiagramOptions options,
                                std::optional<Error>* failure) {
  options.figure.provenance = FigureProvenance(results, options.figure.language);
  std::vector<Figure> figures = {MakePathDiagram(results, options)};
  try {
    for (Figure& chart : MakeCharts(results, options.figure)) figures.push_back(std::move(chart));
  } catch (const Error& error) {
    *failure = error;
  }
  return figures;
}

}  // namespace trustsem
