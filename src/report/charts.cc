#include "report/charts.h"

#include <iterator>

#include "report/chart_bootstrap.h"
#include "report/chart_loadings.h"
#include "report/chart_paths.h"
#include "report/chart_residuals.h"

namespace trustsem {

std::vector<Figure> MakeCharts(const Results& results, const FigureOptions& options,
                               std::vector<Fault>* failures) {
  std::vector<ChartPage> pages;
  for (const auto& chart :
       {ChartPaths, ChartEffects, ChartLoadings, ChartBootstrap, ChartResiduals}) {
    std::vector<ChartPage> composed = chart(results, options);
    pages.insert(pages.end(), std::make_move_iterator(composed.begin()),
                 std::make_move_iterator(composed.end()));
  }
  return DrawPages(pages, failures);
}

}  // namespace trustsem
