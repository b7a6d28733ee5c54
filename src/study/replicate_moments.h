// The sample moments of bootstrap replicates.
#ifndef TRUSTSEM_STUDY_REPLICATE_MOMENTS_H_
#define TRUSTSEM_STUDY_REPLICATE_MOMENTS_H_

#include <cstdint>
#include <memory>

#include "data/sample.h"
#include "inference/fitted_model.h"
#include "spec/model.h"

namespace trustsem {

// Replicate `number` (from 0) is a function of the seed and its number alone. Calls of different
// `worker` (from 0) may run side by side. Both throw Error where the drawn answers lack what the
// model needs.
class ReplicateMoments {
 public:
  virtual ~ReplicateMoments() = default;

  virtual SampleMoments Draw(int64_t number, int worker) = 0;

  // The sampling units, and the sample without one of them: 0 where there are no respondents.
  virtual int64_t units() const { return 0; }
  virtual SampleMoments LeaveOut(int64_t unit, int worker);
};

// Respondents, or whole clusters, drawn with replacement within groups and strata (Efron 1979).
// Keeps references.
std::unique_ptr<ReplicateMoments> MakeNonparametric(const Model& model, const Sample& sample,
                                                    const FittedModel& fit, uint64_t seed,
                                                    int workers);

// The same from answers transformed so that the model holds in them exactly,
// Y S^-1/2 Sigma^1/2 (Bollen & Stine 1992, Sociological Methods & Research 21, eq. 19), with the
// model's means where it has a mean structure. Complete continuous answers alone: throws
// Error(kUsage) for others.
std::unique_ptr<ReplicateMoments> MakeBollenStine(const Model& model, const Sample& sample,
                                                  const FittedModel& fit, uint64_t seed,
                                                  int workers);

// As many independent respondents as there are, drawn from the fitted model: means and covariances
// of continuous answers straight from their distributions (normal, and Wishart by its Bartlett
// decomposition: Bartlett 1933), ordered ones answer by answer. Throws Error(kUsage) for incomplete
// answers, ordered ones with covariates, and for weighted or clustered respondents. Keeps
// references.
std::unique_ptr<ReplicateMoments> MakeParametric(const Model& model, const Sample& sample,
                                                 const FittedModel& fit, uint64_t seed);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_REPLICATE_MOMENTS_H_
