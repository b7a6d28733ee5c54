#include "report/charts.h"

#include <iterator>

#include "report/chart_loadings.h"
#include "report/chart_paths.h"
#include "report/chart_residuals.h"

namespace trustsem {

std::vector<Figure> MakeCharts(const Results& results, const FigureOptions& options) {
  std::vector<Figure> figures;
  for (const auto& chart : {ChartPaths, ChartEffects, ChartLoadings, ChartResiduals}) {
    std::vector<Figure> drawn = chart(results, options);
    figures.insert(figures.end(), std::make_move_iterator(drawn.begin()),
                   std::make_move_iterator(drawn.end()));
  }
  return figures;
}

}  // namespace trustsem
