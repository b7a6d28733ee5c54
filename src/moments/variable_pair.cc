#include "moments/variable_pair.h"

#include <cmath>
#include <memory>
#include <utility>

#include "moments/casewise_pair.h"

namespace trustsem {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::VectorXd;

constexpr double kSmallStep = 1e-6;

// Respondents who answered both variables, those with the same categories and covariates once.
struct PairCases {
  std::vector<Index> respondents;  // who answered both
  std::vector<Index> cases;        // of each of them, the index among the distinct cases
  std::vector<Index> examples;     // of each distinct case, one respondent
  ArrayXd weights;                 // of the distinct cases
};

bool Answered(const PairMember& member, Index i) {
  return member.margin.ordered ? member.answers.codes[i] < member.answers.categories
                               : !std::isnan(member.answers.values[i]);
}

PairCases CasesOf(const PairMember& first, const PairMember& second,
                  const CovariateAnswers& covariates, const std::vector<double>& weights, Index n) {
  PairCases result;
  // Tables by the distinct covariates pay where they have fewer cells than there are respondents.
  const bool tables = first.margin.ordered && second.margin.ordered;
  const Index columns = second.answers.categories;
  const Index cells = first.answers.categories * columns;
  const bool joined = tables && static_cast<Index>(covariates.patterns) * cells < n;
  std::vector<Index> case_of_cell(joined ? covariates.patterns * cells : 0, -1);
  std::vector<double> sums;
  for (Index i = 0; i < n; ++i) {
    if (!Answered(first, i) || !Answered(second, i)) continue;
    Index fresh = -1;
    Index& index = joined ? case_of_cell[covariates.pattern[i] * cells +
                                         first.answers.codes[i] * columns + second.answers.codes[i]]
                          : fresh;
    if (index < 0) {
      index = static_cast<Index>(sums.size());
      sums.push_back(0);
      result.examples.push_back(i);
    }
    sums[index] += weights.empty() ? 1.0 : weights[i];
    result.respondents.push_back(i);
    result.cases.push_back(index);
  }
  result.weights = Eigen::Map<const ArrayXd>(sums.data(), static_cast<Index>(sums.size()));
  return result;
}

PairSide SideOf(const Margin& margin, const std::vector<Index>& examples) {
  PairSide side;
  side.ordered = margin.ordered;
  const auto pick = [&](const VectorXd& from) {
    ArrayXd to(static_cast<Index>(examples.size()));
    for (Index k = 0; k < to.size(); ++k) to[k] = from[examples[k]];
    return to;
  };
  if (margin.ordered) {
    side.lower = pick(margin.lower);
    side.upper = pick(margin.upper);
  } else {
    side.residual = pick(margin.residual);
  }
  return side;
}

std::unique_ptr<CasewiseLikelihood> MakeLikelihood(const PairSide& first, const PairSide& second,
                                                   const ArrayXd& weights) {
  if (first.ordered && second.ordered) return MakeBivariateProbit(first, second, weights);
  if (first.ordered) return MakePolyserial(first, second, weights);
  return MakeBivariateNormal(first, second, weights);
}

// The sum of w r s', s the bivariate scores of a variable's parameters.
VectorXd CrossProducts(const PairMember& member, const CovariateAnswers& covariates,
                       const PairCases& cases, const ArrayXd& weighted,
                       const PairScores::Side& scores) {
  const Margin& margin = member.margin;
  const int q = covariates.count();
  const Index thresholds = margin.thresholds.size();
  const Index slopes = margin.ordered ? thresholds : 1;
  VectorXd sum = VectorXd::Zero(margin.parameters());
  const double deviation = std::sqrt(margin.variance);
  for (size_t k = 0; k < cases.respondents.size(); ++k) {
    const Index i = cases.respondents[k], c = cases.cases[k];
    const double w = weighted[static_cast<Index>(k)];
    double shift;  // of the answer's response: the score of an intercept
    if (margin.ordered) {
      const int code = member.answers.codes[i];
      if (code < thresholds) sum[code] += w * scores.upper[c];
      if (code > 0) sum[code - 1] += w * scores.lower[c];
      shift = -(scores.upper[c] + scores.lower[c]);
    } else {
      shift = -scores.upper[c] / deviation;
      sum[0] += w * shift;
      sum[slopes + q] -= w * 0.5 * (1 + margin.residual[i] * scores.upper[c]) / margin.variance;
    }
    if (q > 0) sum.segment(slopes, q) += (w * shift) * covariates.standard.row(i).transpose();
  }
  return sum;
}

// Subtracts what comes through a variable's own parameters.
void SubtractMargin(const PairMember& member, const VectorXd& products, VectorXd* influence) {
  const VectorXd part = member.margin.influence * products;
  if (!member.margin.by_category) {
    *influence -= part;
    return;
  }
  for (Index i = 0; i < influence->size(); ++i) (*influence)[i] -= part[member.answers.codes[i]];
}

}  // namespace

PairFit FitCasewisePair(const PairMember& first, const PairMember& second,
                        const CovariateAnswers& covariates, const std::vector<double>& weights,
                        bool influence) {
  if (!first.margin.ordered && second.margin.ordered) {
    return FitCasewisePair(second, first, covariates, weights, influence);
  }
  const Index n = first.margin.ordered ? first.margin.lower.size() : first.margin.residual.size();
  const PairCases cases = CasesOf(first, second, covariates, weights, n);
  PairFit fit;
  fit.determined = cases.weights.sum() > 0;
  if (!fit.determined) return fit;
  const PairSide first_side = SideOf(first.margin, cases.examples);
  const PairSide second_side = SideOf(second.margin, cases.examples);
  const std::unique_ptr<CasewiseLikelihood> likelihood =
      MakeLikelihood(first_side, second_side, cases.weights);
  const CorrelationEstimate estimate =
      SearchCorrelation(likelihood->Start(), likelihood->limit(), kSmallStep,
                        [&](double r) { return likelihood->Derivatives(r); });
  fit.correlation = estimate.evaluated + estimate.step;
  fit.at_boundary = estimate.at_boundary;
  if (!influence) return fit;

  const PairScores scores = likelihood->Scores(fit.correlation);
  ArrayXd weighted(static_cast<Index>(cases.respondents.size()));
  double information = 0;
  fit.casewise.setZero(n);
  for (Index k = 0; k < weighted.size(); ++k) {
    const Index i = cases.respondents[k];
    const double score = scores.correlation[cases.cases[k]];
    const double w = weights.empty() ? 1.0 : weights[i];
    weighted[k] = w * score;
    information += w * score * score;
    fit.casewise[i] = score;
  }
  SubtractMargin(first, CrossProducts(first, covariates, cases, weighted, scores.first),
                 &fit.casewise);
  SubtractMargin(second, CrossProducts(second, covariates, cases, weighted, scores.second),
                 &fit.casewise);
  fit.casewise /= information;
  return fit;
}

}  // namespace trustsem
