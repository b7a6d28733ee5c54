#include "velocity/growth_fit.h"

#include <utility>

#include "inference/fit_measures.h"
#include "study/analysis.h"
#include "study/compare.h"

namespace trustsem {
namespace {

constexpr double kLeastCfi = 0.90;
constexpr double kLargestFall = 0.01;

TrustModelOptions StepOptions(int step, bool over_segments) {
  TrustModelOptions options;
  bool& loadings = over_segments ? options.segment_equal_loadings : options.equal_loadings;
  bool& intercepts = over_segments ? options.segment_equal_intercepts : options.equal_intercepts;
  loadings = step >= 1;
  intercepts = step >= 2;
  return options;
}

}  // namespace

FittedCandidate FitTrustModel(const TrustPanel& panel, const TrustModelOptions& options,
                              const std::string& name) {
  FittedCandidate candidate;
  candidate.model = MakeTrustModel(panel.items, panel.groups(), panel.clustered, options,
                                   StartTrust(panel, options.basis));
  candidate.name = name;
  candidate.fit = EstimateModel(candidate.model, panel.moments, &candidate.notes);
  CompleteFit(candidate.fit.get());
  return candidate;
}

GrowthFit MeasureFit(const FittedModel& fit) {
  const FitMeasures measures = ComputeFitMeasures(fit);
  const bool corrected = fit.corrections.has_value();
  const auto measure = [&](const std::string& name, const char* suffix) {
    return FitMeasure(measures, corrected ? name + suffix : name);
  };
  GrowthFit result;
  result.chi_square = measure("chisq", "_scaled");
  result.degrees_of_freedom = measure("df", "_scaled");
  result.p = measure("pvalue", "_scaled");
  result.cfi = measure("cfi", "_robust");
  result.rmsea = measure("rmsea", "_robust");
  result.srmr = measure("srmr", "");
  result.aic = measure("aic", "");
  result.bic = measure("bic", "");
  result.log_likelihood = measure("logl", "");
  return result;
}

std::vector<InvarianceStep> TestInvariance(const TrustPanel& panel, bool over_segments,
                                           std::vector<Note>* notes) {
  std::vector<InvarianceStep> steps;
  FittedCandidate before;
  const char* const names[] = {"configural", "loadings", "intercepts"};
  for (int i = 0; i < 3; ++i) {
    InvarianceStep& step = steps.emplace_back();
    step.name = names[i];
    try {
      FittedCandidate candidate = FitTrustModel(panel, StepOptions(i, over_segments), step.name);
      static_cast<GrowthFit&>(step) = MeasureFit(*candidate.fit);
      if (i > 0) {
        const DifferenceTest test = candidate.fit->corrections ? DifferenceTest::kSatorraBentler2010
                                                               : DifferenceTest::kPlain;
        std::vector<Note> told;
        const ModelComparison comparison = CompareFits(candidate, before, {test, {}}, &told);
        // Their hints are options of another command.
        for (const Note& note : told) notes->push_back({note.code, note.message, ""});
        if (comparison.difference) {
          step.difference = comparison.difference->chisq;
          step.difference_df = comparison.difference->df;
          step.difference_p = comparison.difference->pvalue;
        }
        step.cfi_change = step.cfi - steps[static_cast<size_t>(i) - 1].cfi;
      }
      step.holds = i == 0 ? step.cfi >= kLeastCfi : step.cfi_change >= -kLargestFall;
      before = std::move(candidate);
    } catch (const Error& error) {
      step.reason = error.faults().front().message;
      break;
    }
  }
  return steps;
}

std::string InvarianceLevel(const std::vector<InvarianceStep>& steps) {
  std::string level = "none";
  for (const InvarianceStep& step : steps) {
    if (!step.holds) break;
    level = step.name;
  }
  return level;
}

}  // namespace trustsem
