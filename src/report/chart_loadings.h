// Loadings as dots with 95% intervals, completely standardised, by construct, groups side by side.
#ifndef TRUSTSEM_REPORT_CHART_LOADINGS_H_
#define TRUSTSEM_REPORT_CHART_LOADINGS_H_

#include <vector>

#include "report/chart_pages.h"

namespace trustsem {

// "loadings": each item (or construct of a lower order) below its construct, in the model's order.
// None where nothing is measured.
std::vector<ChartPage> ChartLoadings(const Results& results, const FigureOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHART_LOADINGS_H_
