// The bivariate likelihood of two variables respondent by respondent, for pairs that no table of
// counts sums up: with a continuous variable, or given covariates.
#ifndef TRUSTSEM_MOMENTS_CASEWISE_PAIR_H_
#define TRUSTSEM_MOMENTS_CASEWISE_PAIR_H_

#include <Eigen/Core>
#include <memory>

#include "moments/correlation_search.h"

namespace trustsem {

// One variable's answers, one a respondent who answered both: see Margin.
struct PairSide {
  bool ordered = false;
  Eigen::ArrayXd lower, upper;  // cut points of an ordered variable, infinite at the ends
  Eigen::ArrayXd residual;      // of a continuous one, standardised
};

// Derivatives of the log-likelihood, one a respondent: by the correlation, and by each variable's
// upper and lower cut point (ordered) or its standardised residual (continuous: `upper`).
struct PairScores {
  struct Side {
    Eigen::ArrayXd upper, lower;
  };
  Eigen::ArrayXd correlation;
  Side first, second;
};

class CasewiseLikelihood {
 public:
  virtual ~CasewiseLikelihood() = default;
  virtual double Start() const = 0;
  virtual double limit() const = 0;  // of the correlation's size
  virtual LikelihoodDerivatives Derivatives(double r) = 0;
  virtual PairScores Scores(double r) = 0;
};

// `weights`: one a respondent. The sides are kept by reference. An ordered variable must be first
// if the other is continuous.
//   both ordered: bivariate probit (Ashford & Sowden 1970, Biometrics 26, 535-546, ordered);
//   one: the polyserial correlation (Olsson, Drasgow & Dorans 1982, Psychometrika 47, 337-347);
//   none: the bivariate normal distribution with its means and variances held.
std::unique_ptr<CasewiseLikelihood> MakeBivariateProbit(const PairSide& first,
                                                        const PairSide& second,
                                                        const Eigen::ArrayXd& weights);
std::unique_ptr<CasewiseLikelihood> MakePolyserial(const PairSide& ordered,
                                                   const PairSide& continuous,
                                                   const Eigen::ArrayXd& weights);
std::unique_ptr<CasewiseLikelihood> MakeBivariateNormal(const PairSide& first,
                                                        const PairSide& second,
                                                        const Eigen::ArrayXd& weights);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_CASEWISE_PAIR_H_
