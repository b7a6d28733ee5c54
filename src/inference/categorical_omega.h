// The reliability of a sum of ordered items as they were answered, from a factor model of their
// latent responses.
#ifndef TRUSTSEM_INFERENCE_CATEGORICAL_OMEGA_H_
#define TRUSTSEM_INFERENCE_CATEGORICAL_OMEGA_H_

#include <Eigen/Core>
#include <vector>

namespace trustsem {

// Green & Yang (2009, Psychometrika 74, eq. 21): with items scored 1, 2, ... the share of the
// variance of their sum that one construct accounts for,
//   sum_ij C_ij(common_ij) / sum_ij C_ij(total_ij),
//   C_ij(r) = sum_kl [ Phi2(tau_ik, tau_jl; r) - Phi(tau_ik) Phi(tau_jl) ],
// the covariance of items i and j where their latent responses correlate r. `thresholds`: of each
// of the n items, ascending, of latent responses with mean zero and unit variance (one that stands
// twice is a category that is never used). `total` (n x n, unit diagonal): their correlations;
// `common` (n x n): what of these the construct accounts for, its diagonal the squared standardised
// loadings. NaN where a correlation is beyond one.
double CategoricalOmega(const std::vector<Eigen::VectorXd>& thresholds,
                        const Eigen::MatrixXd& common, const Eigen::MatrixXd& total);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_CATEGORICAL_OMEGA_H_
