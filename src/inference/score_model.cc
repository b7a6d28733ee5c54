#include "inference/score_model.h"

#include <Eigen/LU>
#include <algorithm>
#include <stdexcept>

namespace trustsem {
namespace {

// Means of a model without a mean structure.
void CompleteMeans(const Eigen::VectorXd& sample_means, ScoreModel* model) {
  ImpliedMoments& moments = model->moments;
  const Eigen::Index c = model->constructs, m = moments.m();
  Eigen::VectorXd& factor_means = moments.factor_means;
  factor_means.setZero(m);
  for (int i = 0; i < model->p(); ++i) {
    const int factor = model->factor_of[static_cast<size_t>(i)];
    if (factor >= 0) factor_means[factor] = sample_means[i];
  }
  if (c > 0 && m > c) {
    const Eigen::MatrixXd among =
        Eigen::MatrixXd::Identity(c, c) - moments.beta.topLeftCorner(c, c);
    factor_means.head(c) = among.partialPivLu().solve(moments.beta.topRightCorner(c, m - c) *
                                                      factor_means.tail(m - c));
  }
  moments.alpha = factor_means - moments.beta * factor_means;
  moments.mu = sample_means;
  moments.nu = sample_means - moments.lambda * factor_means;
}

}  // namespace

ScoreModel MakeScoreModel(const FittedModel& fit, int g) {
  const StructuralModel& structure = *fit.structure;
  ScoreModel model;
  model.observed = structure.observed();
  model.constructs = static_cast<int>(fit.table.constructs.size());
  ImpliedMoments conditional;
  if (!structure.Evaluate(fit.solution.theta, g, &conditional)) {
    throw std::logic_error("scores of a model without a solution");
  }
  model.moments = structure.Unconditional(conditional, g);
  const GroupMoments& sample = fit.moments.groups[g];
  for (int i = 0; i < structure.p(); ++i) {
    const std::string& name = model.observed[static_cast<size_t>(i)];
    model.factor_of.push_back(structure.FactorIndex(name));
    model.exogenous.push_back(fit.table.IsExogenous(name));
    model.ordered.push_back(fit.table.IsOrdered(name));
    std::vector<double>& cuts = model.cuts.emplace_back();
    if (!model.ordered.back()) continue;
    const int first = structure.responses()->first_threshold[static_cast<size_t>(i)];
    for (const int k : sample.thresholds[static_cast<size_t>(i)]) {
      cuts.push_back(model.moments.thresholds[first + k - 1]);
    }
  }
  if (!fit.table.mean_structure) CompleteMeans(sample.means, &model);
  return model;
}

int CategoryInterval(const std::vector<int>& thresholds, int category) {
  return static_cast<int>(std::upper_bound(thresholds.begin(), thresholds.end(), category) -
                          thresholds.begin());
}

}  // namespace trustsem
