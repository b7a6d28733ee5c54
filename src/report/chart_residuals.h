// Residual correlations as a map of colours.
#ifndef TRUSTSEM_REPORT_CHART_RESIDUALS_H_
#define TRUSTSEM_REPORT_CHART_RESIDUALS_H_

#include <vector>

#include "report/chart_pages.h"

namespace trustsem {

// "residuals", one figure a group ("residuals_2", ...): a square a pair of items below the
// diagonal, white at zero, blue where the observed correlation is higher than the implied one,
// vermilion where it is lower; the same limits for every group, at least 0.1. Squares hold their
// number where there is room, else a minus where the residual is below -0.05, so that the sign
// survives printing in grey. Of more than forty items those with the largest residuals, which the
// figure says. None without pairs of items.
std::vector<ChartPage> ChartResiduals(const Results& results, const FigureOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHART_RESIDUALS_H_
