// Paths and total effects between constructs as dots with 95% intervals, completely standardised,
// in the model's order, groups side by side.
#ifndef TRUSTSEM_REPORT_CHART_PATHS_H_
#define TRUSTSEM_REPORT_CHART_PATHS_H_

#include <vector>

#include "report/chart_pages.h"

namespace trustsem {

// "paths": every regression, below its outcome. None where the model has no paths.
std::vector<ChartPage> ChartPaths(const Results& results, const FigureOptions& options);

// "effects": total effects of the pairs that an indirect path connects; of more than forty pairs
// the largest in absolute value, which the figure says, as it does where the list of indirect
// effects is cut and other pairs are therefore not considered. The interval is the normal one
// around the standardised value.
std::vector<ChartPage> ChartEffects(const Results& results, const FigureOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHART_PATHS_H_
