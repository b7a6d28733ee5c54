// "Choose k of these" as the k largest of noisy utilities: intercepts that give prescribed shares.
#ifndef TRUSTSEM_SIMULATE_CHOICE_INTERCEPTS_H_
#define TRUSTSEM_SIMULATE_CHOICE_INTERCEPTS_H_

#include <Eigen/Core>
#include <vector>

namespace trustsem {

// `utilities`: items x respondents. Intercepts a, of mean zero, such that the weighted share of the
// respondents in whom a_j + utilities(j, i) is among the `choose` largest is shares[j], as nearly
// as one respondent's weight allows. Each intercept in turn is set to the quantile that meets its
// own share, the others held, until all are met (a cyclic coordinate search).
std::vector<double> ChoiceIntercepts(const Eigen::MatrixXd& utilities,
                                     const std::vector<double>& weights,
                                     const std::vector<double>& shares, int choose);

// The same for utilities that are multivariate normal, with means and covariances as given, over
// Richtmyer's quasi-random points (Niederreiter 1992, Random Number Generation and Quasi-Monte
// Carlo Methods, ch. 3) in place of respondents: shares in expectation to about 0.1 points.
std::vector<double> ChoiceIntercepts(const Eigen::VectorXd& means,
                                     const Eigen::MatrixXd& covariance,
                                     const std::vector<double>& shares, int choose);

// Whether item `j` is among the `choose` largest.
bool IsChosen(const Eigen::VectorXd& utilities, int j, int choose);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_CHOICE_INTERCEPTS_H_
