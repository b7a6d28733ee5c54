// How well items measure the constructs of a fitted model.
#ifndef TRUSTSEM_INFERENCE_RELIABILITY_H_
#define TRUSTSEM_INFERENCE_RELIABILITY_H_

#include <Eigen/Core>
#include <vector>

#include "inference/fitted_model.h"
#include "inference/results.h"

namespace trustsem {

// Cronbach (1951, Psychometrika 16, 297-334): n / (n - 1) (1 - trace / sum), of the covariances or
// correlations (n x n) of the items. NaN for one item, and where their sum has no variance.
double CronbachAlpha(const Eigen::MatrixXd& covariance);

// One row a construct that observed variables measure and group. With
//   e_i    the loading of item i; where constructs measure the construct, the product of loadings
//          down to the item, summed over the ways there,
//   phi    the construct's variance, and Sigma the implied covariances of its items:
//
//   alpha                       CronbachAlpha of the sample's covariances; where an item is ordered
//                               of the correlations of latent responses (Zumbo, Gadermann & Zeisser
//                               2007, Journal of Modern Applied Statistical Methods 6, 21-29)
//   omega                       (sum e)^2 phi / 1' Sigma 1 (McDonald 1999, Test Theory, ch. 6),
//                               of a higher-order or general construct the hierarchical omega
//                               (Zinbarg, Revelle, Yovel & Li 2005, Psychometrika 70, 123-133); of
//                               items that are all ordered CategoricalOmega; of some ordered ones
//                               there is none
//   composite_reliability       omega of items (latent responses) with unit variance (Joreskog
//                               1971, Psychometrika 36, 109-133; Fornell & Larcker 1981)
//   average_variance_extracted  mean of e_i^2 phi / Sigma_ii (Fornell & Larcker 1981, Journal of
//                               Marketing Research 18, 39-50)
//
// Sigma holds all that the model says of the items: residual covariances and what other constructs
// add to cross-loading items count as variance that is not the construct's. Of a single item
// nothing but its count is told; alpha and average variance extracted are not told of constructs
// that constructs measure; and what rests on the model is missing where an item's residual variance
// or phi is negative. Items are summed as they are coded: a note names those whose loading has
// another sign than most of the construct's.
std::vector<Reliability> ComputeReliability(const FittedModel& fit, std::vector<Note>* notes);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_RELIABILITY_H_
