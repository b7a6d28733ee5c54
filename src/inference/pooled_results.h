// One set of results from those of several completed data sets.
#ifndef TRUSTSEM_INFERENCE_POOLED_RESULTS_H_
#define TRUSTSEM_INFERENCE_POOLED_RESULTS_H_

#include <vector>

#include "inference/fit_measures.h"
#include "inference/results.h"

namespace trustsem {

// The results of one completed data set, and its test as the indices need it.
struct CompletedResults {
  Results results;
  TestStatistic test;
};

// The first set's results with pooled numbers in their place; at least two sets, of one model:
//   estimates, standardised ones, effects   Rubin's rules (rubin_rules.h), with t tests
//   chi-square statistics, also the baseline's, plain and corrected   D2 (rubin_rules.h)
//   CFI, TLI, RMSEA and their kin           from the pooled statistics
//   residual measures, robust indices, R squared, reliability and validity, residual correlations
//                                           means over the sets
// Other measures of fit are left out. Hypotheses are judged by the pooled estimates.
Results PoolResults(const Model& model, const std::vector<CompletedResults>& sets);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_POOLED_RESULTS_H_
