// The correlation of two variables of which each has been looked at alone, and each respondent's
// part in its sampling error (Muthen 1984; Joreskog 1994; Muthen, du Toit & Spisic 1997).
//
// With r the casewise scores of the correlation and s_1, s_2 those of the two variables'
// parameters, all of the bivariate likelihood, and a sum of cross products in place of expected
// information throughout, the influence is
//   (r - C_1 L_1 - C_2 L_2) / sum w r^2,   C_v = sum w r s_v',
// where L_v is the influence of variable v's own parameters (Margin::influence).
#ifndef TRUSTSEM_MOMENTS_VARIABLE_PAIR_H_
#define TRUSTSEM_MOMENTS_VARIABLE_PAIR_H_

#include <Eigen/Core>
#include <vector>

#include "moments/margin.h"
#include "moments/ordinal_answers.h"

namespace trustsem {

struct PairFit {
  double correlation = 0;
  bool at_boundary = false;
  bool informative = true;  // false: the influence is zero, and `square_sum` a mere large number
  bool determined = true;   // false: nobody answered both, and the rest says nothing
  // By the categories of both where it depends on nothing else, (K + 1) x (L + 1), the last for
  // missing answers; else one a respondent. Empty where it is not asked for.
  Eigen::MatrixXd lookup;
  Eigen::VectorXd casewise;
  double square_sum = 0;  // of the influence over the respondents; of the lookup without weights
};

// A variable with its answers.
struct PairMember {
  const VariableAnswers& answers;
  const Margin& margin;
};

// Both ordered, no covariates. `empty_cell` is added to the empty cell of a 2 x 2 table that has
// one, and the other cells changed so that the margins stay.
PairFit FitOrderedPair(const PairMember& first, const PairMember& second,
                       const std::vector<double>& weights, double empty_cell, bool influence);

// Any two, given the covariates if there are any; margins with their casewise parts.
PairFit FitCasewisePair(const PairMember& first, const PairMember& second,
                        const CovariateAnswers& covariates, const std::vector<double>& weights,
                        bool influence);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_VARIABLE_PAIR_H_
