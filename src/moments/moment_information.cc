#include "moments/moment_information.h"

#include <algorithm>

#include "base/matrix_products.h"
#include "moments/pattern_precision.h"
#include "moments/vech.h"

namespace trustsem {
namespace {

constexpr size_t kBlock = 256;  // patterns

// Sums over the patterns j with shares c_j, precision P_j, weighted deviations w_j = P_j d_j and
// Q_j = P_j (S_j + d_j d_j') P_j - P_j / 2.
struct PatternSums {
  Eigen::MatrixXd precision;  // sum c P, p x p
  Eigen::MatrixXd with_mean;  // sum c vech(P) w', p* x p
  Eigen::MatrixXd products;   // sum c vech(P) vech(Q)', p* x p*
};

PatternSums SumPatterns(const MissingPatterns& patterns, const Eigen::VectorXd& means,
                        const Eigen::MatrixXd& covariance, bool observed) {
  const int p = patterns.variables, size = VechSize(p);
  PatternSums sums{Eigen::MatrixXd::Zero(p, p), Eigen::MatrixXd::Zero(size, p),
                   Eigen::MatrixXd::Zero(size, size)};
  PatternPrecision precision;
  precision.SetSigma(covariance);
  Eigen::MatrixXd Ps, Qs, Ws, Q(p, p);  // one row a pattern
  for (size_t begin = 0; begin < patterns.patterns.size(); begin += kBlock) {
    const size_t count = std::min(kBlock, patterns.patterns.size() - begin);
    const auto rows = static_cast<Eigen::Index>(count);
    Ps.resize(rows, size);
    Qs.resize(rows, size);
    Ws.resize(rows, p);
    for (size_t i = 0; i < count; ++i) {
      const MissingPattern& pattern = patterns.patterns[begin + i];
      const auto at = static_cast<Eigen::Index>(i);
      precision.Choose(pattern);
      const Eigen::MatrixXd P = precision.Precision();
      const double share = pattern.n / patterns.n;
      Ws.row(at).setZero();
      Q = 0.5 * P;  // the expectation
      if (observed) {
        const Eigen::MatrixXd weighted = precision.Times(pattern.Deviations(means));
        Q = -Q;
        Q.noalias() += weighted * weighted.transpose();
        Ws.row(at) = weighted.col(0);
      }
      Ps.row(at) = share * Vech(P);
      Qs.row(at) = Vech(Q);
      sums.precision += share * P;
    }
    AddTransposedProduct(Ps, Qs, sums.products);
    AddTransposedProduct(Ps, Ws, sums.with_mean);
  }
  return sums;
}

Eigen::MatrixXd FromSums(const PatternSums& sums, int p) {
  const int size = VechSize(p);
  const auto at = [p](int i, int j) { return VechIndex(std::max(i, j), std::min(i, j), p); };
  Eigen::MatrixXd information(p + size, p + size);
  information.topLeftCorner(p, p) = sums.precision;
  for (int b = 0, l = p; b < p; ++b) {
    for (int a = b; a < p; ++a, ++l) {
      const double weight = a == b ? 0.5 : 1;
      for (int i = 0; i < p; ++i) {
        information(i, l) = weight * (sums.with_mean(at(i, a), b) + sums.with_mean(at(i, b), a));
      }
      for (int d = 0, k = p; d <= b; ++d) {
        for (int c = d; c < p; ++c, ++k) {
          if (k > l) break;
          const int ca = at(c, a), cb = at(c, b), da = at(d, a), db = at(d, b);
          const double sum = sums.products(ca, db) + sums.products(db, ca) + sums.products(cb, da) +
                             sums.products(da, cb);
          information(k, l) = weight * (c == d ? 0.5 : 1) * sum;
        }
      }
    }
  }
  information.triangularView<Eigen::StrictlyLower>() = information.transpose();
  return information;
}

}  // namespace

Eigen::MatrixXd ObservedMomentInformation(const MissingPatterns& patterns,
                                          const Eigen::VectorXd& means,
                                          const Eigen::MatrixXd& covariance) {
  return FromSums(SumPatterns(patterns, means, covariance, true), patterns.variables);
}

Eigen::MatrixXd ExpectedMomentInformation(const MissingPatterns& patterns,
                                          const Eigen::VectorXd& means,
                                          const Eigen::MatrixXd& covariance) {
  return FromSums(SumPatterns(patterns, means, covariance, false), patterns.variables);
}

}  // namespace trustsem
