// Chi-square distributions, central and not, as the fit measures need them.
#ifndef TRUSTSEM_INFERENCE_CHI_SQUARE_H_
#define TRUSTSEM_INFERENCE_CHI_SQUARE_H_

namespace trustsem {

// P(X > x) for df > 0; NaN for df <= 0 or x not a number.
double ChiSquareUpperTail(double x, double df);
double ChiSquareQuantile(double probability, double df);

// P(X <= x) and P(X > x) with noncentrality ncp >= 0.
double NoncentralChiSquareCdf(double x, double df, double ncp);
double NoncentralChiSquareUpperTail(double x, double df, double ncp);

// The noncentrality at which P(X <= x) is `probability`; 0 where even ncp = 0 gives less.
double NoncentralityAt(double x, double df, double probability);

double NormalTwoSidedP(double z);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_CHI_SQUARE_H_
