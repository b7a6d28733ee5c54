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
  pattern_ = &pattern;
  log_determinant_ = full_log_determinant_;
  root_.resize(full_.rows(), static_cast<Eigen::Index>(pattern.missing.size()));
  if (pattern.missing.empty()) return;
  missing_.compute(full_(pattern.missing, pattern.missing));
  root_ = full_(Eigen::all, pattern.missing);
  missing_.matrixU().solveInPlace<Eigen::OnTheRight>(root_);
  log_determinant_ += LogDeterminant(missing_);
}

Eigen::MatrixXd PatternPrecision::Precision() const {
  Eigen::MatrixXd precision = full_;
  precision.noalias() -= root_ * root_.transpose();
  // Rounding is no information on what is missing.
  for (const int i : pattern_->missing) {
    precision.row(i).setZero();
    precision.col(i).setZero();
  }
  return precision;
}

Eigen::MatrixXd PatternPrecision::Times(const Eigen::MatrixXd& x) const {
  Eigen::MatrixXd out(x.rows(), x.cols());
  out.noalias() = full_ * x;
  if (pattern_->missing.empty()) return out;
  out.noalias() -= root_ * (root_.transpose() * x);
  for (const int i : pattern_->missing) out.row(i).setZero();
  return out;
}

Eigen::MatrixXd PatternPrecision::ExpectedMissing(const Eigen::MatrixXd& x) const {
  Eigen::MatrixXd expected = -(root_.transpose() * x);
  missing_.matrixU().solveInPlace(expected);
  return expected;
}

Eigen::MatrixXd PatternPrecision::MissingCovariance() const {
  return missing_.solve(Eigen::MatrixXd::Identity(root_.cols(), root_.cols()));
}

}  // namespace trustsem
