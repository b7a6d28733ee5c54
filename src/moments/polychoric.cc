#include "moments/polychoric.h"

#include <algorithm>
#include <cmath>

#include "moments/correlation_search.h"
#include "moments/normal_distribution.h"

namespace trustsem {
namespace {

// Below this step the likelihood's derivatives need no new probabilities: Newton's method squares
// the error, and three terms of the series suffice.
constexpr double kTaylorStep = 1e-6;

// Coefficients of a variable's categories in the Hermite series of the bivariate normal density:
// with h_k(a) the mean of the k-th normalised Hermite polynomial in category a, the expected mean
// product of h_1 is the sum over k of correlation^k u_k v_k.
struct HermiteCoefficients {
  Eigen::VectorXd means;  // h_1 of each category
  double first = 0, second = 0, third = 0;
};

HermiteCoefficients CoefficientsOf(const Eigen::VectorXd& thresholds) {
  const Eigen::Index count = thresholds.size() + 1;
  HermiteCoefficients result;
  result.means.resize(count);
  // Integrals over a category of the first three polynomials: differences of phi(t), t phi(t) and
  // (t^2 - 1) phi(t) at its thresholds.
  double density = 0, cdf = 0, d2 = 0, d3 = 0;
  for (Eigen::Index a = 0; a < count; ++a) {
    double next = 0, next_cdf = 1, n2 = 0, n3 = 0;
    if (a + 1 < count) {
      const double t = thresholds[a];
      next = NormalDensity(t);
      next_cdf = NormalCdf(t);
      n2 = t * next;
      n3 = (t * t - 1) * next;
    }
    const double mean = (density - next) / std::max(next_cdf - cdf, 1e-300);
    result.means[a] = mean;
    result.first += mean * (density - next);
    result.second += mean * (d2 - n2) / std::sqrt(2.0);
    result.third += mean * (d3 - n3) / std::sqrt(6.0);
    density = next, cdf = next_cdf, d2 = n2, d3 = n3;
  }
  return result;
}

// Matches the mean product of the categories' means.
double StartCorrelation(const Eigen::MatrixXd& table, const Eigen::VectorXd& rows,
                        const Eigen::VectorXd& columns) {
  const HermiteCoefficients u = CoefficientsOf(rows), v = CoefficientsOf(columns);
  const double product = u.means.dot(table * v.means) / table.sum();
  const double c1 = u.first * v.first, c2 = u.second * v.second, c3 = u.third * v.third;
  double r = std::clamp(product / c1, -0.9, 0.9);
  for (int step = 0; step < 2; ++step) {
    const double excess = ((c3 * r + c2) * r + c1) * r - product;
    const double slope = (3 * c3 * r + 2 * c2) * r + c1;
    if (slope > 0.1 * c1) r = std::clamp(r - excess / slope, -0.95, 0.95);
  }
  return r;
}

// The cells' probabilities and their first two derivatives by the correlation.
struct Cells {
  Eigen::MatrixXd p, first, second;
};

void AddDerivatives(const Eigen::VectorXd& rows, const Eigen::VectorXd& columns, double r,
                    Cells* cells) {
  const Eigen::Index m = rows.size(), k = columns.size();
  cells->first.setZero(m + 1, k + 1);
  cells->second.setZero(m + 1, k + 1);
  const double left = 1 / ((1 - r) * (1 + r));
  for (Eigen::Index j = 0; j < k; ++j) {
    for (Eigen::Index i = 0; i < m; ++i) {
      const double x = rows[i], y = columns[j];
      const double density = BivariateNormalDensity(x, y, r);
      // phi2' / phi2 = (r + ((1 + r^2) x y - r (x^2 + y^2)) / (1 - r^2)) / (1 - r^2).
      const double slope =
          density * left * (r + left * ((1 + r * r) * x * y - r * (x * x + y * y)));
      cells->first(i, j) += density;
      cells->first(i + 1, j) -= density;
      cells->first(i, j + 1) -= density;
      cells->first(i + 1, j + 1) += density;
      cells->second(i, j) += slope;
      cells->second(i + 1, j) -= slope;
      cells->second(i, j + 1) -= slope;
      cells->second(i + 1, j + 1) += slope;
    }
  }
}

// Below it the cells' absolute accuracy is not enough for those that hold answers.
constexpr double kSmallCell = 1e-9;

void RefineSmallCells(const Eigen::MatrixXd& table, const Eigen::VectorXd& rows,
                      const Eigen::VectorXd& columns, double r, Eigen::MatrixXd* p) {
  for (Eigen::Index j = 0; j < table.cols(); ++j) {
    for (Eigen::Index i = 0; i < table.rows(); ++i) {
      if (table(i, j) == 0 || (*p)(i, j) > kSmallCell) continue;
      (*p)(i, j) = BivariateNormalRectangle(
          i ? rows[i - 1] : -INFINITY, i < rows.size() ? rows[i] : INFINITY,
          j ? columns[j - 1] : -INFINITY, j < columns.size() ? columns[j] : INFINITY, r);
    }
  }
}

LikelihoodDerivatives OfLikelihood(const Eigen::MatrixXd& table, const Cells& cells, double r) {
  LikelihoodDerivatives sum;
  for (Eigen::Index c = 0; c < table.size(); ++c) {
    const double count = table.data()[c];
    if (count == 0) continue;
    if (cells.p.data()[c] < kVanishing) {
      AddVanishing(count, r, &sum);
      continue;
    }
    const double inverse = 1 / cells.p.data()[c];
    const double score = cells.first.data()[c] * inverse;
    sum.gradient += count * score;
    sum.information += count * score * score;
    sum.hessian += count * cells.second.data()[c] * inverse;
  }
  sum.hessian -= sum.information;
  return sum;
}

}  // namespace

PolychoricFit FitPolychoric(const Eigen::MatrixXd& table, const Eigen::VectorXd& rows,
                            const Eigen::VectorXd& columns) {
  Cells cells;
  const CorrelationEstimate estimate = SearchCorrelation(
      StartCorrelation(table, rows, columns), kLargestPolychoric, kTaylorStep, [&](double r) {
        BivariateNormalCells(rows, columns, r, &cells.p);
        RefineSmallCells(table, rows, columns, r, &cells.p);
        AddDerivatives(rows, columns, r, &cells);
        return OfLikelihood(table, cells, r);
      });
  const double step = estimate.step;
  PolychoricFit fit;
  fit.correlation = estimate.evaluated + step;
  fit.at_boundary = estimate.at_boundary;
  fit.probabilities = cells.p + step * (cells.first + (0.5 * step) * cells.second);
  fit.scores.setZero(table.rows(), table.cols());
  for (Eigen::Index c = 0; c < table.size(); ++c) {
    if (table.data()[c] == 0) continue;
    double& p = fit.probabilities.data()[c];
    p = std::max(p, kVanishing);
    fit.scores.data()[c] = (cells.first.data()[c] + step * cells.second.data()[c]) / p;
  }
  return fit;
}

void SumThresholdScores(const Eigen::MatrixXd& weights, const Eigen::MatrixXd& probabilities,
                        const Eigen::VectorXd& rows, const Eigen::VectorXd& columns,
                        double correlation, Eigen::VectorXd* by_rows, Eigen::VectorXd* by_columns) {
  const Eigen::Index r = rows.size() + 1, c = columns.size() + 1;
  by_rows->setZero(r - 1);
  by_columns->setZero(c - 1);
  Eigen::MatrixXd ratio = Eigen::MatrixXd::Zero(r, c);
  for (Eigen::Index k = 0; k < ratio.size(); ++k) {
    const double weight = weights.data()[k];
    if (weight != 0) ratio.data()[k] = weight / probabilities.data()[k];
  }
  const double scale = 1 / std::sqrt((1 - correlation) * (1 + correlation));
  // A cell's probability grows with its upper threshold at the rate phi(t) P(other in its interval
  // | t), and falls likewise with its lower one.
  for (Eigen::Index i = 0; i + 1 < r; ++i) {
    double below = 0, sum = 0;
    for (Eigen::Index j = 0; j < c; ++j) {
      const double cdf = j + 1 < c ? NormalCdf(scale * (columns[j] - correlation * rows[i])) : 1.0;
      sum += (cdf - below) * (ratio(i, j) - ratio(i + 1, j));
      below = cdf;
    }
    (*by_rows)[i] = NormalDensity(rows[i]) * sum;
  }
  for (Eigen::Index j = 0; j + 1 < c; ++j) {
    double below = 0, sum = 0;
    for (Eigen::Index i = 0; i < r; ++i) {
      const double cdf = i + 1 < r ? NormalCdf(scale * (rows[i] - correlation * columns[j])) : 1.0;
      sum += (cdf - below) * (ratio(i, j) - ratio(i, j + 1));
      below = cdf;
    }
    (*by_columns)[j] = NormalDensity(columns[j]) * sum;
  }
}

}  // namespace trustsem
