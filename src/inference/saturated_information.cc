#include "inference/saturated_information.h"

#include <algorithm>

#include "base/matrix_products.h"
#include "implied/response_moments.h"
#include "inference/baseline_model.h"
#include "inference/fitted_model.h"
#include "moments/incomplete_scores.h"
#include "moments/moment_information.h"

namespace trustsem {
namespace {

Eigen::MatrixXd ScoreProducts(const GroupMoments& group, const std::vector<Eigen::Index>& free,
                              int threads) {
  const auto scores = MakeIncompleteScores(group, group.means, group.covariance);
  const Eigen::MatrixXd all =
      scores->ScaledCovariance(Eigen::VectorXd::Ones(scores->moments()), threads);
  if (static_cast<Eigen::Index>(free.size()) == all.rows()) return all;
  return all(free, free);
}

}  // namespace

std::vector<Eigen::Index> FreeMoments(const ParameterTable& table, std::vector<bool>* restricted) {
  const MomentLayout layout = ContinuousLayout(static_cast<int>(table.observed.size()), true);
  const auto given = [&](int i) {
    return table.fixed_x && table.IsExogenous(table.observed[static_cast<size_t>(i)]);
  };
  std::vector<Eigen::Index> free;
  for (size_t k = 0; k < layout.size(); ++k) {
    const Moment& moment = layout[k];
    if (given(moment.first) && (moment.kind == MomentKind::kMean || given(moment.second))) continue;
    free.push_back(static_cast<Eigen::Index>(k));
    if (restricted != nullptr) restricted->push_back(IsRestricted(table, moment));
  }
  return free;
}

std::vector<SaturatedInformation> MakeSaturatedInformation(const FittedModel& fit) {
  const std::vector<Eigen::Index> free = FreeMoments(fit.table, nullptr);
  std::vector<SaturatedInformation> saturated;
  for (const GroupMoments& group : fit.moments.groups) {
    SaturatedInformation own;
    const Eigen::MatrixXd all =
        ObservedMomentInformation(*group.patterns, group.means, group.covariance);
    own.information = all(free, free);
    own.inverse = PositiveDefiniteInverse(own.information);
    if (group.answers != nullptr) own.products = ScoreProducts(group, free, fit.threads);
    saturated.push_back(std::move(own));
  }
  return saturated;
}

Eigen::MatrixXd FreeMomentJacobian(const FittedModel& fit, int g,
                                   const std::vector<Eigen::Index>& free) {
  const auto& workspace = fit.workspace.groups[static_cast<size_t>(g)];
  const Eigen::MatrixXd by_cell = MakeStatisticsJacobian(workspace.implied, workspace.cells,
                                                         ContinuousLayout(fit.moments.p(), true))
                                      .All();
  const auto& cells = fit.structure->group(g).cells;
  Eigen::MatrixXd jacobian =
      Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(free.size()), fit.free_parameters());
  for (size_t c = 0; c < cells.size(); ++c) {
    jacobian.col(cells[c].free) += by_cell(free, static_cast<Eigen::Index>(c));
  }
  return jacobian;
}

}  // namespace trustsem
