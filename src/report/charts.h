// The charts of a fitted model.
#ifndef TRUSTSEM_REPORT_CHARTS_H_
#define TRUSTSEM_REPORT_CHARTS_H_

#include <vector>

#include "base/error.h"
#include "report/figure.h"

namespace trustsem {

// Paths, total effects, loadings, the bootstrap's distributions and residual correlations, those
// that there are numbers for; each as many figures as it needs, with names of their own. Where
// gnuplot is missing or fails, or where no typeface has a label's characters, the figure is left
// out and `failures` says why.
std::vector<Figure> MakeCharts(const Results& results, const FigureOptions& options,
                               std::vector<Fault>* failures);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHARTS_H_
