// Little's (1988) test that answers are missing completely at random.
#ifndef TRUSTSEM_INFERENCE_LITTLE_TEST_H_
#define TRUSTSEM_INFERENCE_LITTLE_TEST_H_

#include <limits>

namespace trustsem {

struct Sample;
struct SampleMoments;

struct LittleTest {
  double chisq = std::numeric_limits<double>::quiet_NaN();  // NaN: there is no test
  double df = std::numeric_limits<double>::quiet_NaN();
  double pvalue = std::numeric_limits<double>::quiet_NaN();
};

// Of moments under full information, from their saturated estimates (Little 1988, eq. 6):
//   d^2 = sum_j n_j (ybar_j - mu_j)' Sigma_j^-1 (ybar_j - mu_j),  df = sum_j p_j - p
// over the patterns j, in each of which n_j respondents answered p_j of the p variables; summed
// over groups. No test where no answer is missing, and of weighted or clustered respondents, for
// whom the statistic is not chi-square distributed.
LittleTest TestMissingCompletelyAtRandom(const SampleMoments& moments);

// The same of any sample of continuous variables, from all respondents with an answer, also those
// that listwise deletion leaves out; the saturated moments are estimated here. No test where they
// cannot be.
LittleTest TestMissingCompletelyAtRandom(const Sample& sample);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_LITTLE_TEST_H_
