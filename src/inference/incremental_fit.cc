#include <algorithm>
#include <cmath>

#include "inference/fit_measures.h"

namespace trustsem {

void AddIncrementalFit(const TestStatistic& model, const TestStatistic& baseline,
                       const std::string& suffix, FitMeasures* measures) {
  const double x = model.chisq, df = model.df;
  const double x0 = baseline.chisq, df0 = baseline.df;
  // Noncentralities; both zero (or a baseline without restrictions) count as perfect fit.
  const double d = std::max(x - df, 0.0), d0 = std::max({x0 - df0, x - df, 0.0});
  const double cfi = d0 > 0 ? 1 - d / d0 : 1.0;
  double tli = 1, rfi = 1, pnfi = kMissing;
  if (df > 0 && df0 > 0) {
    const double ratio = x / df, ratio0 = x0 / df0;
    tli = ratio0 != 1 ? (ratio0 - ratio) / (ratio0 - 1) : kMissing;
    rfi = (ratio0 - ratio) / ratio0;
  }
  double nfi = x0 > 0 ? (x0 - x) / x0 : 1.0;
  if (df0 > 0) pnfi = df / df0 * nfi;
  // A baseline with fewer restrictions than the model is none.
  if (df > df0) nfi = rfi = kMissing;
  const double ifi = x0 - df != 0 ? (x0 - x) / (x0 - df) : kMissing;
  const double rni = x0 - df0 != 0 ? ((x0 - df0) - (x - df)) / (x0 - df0) : kMissing;
  measures->emplace_back("cfi" + suffix, cfi);
  measures->emplace_back("tli" + suffix, tli);
  measures->emplace_back("nnfi" + suffix, tli);
  measures->emplace_back("rfi" + suffix, rfi);
  measures->emplace_back("nfi" + suffix, nfi);
  measures->emplace_back("pnfi" + suffix, pnfi);
  measures->emplace_back("ifi" + suffix, ifi);
  measures->emplace_back("rni" + suffix, rni);
}

}  // namespace trustsem
