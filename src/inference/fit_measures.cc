#include "inference/fit_measures.h"

#include <cmath>

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

CorrectedStatistic Correct(CorrectedTest test, double chisq, double df, double trace,
                           double square_trace) {
  CorrectedStatistic out;
  out.df = df;
  out.chisq = chisq;
  if (!(df > 0)) return out;
  switch (test) {
    case CorrectedTest::kNone:
      break;
    case CorrectedTest::kMean:
    case CorrectedTest::kYuanBentler:
      out.scaling_factor = trace / df;
      // Estimated from scores, the mean may come out negative in small samples.
      out.chisq = trace > 0 ? chisq / out.scaling_factor : kMissing;
      break;
    case CorrectedTest::kMeanAndVariance:
      out.scaling_factor = square_trace / trace;
      out.chisq = chisq / out.scaling_factor;
      out.df = trace * trace / square_trace;
      break;
    case CorrectedTest::kScaledAndShifted:
      out.scaling_factor = std::sqrt(square_trace / df);
      out.chisq = chisq / out.scaling_factor + df - std::sqrt(df * trace * trace / square_trace);
      break;
  }
  return out;
}

namespace {

// The corrected statistics of model and baseline, and the indices made of them.
void AddCorrectedFit(const FittedModel& fit, const TestStatistic& model,
                     const TestStatistic& baseline, FitMeasures* measures) {
  const CorrectedTest test = fit.objective->estimator().corrected;
  const RobustCorrections& traces = *fit.corrections;
  const CorrectedStatistic corrected =
      Correct(test, model.chisq, model.df, traces.trace, traces.square_trace);
  const CorrectedStatistic base = Correct(test, baseline.chisq, baseline.df, traces.baseline_trace,
                                          traces.baseline_square_trace);
  measures->emplace_back("chisq_scaled", corrected.chisq);
  measures->emplace_back("df_scaled", corrected.df);
  measures->emplace_back("pvalue_scaled", ChiSquareUpperTail(corrected.chisq, corrected.df));
  measures->emplace_back("chisq_scaling_factor", corrected.scaling_factor);
  measures->emplace_back("baseline_chisq_scaled", base.chisq);
  measures->emplace_back("baseline_df_scaled", base.df);
  measures->emplace_back("baseline_pvalue_scaled", ChiSquareUpperTail(base.chisq, base.df));
  measures->emplace_back("baseline_chisq_scaling_factor", base.scaling_factor);
  if (!std::isnan(traces.saturated_scaling)) {
    measures->emplace_back("scaling_factor_h1", traces.saturated_scaling);
    measures->emplace_back("scaling_factor_h0", traces.model_scaling);
  }
  TestStatistic scaled = model, scaled_baseline = baseline;
  scaled.chisq = corrected.chisq;
  scaled.df = corrected.df;
  scaled_baseline.chisq = base.chisq;
  scaled_baseline.df = base.df;
  AddIncrementalFit(scaled, scaled_baseline, "_scaled", measures);
  if (test != CorrectedTest::kScaledAndShifted) {
    // The statistic itself, which is about the trace where the model holds.
    scaled.chisq = model.chisq;
    scaled.df = model.df > 0 ? traces.trace : 0;
  }
  AddRmsea(scaled, "_scaled", measures);
  if (!fit.moments.IsIncomplete()) AddRobustFit(fit, model, baseline, corrected, measures);
}

}  // namespace

FitMeasures ComputeFitMeasures(const FittedModel& fit) {
  const TestStatistic model = ChiSquareTest(fit);
  TestStatistic baseline = model;
  const BaselineFit baseline_fit = FitBaseline(fit);
  baseline.chisq = baseline_fit.chisq;
  baseline.df = baseline_fit.df;
  FitMeasures measures;
  measures.reserve(96);
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
  AddIncrementalFit(model, baseline, "", &measures);
  AddInformationCriteria(fit, &measures);
  AddRmsea(model, "", &measures);
  if (fit.corrections) AddCorrectedFit(fit, model, baseline, &measures);
  if (fit.moments.IsIncomplete()) AddIncompleteFit(fit, model, baseline_fit, &measures);
  AddResidualFit(fit, &measures);
  AddGoodnessOfFit(fit, model, &measures);
  return measures;
}

}  // namespace trustsem
