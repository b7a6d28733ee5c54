// Each respondent's scores of incomplete answers: the derivatives of their normal log-likelihood by
// the means and covariances of all variables. With P the precision matrix of what a respondent
// answered (zeros for the rest) and w = P (x - mean), they are
//   w,   and   w w' - P   for covariances (half of that for variances),
// the means first, then in the order of vech, times the respondent's weight.
#ifndef TRUSTSEM_MOMENTS_INCOMPLETE_SCORES_H_
#define TRUSTSEM_MOMENTS_INCOMPLETE_SCORES_H_

#include <Eigen/Core>
#include <memory>

#include "moments/casewise_influence.h"
#include "moments/missing_patterns.h"
#include "moments/sample_moments.h"

namespace trustsem {

class IncompleteScores : public CasewiseInfluence {
 public:
  // At `means` (p) and `covariance` (p x p, positive definite). Keeps a reference to `answers`.
  IncompleteScores(const MissingPatterns& patterns, const IncompleteAnswers& answers,
                   const Eigen::VectorXd& means, const Eigen::MatrixXd& covariance);

  Eigen::Index respondents() const override { return answers_.answers.cols(); }
  Eigen::Index moments() const override;
  void Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const override;
  Eigen::VectorXd Masses() const override;

 private:
  const IncompleteAnswers& answers_;
  double weight_scale_ = 1;     // the root of the respondents over the sum of their weights
  Eigen::MatrixXd mean_;        // w, respondents x p
  Eigen::MatrixXd precisions_;  // vech of P of each pattern, patterns x p (p + 1) / 2
};

// Of a group of incomplete answers, which it keeps references to: scores of respondents, or of
// what was drawn (DesignInfluence).
std::shared_ptr<const CasewiseInfluence> MakeIncompleteScores(const GroupMoments& group,
                                                              const Eigen::VectorXd& means,
                                                              const Eigen::MatrixXd& covariance);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_INCOMPLETE_SCORES_H_
