// The standard normal distribution of one and of two variables. Plain functions without state,
// which do not throw (the table of cells alone allocates). Arguments may be infinite, results are
// never NaN for arguments that are not, and what lies below 1e-290 may be returned as zero.
//
// Method of the bivariate probabilities. With r the correlation, the excess over independence
//
//   E(h, k; r) = P(X <= h, Y <= k) - Phi(h) Phi(k) = integral over s from 0 to r of phi2(h, k; s)
//
// (Drezner & Wesolowsky 1990, Journal of Statistical Computation and Simulation 35, 101-107; the
// derivative of the probability by r is the density: Plackett 1954, Biometrika 41, 351-360) is odd
// under a change of sign of one variable and even under a change of both, so that r >= 0 and
// h + k <= 0 may be assumed; the excess is then a positive number which is computed nearly to full
// relative accuracy:
//   - |r| <= 0.95: Gauss-Legendre quadrature with 6 to 20 nodes (8 to 24 for relative accuracy),
//     the more the larger |r|. The variable is t with s = 2t / (1 + t^2), the tangent of half of
//     the angle of Genz 2004 (Statistics and Computing 14, 251-260): the integrand is then free of
//     sines and smoother;
//   - |r| > 0.95: the integral is taken from r to 1 instead, in x = sqrt(1 - s^2), and subtracted
//     from E(h, k; 1) = Phi(min(h, k)) Phi(-max(h, k)). The factor that is not analytic at x = 0 is
//     integrated in closed form against the first three terms of the series of the rest in x^2, the
//     remainder by Gauss-Legendre quadrature (Genz 2004, after Drezner & Wesolowsky 1990).
// The absolute error of probabilities is below 1e-14 (measured against 50 digits: 1e-15), that of
// the derivatives below 1e-14 times the larger of one and their largest term.
#ifndef TRUSTSEM_MOMENTS_NORMAL_DISTRIBUTION_H_
#define TRUSTSEM_MOMENTS_NORMAL_DISTRIBUTION_H_

#include <Eigen/Core>

namespace trustsem {

double NormalDensity(double x);
// Relative accuracy near machine precision, in the lower tail too (down to 1e-307, at x = -37.5).
double NormalCdf(double x);
// The inverse: -infinity for p <= 0, infinity for p >= 1, else to near machine precision relative.
double NormalQuantile(double p);
// NormalCdf(upper) - NormalCdf(lower) without cancellation in either tail nor in narrow intervals;
// negative if lower > upper.
double NormalInterval(double lower, double upper);

// P(X <= h, Y <= k) with correlation rho, |rho| <= 1.
double BivariateNormalCdf(double h, double k, double rho);
// |rho| < 1; zero at infinity. Also the derivative of the cdf by rho.
double BivariateNormalDensity(double h, double k, double rho);
// d/drho of the density, |rho| < 1.
double BivariateNormalDensitySlope(double h, double k, double rho);
// d/dh of the cdf: phi(h) Phi((k - rho h) / sqrt(1 - rho^2)); |rho| <= 1. That by k is the same
// with h and k exchanged.
double BivariateNormalCdfSlope(double h, double k, double rho);

// Probability of the rectangle a < X <= b, c < Y <= d, never negative; zero if it is empty. It is
// independence plus the differences of the excess at the corners; where these cancel (far tails
// against the sign of the correlation, narrow cells) the integral over X of the conditional
// probability is taken instead, at some 10 microseconds. Relative error below 1e-11.
double BivariateNormalRectangle(double a, double b, double c, double d, double rho);

// All cells of the two-way table that ascending finite thresholds make of the plane: `rows` (r - 1)
// and `columns` (c - 1); *cells becomes r x c, of sum 1, none negative. Absolute accuracy as above:
// the cells are independence plus the differences of the excess at the grid's corners, each of
// which is evaluated once, at nodes that all share.
void BivariateNormalCells(const Eigen::VectorXd& rows, const Eigen::VectorXd& columns, double rho,
                          Eigen::MatrixXd* cells);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_NORMAL_DISTRIBUTION_H_
