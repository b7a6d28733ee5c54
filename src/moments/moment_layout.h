// The sample statistics that least squares fits, one by one: what each is a statistic of.
#ifndef TRUSTSEM_MOMENTS_MOMENT_LAYOUT_H_
#define TRUSTSEM_MOMENTS_MOMENT_LAYOUT_H_

#include <vector>

namespace trustsem {

enum class MomentKind {
  kThreshold,   // of ordered variable `first`: `| t<k>` with k = `second` + 1
  kMean,        // of continuous variable `first`; its intercept where there are covariates
  kSlope,       // of variable `first` on covariate `second` (index among the covariates)
  kCovariance,  // of `first` >= `second`: variance of a continuous variable, covariance of two,
                // polyserial or polychoric correlation; residual ones where there are covariates.
                // Ordered variables have unit variance: with a continuous one the covariance is
                // the correlation times the continuous variable's standard deviation.
};

struct Moment {
  MomentKind kind = MomentKind::kCovariance;
  int first = 0;
  int second = 0;
};

using MomentLayout = std::vector<Moment>;

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_MOMENT_LAYOUT_H_
