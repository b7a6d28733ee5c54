#include <algorithm>
#include <cmath>

#include "inference/chi_square.h"
#include "inference/fit_measures.h"

namespace trustsem {

void AddRmsea(const TestStatistic& model, const std::string& suffix, FitMeasures* measures) {
  constexpr double kLevel = 0.90, kClose = 0.05, kNotClose = 0.08;
  const double n = model.respondents, df = model.df, groups = model.groups;
  double rmsea = 0, lower = 0, upper = 0, close = kMissing, not_close = kMissing;
  if (df > 0) {
    const auto from_noncentrality = [&](double ncp) {
      return std::sqrt(groups) * std::sqrt(std::max(0.0, ncp) / (n * df));
    };
    const auto noncentrality_at = [&](double rmsea0) { return n * df * rmsea0 * rmsea0 / groups; };
    rmsea = from_noncentrality(model.chisq - df);
    lower = from_noncentrality(NoncentralityAt(model.chisq, df, 1 - (1 - kLevel) / 2));
    upper = from_noncentrality(NoncentralityAt(model.chisq, df, (1 - kLevel) / 2));
    close = NoncentralChiSquareUpperTail(model.chisq, df, noncentrality_at(kClose));
    not_close = NoncentralChiSquareCdf(model.chisq, df, noncentrality_at(kNotClose));
  }
  measures->emplace_back("rmsea" + suffix, rmsea);
  measures->emplace_back("rmsea_ci_lower" + suffix, lower);
  measures->emplace_back("rmsea_ci_upper" + suffix, upper);
  if (suffix.empty()) measures->emplace_back("rmsea_ci_level", kLevel);
  measures->emplace_back("rmsea_pvalue" + suffix, close);
  if (suffix.empty()) measures->emplace_back("rmsea_close_h0", kClose);
  measures->emplace_back("rmsea_notclose_pvalue" + suffix, not_close);
  if (suffix.empty()) measures->emplace_back("rmsea_notclose_h0", kNotClose);
}

}  // namespace trustsem
