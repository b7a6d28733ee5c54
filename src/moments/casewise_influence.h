// Each respondent's part in the sampling error of the sample statistics. With Z (n x m) the
// casewise influence, divisor and weights included so that the statistics' error is about the mean
// of Z's rows, the asymptotic covariance of sqrt(n) (statistics) is
//   Gamma = Z' Z / n.
// Gamma is formed where it is asked for and only there: products of Z with thin matrices suffice
// for diagonally weighted least squares.
#ifndef TRUSTSEM_MOMENTS_CASEWISE_INFLUENCE_H_
#define TRUSTSEM_MOMENTS_CASEWISE_INFLUENCE_H_

#include <Eigen/Core>

namespace trustsem {

class CasewiseInfluence {
 public:
  virtual ~CasewiseInfluence() = default;

  virtual Eigen::Index respondents() const = 0;  // n
  virtual Eigen::Index moments() const = 0;      // m, as in GroupMoments::layout

  // Rows [begin, begin + count) of Z, into `rows` (count x m).
  virtual void Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const = 0;

  // What a statistic that is one for each respondent would have in place of a column of Z, n: the
  // respondents' weights, or their sums.
  virtual Eigen::VectorXd Masses() const;

  // The diagonal of Gamma, m.
  virtual Eigen::VectorXd Variances() const;

  // D Gamma D for D = diag(scale) (m), m x m, in blocks of rows; by `threads` threads, with the
  // same bits for any number of them.
  Eigen::MatrixXd ScaledCovariance(const Eigen::VectorXd& scale, int threads) const;
};

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_CASEWISE_INFLUENCE_H_
