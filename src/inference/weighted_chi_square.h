// The distribution of a weighted sum of independent chi-square variables with one degree of
// freedom.
#ifndef TRUSTSEM_INFERENCE_WEIGHTED_CHI_SQUARE_H_
#define TRUSTSEM_INFERENCE_WEIGHTED_CHI_SQUARE_H_

#include <Eigen/Core>

namespace trustsem {

// P(sum_i weights_i X_i > x) for weights >= 0, to about 1e-13: the inversion integral of the moment
// generating function through its saddle point (Rice 1980, SIAM J. Sci. Stat. Comput. 1, 438-448),
// along a parabola, by the trapezoidal rule, which converges exponentially there. NaN where no
// weight is above zero or x is not a number.
double WeightedChiSquareUpperTail(double x, const Eigen::VectorXd& weights);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_WEIGHTED_CHI_SQUARE_H_
