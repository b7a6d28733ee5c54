#include "moments/margin.h"

#include <Eigen/Dense>
#include <cmath>
#include <limits>

#include "moments/normal_distribution.h"

namespace trustsem {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

void FillCutPoints(const VariableAnswers& answers, Margin* margin) {
  const Eigen::Index n = static_cast<Eigen::Index>(answers.codes.size());
  const int last = answers.categories - 1;
  margin->lower.setConstant(n, kNan);
  margin->upper.setConstant(n, kNan);
  for (Eigen::Index i = 0; i < n; ++i) {
    const int code = answers.codes[i];
    if (code > last) continue;
    margin->lower[i] = code == 0 ? -INFINITY : margin->thresholds[code - 1];
    margin->upper[i] = code == last ? INFINITY : margin->thresholds[code];
  }
}

}  // namespace

Margin FitOrderedMargin(const VariableAnswers& answers, const std::vector<double>& weights,
                        bool cut_points) {
  const int categories = answers.categories;
  Eigen::VectorXd counts = Eigen::VectorXd::Zero(categories + 1);
  if (weights.empty()) {
    for (uint8_t code : answers.codes) counts[code] += 1;
  } else {
    for (size_t i = 0; i < weights.size(); ++i) counts[answers.codes[i]] += weights[i];
  }
  const double total = counts.head(categories).sum();
  Margin margin;
  margin.ordered = margin.by_category = true;
  margin.thresholds.resize(categories - 1);
  margin.influence.setZero(categories + 1, categories - 1);
  double below = 0;
  for (int t = 0; t + 1 < categories; ++t) {
    below += counts[t];
    const double proportion = below / total;
    const double threshold = NormalQuantile(proportion) + 0.0;  // no negative zero
    margin.thresholds[t] = threshold;
    // The scores' cross products are a multinomial's information, whose inverse gives the
    // influence of a proportion through the quantile.
    const double scale = 1 / (NormalDensity(threshold) * total);
    for (int c = 0; c < categories; ++c) {
      margin.influence(c, t) = ((c <= t ? 1.0 : 0.0) - proportion) * scale;
    }
  }
  if (cut_points) FillCutPoints(answers, &margin);
  return margin;
}

Margin FitContinuousMargin(const VariableAnswers& answers, const CovariateAnswers& covariates,
                           const std::vector<double>& weights) {
  const Eigen::Index n = static_cast<Eigen::Index>(answers.values.size());
  const int q = covariates.count();
  const auto weight = [&](Eigen::Index i) { return weights.empty() ? 1.0 : weights[i]; };
  // The first answer as origin keeps large offsets (years, prices) from costing digits.
  double origin = kNan;
  for (Eigen::Index i = 0; i < n && std::isnan(origin); ++i) origin = answers.values[i];

  Eigen::VectorXd products = Eigen::VectorXd::Zero(q + 1), x(q + 1);
  Eigen::MatrixXd squares = Eigen::MatrixXd::Zero(q + 1, q + 1);
  const auto predictors = [&](Eigen::Index i) {
    x[0] = 1;
    if (q > 0) x.tail(q) = covariates.standard.row(i);
  };
  double total = 0;
  for (Eigen::Index i = 0; i < n; ++i) {
    if (std::isnan(answers.values[i])) continue;
    predictors(i);
    squares.selfadjointView<Eigen::Lower>().rankUpdate(x, weight(i));
    products += weight(i) * (answers.values[i] - origin) * x;
    total += weight(i);
  }
  const Eigen::VectorXd slopes = squares.selfadjointView<Eigen::Lower>().ldlt().solve(products);
  Eigen::VectorXd residual = Eigen::VectorXd::Constant(n, kNan);
  double sum = 0;
  for (Eigen::Index i = 0; i < n; ++i) {
    if (std::isnan(answers.values[i])) continue;
    predictors(i);
    residual[i] = (answers.values[i] - origin) - slopes.dot(x);
    sum += weight(i) * residual[i] * residual[i];
  }
  Margin margin;
  margin.intercept = origin + slopes[0];
  margin.slopes = slopes.tail(q);
  margin.variance = sum / total;

  // Scores of the intercept and slopes, e x / s2, and of the variance, (e^2 / s2 - 1) / (2 s2).
  Eigen::MatrixXd scores = Eigen::MatrixXd::Zero(n, q + 2);
  Eigen::MatrixXd information = Eigen::MatrixXd::Zero(q + 2, q + 2);
  for (Eigen::Index i = 0; i < n; ++i) {
    if (std::isnan(residual[i])) continue;
    predictors(i);
    const double e = residual[i] / margin.variance;
    scores.row(i).head(q + 1) = e * x;
    scores(i, q + 1) = 0.5 * (e * residual[i] - 1) / margin.variance;
    information.selfadjointView<Eigen::Lower>().rankUpdate(scores.row(i).transpose(), weight(i));
  }
  const Eigen::MatrixXd full = information.selfadjointView<Eigen::Lower>();
  margin.influence = full.ldlt().solve(scores.transpose()).transpose();
  margin.residual = residual / std::sqrt(margin.variance);
  return margin;
}

void RestoreCovariates(const CovariateAnswers& covariates, Margin* margin) {
  const int q = covariates.count();
  const int first = margin->ordered ? static_cast<int>(margin->thresholds.size()) : 1;
  // A standardised covariate is x / s - m / s: thresholds take up m b / s, an intercept loses it.
  const double sign = margin->ordered ? 1 : -1;
  for (int k = 0; k < q; ++k) {
    const double shift = sign * covariates.means[k] / covariates.deviations[k];
    margin->thresholds.array() += shift * margin->slopes[k];
    if (!margin->ordered) margin->intercept += shift * margin->slopes[k];
    for (int t = 0; t < first; ++t) {
      margin->influence.col(t) += shift * margin->influence.col(first + k);
    }
    margin->influence.col(first + k) /= covariates.deviations[k];
    margin->slopes[k] /= covariates.deviations[k];
  }
}

}  // namespace trustsem
