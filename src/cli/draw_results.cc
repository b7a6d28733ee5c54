#include "cli/draw_results.h"

#include <utility>

#include "report/chart_pages.h"
#include "report/charts.h"
#include "report/figure_provenance.h"

namespace trustsem {

std::vector<Figure> DrawResults(const Results& results, PathDiagramOptions options,
                                std::vector<Fault>* failures) {
  options.figure.provenance = FigureProvenance(results, options.figure.language);
  std::vector<Figure> figures;
  try {
    figures.push_back(MakePathDiagram(results, options));
  } catch (const Error& error) {
    failures->insert(failures->end(), error.faults().begin(), error.faults().end());
  }
  for (Figure& chart : MakeCharts(results, options.figure, failures)) {
    figures.push_back(std::move(chart));
  }
  // A character that no typeface has is missing in several figures.
  *failures = EachOnce(*failures);
  return figures;
}

}  // namespace trustsem
