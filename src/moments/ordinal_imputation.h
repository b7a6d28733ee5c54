// Complete data sets from incomplete ordered answers, drawn from the saturated model: latent
// responses that are jointly normal given the covariates, cut at thresholds (Asparouhov & Muthen
// 2010; Schafer 1997 for the continuous ones).
//
// Set k is drawn in two steps, so that it is proper (Rubin 1987, ch. 4): first thresholds,
// intercepts, slopes, variances and polychoric correlations from their approximate posterior, which
// is normal about the pairwise estimates with their asymptotic covariance; then, given these, the
// latent responses of each respondent with a gap by Gibbs sampling from truncated normal
// distributions (Geweke 1991), those of missing answers without bounds, and what is missing is read
// from them.
#ifndef TRUSTSEM_MOMENTS_ORDINAL_IMPUTATION_H_
#define TRUSTSEM_MOMENTS_ORDINAL_IMPUTATION_H_

#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "data/sample.h"
#include "moments/sample_moments.h"

namespace trustsem {

class OrdinalImputation {
 public:
  // `moments`: ordinal ones of `sample` under pairwise deletion, with influence. Keeps a reference
  // to `sample`.
  OrdinalImputation(const Sample& sample, const SampleMoments& moments, int sets, uint64_t seed,
                    int threads);

  // The sample with all answers of its respondents, for k from 0 on: a function of (seed, k) alone.
  // It refers to the weights of the sample that it completes.
  Sample Complete(int k) const;

 private:
  // The saturated model of one group, as drawn for one set. Variables in the sample's order.
  struct Population {
    std::vector<std::vector<double>> cuts;  // of an ordered variable: -inf, thresholds, inf
    Eigen::VectorXd intercepts;             // zero of ordered variables
    Eigen::MatrixXd slopes;                 // on the covariates
    Eigen::MatrixXd precision;              // of the outcomes' latent responses
  };

  std::vector<Eigen::MatrixXd> DrawStatistics(int sets) const;
  Population MakePopulation(size_t group, int k) const;
  void CompleteRow(const Population& population, size_t group, int k, uint32_t row,
                   std::vector<Column>* columns) const;

  const Sample& sample_;
  SampleMoments moments_;
  uint64_t seed_;
  int threads_;
  std::vector<int> outcomes_;
  std::vector<Eigen::MatrixXd> statistics_;  // of each group: layout x sets, drawn
  // Of each group and ordered variable: the answers in use, ascending.
  std::vector<std::vector<std::vector<double>>> categories_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_ORDINAL_IMPUTATION_H_
