// The precision matrix of each pattern's observed variables, from that of all of them.
//
// With K = Sigma^-1, the inverse of Sigma's block of the observed variables o is the Schur
// complement K_oo - K_om K_mm^-1 K_mo, so that few missing answers cost little. Written with zeros
// in the place of the missing variables it is P = K - K_.m K_mm^-1 K_m., p x p.
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

  // Of one pattern: P, K_.m, K_mm^-1 K_m. and log|Sigma_oo|.
  void Choose(const MissingPattern& pattern);
  const Eigen::MatrixXd& precision() const { return precision_; }
  const Eigen::MatrixXd& missing_columns() const { return columns_; }    // p x m
  const Eigen::MatrixXd& missing_solution() const { return solution_; }  // m x p
  Eigen::MatrixXd MissingCovariance() const;  // of the missing given the observed: K_mm^-1
  double log_determinant() const { return log_determinant_; }

 private:
  Eigen::MatrixXd full_, precision_, columns_, solution_;
  Eigen::LLT<Eigen::MatrixXd> missing_;
  double full_log_determinant_ = 0, log_determinant_ = 0;
};

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_PATTERN_PRECISION_H_
