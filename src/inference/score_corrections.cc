#include "inference/score_corrections.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <vector>

#include "base/matrix_products.h"
#include "discrepancy/normal_theory.h"
#include "implied/response_moments.h"
#include "inference/baseline_model.h"
#include "inference/fitted_model.h"
#include "inference/normal_baseline.h"
#include "moments/combined_influence.h"
#include "moments/incomplete_scores.h"
#include "moments/moment_information.h"
#include "moments/vech.h"

namespace trustsem {
namespace {

constexpr Eigen::Index kBlock = 512;  // rows: a block of 500 moments takes 2 MB

// How a group's scores follow from the rows (m, vech X) of its influence, which are about the
// sample's moments: with d = mean - mu the deviations from the model's are (m + d,
// X + m d' + d m' + S + d d' - Sigma), and scores are D' W times these.
struct ScoreRule {
  Eigen::MatrixXd slopes;     // statistics x cells
  Eigen::VectorXd constants;  // cells; times the row's mass
};

ScoreRule MakeScoreRule(const FittedModel& fit, int g) {
  const auto& workspace = fit.workspace.groups[static_cast<size_t>(g)];
  const GroupMoments& group = fit.moments.groups[static_cast<size_t>(g)];
  const bool means = fit.table.mean_structure;
  const int p = fit.moments.p();
  const MomentLayout layout = ContinuousLayout(p, means);
  const Eigen::MatrixXd weighted = fit.objective->discrepancy(g).Weighted(
      MakeStatisticsJacobian(workspace.implied, workspace.cells, layout).All(),
      workspace.discrepancy);
  Eigen::VectorXd d = Eigen::VectorXd::Zero(p);
  if (means) d = group.means - workspace.implied.mu;
  Eigen::VectorXd residual(weighted.rows());
  residual.tail(VechSize(p)) = Vech(group.covariance + d * d.transpose() - workspace.implied.sigma);
  if (means) residual.head(p) = d;
  ScoreRule rule;
  rule.constants = weighted.transpose() * residual;
  rule.slopes = Eigen::MatrixXd::Zero(p + VechSize(p), weighted.cols());
  rule.slopes.bottomRows(weighted.rows()) = weighted;
  if (!means) return rule;
  for (int column = 0, k = p; column < p; ++column) {
    for (int row = column; row < p; ++row, ++k) {
      rule.slopes.row(row) += d[column] * weighted.row(k);
      rule.slopes.row(column) += d[row] * weighted.row(k);
    }
  }
  return rule;
}

// Of incomplete answers the rows are scores of the moments already.
ScoreRule MakeIncompleteRule(const FittedModel& fit, int g) {
  const auto& workspace = fit.workspace.groups[static_cast<size_t>(g)];
  ScoreRule rule;
  rule.slopes = MakeStatisticsJacobian(workspace.implied, workspace.cells,
                                       ContinuousLayout(fit.moments.p(), true))
                    .All();
  rule.constants = Eigen::VectorXd::Zero(rule.slopes.cols());
  return rule;
}

// The rows that a group's scores follow from.
std::shared_ptr<const CasewiseInfluence> ScoreRows(const FittedModel& fit, int g) {
  const GroupMoments& group = fit.moments.groups[static_cast<size_t>(g)];
  if (!fit.moments.IsIncomplete()) return group.influence;
  const ImpliedMoments& implied = fit.workspace.groups[static_cast<size_t>(g)].implied;
  return MakeIncompleteScores(group, implied.mu, implied.sigma);
}

// Calls visit(scores) for blocks of rows, count x cells.
template <typename Visit>
void ForEachScoreBlock(const FittedModel& fit, int g, const CasewiseInfluence& influence,
                       Visit visit) {
  const ScoreRule rule =
      fit.moments.IsIncomplete() ? MakeIncompleteRule(fit, g) : MakeScoreRule(fit, g);
  const Eigen::VectorXd masses = influence.Masses();
  Eigen::MatrixXd rows, scores;
  for (Eigen::Index begin = 0; begin < influence.respondents(); begin += kBlock) {
    const Eigen::Index count = std::min(kBlock, influence.respondents() - begin);
    influence.Rows(begin, count, &rows);
    scores = masses.segment(begin, count) * rule.constants.transpose();
    AddProduct(rows, rule.slopes, scores);
    visit(begin, scores);
  }
}

// The sums of weight times variance of the statistics of combinations A'y: of all, and of some.
struct WeightedVariances {
  double all = 0;
  double exogenous = 0;  // of exogenous variables among themselves
  double fitted = 0;     // of what the baseline fits, exogenous ones among themselves left out
};

WeightedVariances SumVariances(const FittedModel& fit, int g, Eigen::MatrixXd combinations) {
  const CombinedInfluence influence(*fit.moments.groups[static_cast<size_t>(g)].influence,
                                    std::move(combinations));
  const Eigen::VectorXd variances = influence.Variances();
  const MomentLayout layout = ContinuousLayout(fit.moments.p(), fit.table.mean_structure);
  const Eigen::Index offset = variances.size() - static_cast<Eigen::Index>(layout.size());
  const auto is_exogenous = [&](int i) {
    return fit.table.IsExogenous(fit.table.observed[static_cast<size_t>(i)]);
  };
  WeightedVariances sums;
  for (size_t k = 0; k < layout.size(); ++k) {
    const Moment& moment = layout[k];
    const bool mean = moment.kind == MomentKind::kMean;
    const bool variance = !mean && moment.first == moment.second;
    const double value = (variance ? 0.5 : 1) * variances[offset + static_cast<Eigen::Index>(k)];
    sums.all += value;
    if (is_exogenous(moment.first) && (mean || is_exogenous(moment.second))) {
      sums.exogenous += value;
    } else if (mean || variance) {
      sums.fitted += value;
    }
  }
  return sums;
}

// tr(A^-1 B), A the information and B the products of the scores, of one group's saturated and
// baseline model. Moments of fixed covariates are no parameters of any of the models, those of
// random ones are free in the baseline too.
struct ReferenceTraces {
  double saturated = 0, baseline = 0;
};

ReferenceTraces CompleteTraces(const FittedModel& fit, int g) {
  const Eigen::MatrixXd& S = fit.moments.groups[static_cast<size_t>(g)].covariance;
  const Eigen::MatrixXd precision = S.llt().solve(Eigen::MatrixXd::Identity(S.rows(), S.cols()));
  ReferenceTraces traces;
  traces.saturated = SumVariances(fit, g, precision.llt().matrixL()).all;
  const WeightedVariances restricted = SumVariances(fit, g, BaselineCombinations(fit, g));
  traces.baseline = restricted.fitted;
  if (fit.table.fixed_x) {
    traces.saturated -= restricted.exogenous;
  } else {
    traces.baseline += restricted.exogenous;
  }
  return traces;
}

ReferenceTraces IncompleteTraces(const FittedModel& fit, int g, const BaselineFit& baseline) {
  const GroupMoments& group = fit.moments.groups[static_cast<size_t>(g)];
  const SaturatedInformation& saturated = fit.saturated[static_cast<size_t>(g)];
  // Of the kind that the model's own standard errors rest on.
  const auto information_of =
      fit.observed_information ? ObservedMomentInformation : ExpectedMomentInformation;
  std::vector<bool> restricted;
  const std::vector<Eigen::Index> free = FreeMoments(fit.table, &restricted);
  const Eigen::MatrixXd saturated_inverse =
      fit.observed_information ? saturated.inverse
                               : PositiveDefiniteInverse(information_of(
                                     *group.patterns, group.means, group.covariance)(free, free));
  ReferenceTraces traces;
  traces.saturated = saturated_inverse.size() > 0
                         ? saturated_inverse.cwiseProduct(saturated.products).sum()
                         : std::nan("");
  std::vector<Eigen::Index> own;  // the baseline's parameters
  for (size_t k = 0; k < free.size(); ++k) {
    if (!restricted[k]) own.push_back(free[k]);
  }
  const Eigen::VectorXd& means = baseline.means[static_cast<size_t>(g)];
  const Eigen::MatrixXd& covariance = baseline.covariances[static_cast<size_t>(g)];
  const Eigen::MatrixXd information = information_of(*group.patterns, means, covariance)(own, own);
  const Eigen::MatrixXd inverse = PositiveDefiniteInverse(information);
  const auto scores = MakeIncompleteScores(group, means, covariance);
  Eigen::MatrixXd products = Eigen::MatrixXd::Zero(information.rows(), information.cols()), rows;
  for (Eigen::Index begin = 0; begin < scores->respondents(); begin += kBlock) {
    scores->Rows(begin, std::min(kBlock, scores->respondents() - begin), &rows);
    AddLowerGram(Eigen::MatrixXd(rows(Eigen::all, own)), products);
  }
  products.triangularView<Eigen::StrictlyUpper>() = products.transpose();
  traces.baseline = inverse.size() > 0 ? inverse.cwiseProduct(products).sum() /
                                             static_cast<double>(scores->respondents())
                                       : std::nan("");
  return traces;
}

}  // namespace

Eigen::MatrixXd CasewiseScores(const FittedModel& fit, int g) {
  const auto& cells = fit.structure->group(g).cells;
  const auto influence = ScoreRows(fit, g);
  Eigen::MatrixXd out = Eigen::MatrixXd::Zero(influence->respondents(), fit.free_parameters());
  ForEachScoreBlock(fit, g, *influence, [&](Eigen::Index begin, const Eigen::MatrixXd& scores) {
    for (size_t c = 0; c < cells.size(); ++c) {
      out.col(cells[c].free).segment(begin, scores.rows()) +=
          scores.col(static_cast<Eigen::Index>(c));
    }
  });
  return out;
}

RobustCorrections MakeScoreCorrections(const FittedModel& fit, const Eigen::MatrixXd& bread) {
  const int q = fit.free_parameters();
  RobustCorrections out;
  out.meat.setZero(q, q);
  double saturated = 0, baseline = 0;
  std::optional<BaselineFit> incomplete_baseline;
  if (fit.moments.IsIncomplete()) incomplete_baseline = FitBaseline(fit);
  for (int g = 0; g < fit.table.groups; ++g) {
    const GroupMoments& group = fit.moments.groups[static_cast<size_t>(g)];
    const auto& cells = fit.structure->group(g).cells;
    const auto count = static_cast<Eigen::Index>(cells.size());
    const auto influence = ScoreRows(fit, g);
    Eigen::MatrixXd by_cell = Eigen::MatrixXd::Zero(count, count);
    ForEachScoreBlock(fit, g, *influence, [&](Eigen::Index, const Eigen::MatrixXd& scores) {
      AddLowerGram(scores, by_cell);
    });
    by_cell.triangularView<Eigen::StrictlyUpper>() = by_cell.transpose();
    const double scale =
        group.n / fit.respondents() / static_cast<double>(influence->respondents());
    for (size_t l = 0; l < cells.size(); ++l) {
      for (size_t k = 0; k < cells.size(); ++k) {
        out.meat(cells[k].free, cells[l].free) +=
            scale * by_cell(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(l));
      }
    }
    const ReferenceTraces traces = fit.moments.IsIncomplete()
                                       ? IncompleteTraces(fit, g, *incomplete_baseline)
                                       : CompleteTraces(fit, g);
    saturated += traces.saturated;
    baseline += traces.baseline;
  }
  const double model = bread.cwiseProduct(out.meat).sum();
  out.trace = saturated - model;
  out.baseline_trace = saturated - baseline;
  out.saturated_scaling = saturated / CountMoments(fit.table);
  // As in lavaan, parameters held equal count one by one.
  const auto free = std::count_if(fit.table.rows.begin(), fit.table.rows.end(),
                                  [](const Parameter& row) { return row.free >= 0; });
  out.model_scaling = model / static_cast<double>(free);
  return out;
}

}  // namespace trustsem
