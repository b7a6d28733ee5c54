// Latent growth of trust over waves (McArdle 1988; Meredith & Tisak 1990; with several indicators,
// "curve of factors": Hancock, Kuo & Lawrence 2001), fitted by the project's own estimator with the
// likelihood of whatever was answered.
//
// At each wave w the components' scores y_wc measure trust, y_wc = nu_c + lambda_c trust_w + e_wc,
// with residuals of one component correlated over waves; trust_w = intercept + f(t_w) slope + z_w.
// Trust has the components' metric: their mean (effects coding, Little, Slegers & Card 2006), so
// that growth is in points of the 0-100 score.
#ifndef TRUSTSEM_VELOCITY_GROWTH_H_
#define TRUSTSEM_VELOCITY_GROWTH_H_

#include <Eigen/Core>
#include <string>
#include <vector>

#include "base/error.h"
#include "velocity/growth_results.h"

namespace trustsem {

struct GrowthInput {
  std::vector<double> times;            // of the waves, ascending, the first one 0 or more
  std::vector<std::string> wave_names;  // different ones
  std::vector<std::string> components;  // names of the indicators, the same at each wave
  // accounts x (waves * components), wave by wave: column w * components + c. NaN: not answered.
  Eigen::MatrixXd scores;
  std::vector<int> account;  // of the rows: the caller's number of the account, each once
  std::vector<int> segment;  // of the rows, from 0; -1: none; empty: no segments
  std::vector<std::string> segment_names;
  std::vector<int> cluster;  // of the rows: the salesperson; -1: none; empty: no clusters
  double confidence = 0.95;
};

inline constexpr int kLeastWaves = 3;
// The parameters grow with the square of the waves, the time with a high power of them: twelve
// waves of 600 accounts in two segments take some 20 s.
inline constexpr int kMostGrowthWaves = 12;
inline constexpr int kLeastComponents = 3;  // at each wave
// Accounts for each component and wave, of everybody and of a segment that is told apart: fewer
// hardly determine the moments that the model is to explain.
inline constexpr int kAccountsPerItem = 2;

// Fits invariance and growth. What cannot be fitted is said in the results (too few or
// too many waves, too few components or accounts, no convergence) and what a reader should know in
// `notes`. Throws Error(kSpecification) for times that do not ascend from 0 or more, Error(kData)
// for an account in two rows or a score that is infinite.
GrowthResults FitGrowth(const GrowthInput& input, std::vector<Note>* notes);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_GROWTH_H_
