#include "inference/fit_measures.h"

#include "inference/chi_square.h"

namespace trustsem {

double FitMeasure(const FitMeasures& measures, const std::string& name) {
  for (const auto& [key, value] : measures) {
    if (key == name) return value;
  }
  return kMissing;
}

TestStatistic ChiSquareTest(const FittedModel& fit) {
  TestStatistic test;
  test.chisq = std::max(0.0, 2 * fit.respondents() * fit.solution.value);
  test.df = CountMoments(fit.table) - fit.parameters();
  test.groups = fit.table.groups;
  test.respondents =
      fit.objective->estimator().CovarianceDivisor(fit.respondents(), fit.table.groups);
  test.tested = fit.objective->estimator().tested;
  // A saturated model fits exactly; what remains is rounding.
  if (test.df == 0 && test.chisq < 1e-6) test.chisq = 0;
  return test;
}

FitMeasures ComputeFitMeasures(const FittedModel& fit) {
  const TestStatistic model = ChiSquareTest(fit);
  const BaselineFit baseline = FitBaseline(fit);
  FitMeasures measures;
  measures.reserve(64);
  measures.emplace_back("npar", fit.parameters());
  measures.emplace_back("fmin", fit.solution.value);
  measures.emplace_back("chisq", model.chisq);
  measures.emplace_back("df", model.df);
  measures.emplace_back("pvalue",
                        model.tested ? ChiSquareUpperTail(model.chisq, model.df) : kMissing);
  measures.emplace_back("baseline_chisq", baseline.chisq);
  measures.emplace_back("baseline_df", baseline.df);
  measures.emplace_back("baseline_pvalue",
                        model.tested ? ChiSquareUpperTail(baseline.chisq, baseline.df) : kMissing);
  AddIncrementalFit(model, baseline, &measures);
  AddInformationCriteria(fit, &measures);
  AddRmsea(model, &measures);
  AddResidualFit(fit, &measures);
  AddGoodnessOfFit(fit, model, &measures);
  return measures;
}

}  // namespace trustsem
