// The precision matrix of each pattern's observed variables, from that of all of them.
//
// With K = Sigma^-1, the inverse of Sigma's block of the observed variables o is the Schur
// complement K_oo - K_om K_mm^-1 K_mo, so that few missing answers cost little. Written with zeros
// in the place of the missing variables it is P = K - R R', with K_mm = L L' and R = K_.m L^-T.
#ifndef TRUSTSEM_MOMENTS_PATTERN_PRECISION_H_
#define TRUSTSEM_MOMENTS_PATTERN_PRECISION_H_

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "moments/missing_patterns.h"

namespace trustsem {

class PatternPrecision {
 public:
  // False where `sigma` is not positive definite.
  bool SetSigma(const Eigen::MatrixXd& sigma);

  const Eigen::MatrixXd& full() const { return full_; }  // K

  // One pattern, which must outlive what is asked of it.
  void Choose(const MissingPattern& pattern);
  const Eigen::MatrixXd& root() const { return root_; }        // R, p x missing
  double log_determinant() const { return log_determinant_; }  // log|Sigma_oo|
  Eigen::MatrixXd Precision() const;                           // P, p x p

  // P x for columns x (p x c) that are zero where answers are missing.
  Eigen::MatrixXd Times(const Eigen::MatrixXd& x) const;

  // Of the missing given such deviations of the observed: their expected deviations, m x c, and
  // their covariance K_mm^-1, m x m.
  Eigen::MatrixXd ExpectedMissing(const Eigen::MatrixXd& x) const;
  Eigen::MatrixXd MissingCovariance() const;

 private:
  const MissingPattern* pattern_ = nullptr;
  Eigen::MatrixXd full_, root_;
  Eigen::LLT<Eigen::MatrixXd> missing_;
  double full_log_determinant_ = 0, log_determinant_ = 0;
};

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_PATTERN_PRECISION_H_
