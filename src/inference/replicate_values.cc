#include "inference/replicate_values.h"

#include <vector>

#include "inference/effects.h"
#include "inference/fit_measures.h"
#include "inference/parameter_estimates.h"
#include "inference/standardised.h"

namespace trustsem {
namespace {

bool SameEffect(const Effect& a, const Effect& b) {
  return a.kind == b.kind && a.group == b.group && a.from == b.from && a.to == b.to &&
         a.through == b.through;
}

}  // namespace

int ReplicateValues::Effect(size_t effect) const {
  return Estimate(parent_.estimates.size()) + 2 * static_cast<int>(effect);
}

int ReplicateValues::size() const { return Effect(parent_.effects.size()); }

void ReplicateValues::Fill(const FittedModel& fit, Eigen::Ref<Eigen::VectorXd> values) const {
  values.setConstant(kMissing);
  values[kStatistic] = ChiSquareTest(fit).chisq;
  std::vector<VarianceDerivatives> variances;
  for (int g = 0; g < fit.table.groups; ++g) variances.push_back(TotalVariances(fit, g));
  const std::vector<ParameterEstimate> estimates = MakeParameterEstimates(fit, variances);
  for (size_t i = 0; i < estimates.size(); ++i) {
    values[Estimate(i)] = estimates[i].est;
    values[StandardisedLatent(i)] = estimates[i].std_lv;
    values[StandardisedAll(i)] = estimates[i].std_all;
  }
  std::vector<Note> notes;
  const std::vector<trustsem::Effect> effects = ComputeEffects(fit, variances, &notes);
  // Both lists have the same order, but either may lack totals that do not exist.
  size_t next = 0;
  for (size_t e = 0; e < parent_.effects.size(); ++e) {
    for (size_t k = next; k < effects.size(); ++k) {
      if (!SameEffect(parent_.effects[e], effects[k])) continue;
      values[Effect(e)] = effects[k].est;
      values[StandardisedEffect(e)] = effects[k].std_all;
      next = k + 1;
      break;
    }
  }
}

}  // namespace trustsem
