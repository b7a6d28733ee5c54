// The charts of trust velocity.
#ifndef TRUSTSEM_REPORT_VELOCITY_CHARTS_H_
#define TRUSTSEM_REPORT_VELOCITY_CHARTS_H_

#include <vector>

#include "report/figure.h"
#include "velocity/velocity_results.h"

namespace trustsem {

// Those that there are numbers for, in reading order:
// "velocity": the literal index of every stage, segment and market beside the index that its score
// at equal T gives, with intervals; as many figures ("velocity_2", ...) as they need.
// "components": the four components by stage, marked where the source emphasises them.
// "growth": trajectories that the better growth model implies for each segment, with bands, and the
// waves' observed means.
// "time_to_trust" ("time_to_trust_2", ...): of each threshold the share of accounts that reached it
// by T, by segment, with bands.
// Of more than six segments the curves of the six with most accounts are drawn, and the chart says
// so. options.provenance stands below each (VelocityProvenance). Throws Error(kOther) where gnuplot
// is missing or fails, or where no typeface has a label's characters.
std::vector<Figure> MakeVelocityCharts(const VelocityResults& results,
                                       const FigureOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_VELOCITY_CHARTS_H_
