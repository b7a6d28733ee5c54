// How the paths are distributed over the bootstrap's replicates: small histograms, one a path.
#ifndef TRUSTSEM_REPORT_CHART_BOOTSTRAP_H_
#define TRUSTSEM_REPORT_CHART_BOOTSTRAP_H_

#include <vector>

#include "report/chart_pages.h"

namespace trustsem {

// "bootstrap": of every regression the completely standardised replicates with the estimate, its
// interval and zero, group by group. Axes have the estimate in their middle, one length and one
// height, so that widths and areas compare. None without replicates of that kind.
std::vector<ChartPage> ChartBootstrap(const Results& results, const FigureOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHART_BOOTSTRAP_H_
