#include "moments/pattern_precision.h"

namespace trustsem {
namespace {

double LogDeterminant(const Eigen::LLT<Eigen::MatrixXd>& llt) {
  return 2 * llt.matrixLLT().diagonal().array().log().sum();
}

}  // namespace

bool PatternPrecision::SetSigma(const Eigen::MatrixXd& sigma) {
  const Eigen::LLT<Eigen::MatrixXd> llt(sigma);
  if (llt.info() != Eigen::Success) return false;
  full_.setIdentity(sigma.rows(), sigma.cols());
  llt.solveInPlace(full_);
  full_log_determinant_ = LogDeterminant(llt);
  return true;
}

void PatternPrecision::Choose(const MissingPattern& pattern) {
  log_determinant_ = full_log_determinant_;
  precision_ = full_;
  if (pattern.missing.empty()) {
    columns_.resize(full_.rows(), 0);
    solution_.resize(0, full_.cols());
    return;
  }
  columns_ = full_(Eigen::all, pattern.missing);
  missing_.compute(full_(pattern.missing, pattern.missing));
  solution_ = missing_.solve(columns_.transpose());
  precision_.noalias() -= columns_ * solution_;
  // Rounding is no information on what is missing.
  for (const int i : pattern.missing) {
    precision_.row(i).setZero();
    precision_.col(i).setZero();
  }
  log_determinant_ += LogDeterminant(missing_);
}

Eigen::MatrixXd PatternPrecision::MissingCovariance() const {
  return missing_.solve(Eigen::MatrixXd::Identity(solution_.rows(), solution_.rows()));
}

}  // namespace trustsem
