#include "inference/matched_statistics.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "implied/response_moments.h"

namespace trustsem {
namespace {

// A statistic whatever the order of the variables.
using StatisticName = std::tuple<MomentKind, std::string, std::string>;

MomentLayout FittedLayout(const FittedModel& fit, int g) {
  const MomentLayout& layout = fit.moments.groups[static_cast<size_t>(g)].layout;
  return layout.empty() ? ContinuousLayout(fit.moments.p(), fit.table.mean_structure) : layout;
}

std::vector<StatisticName> NameStatistics(const FittedModel& fit, int g) {
  const std::vector<std::string>& observed = fit.moments.observed;
  const auto name = [&](int i) { return observed[static_cast<size_t>(i)]; };
  std::vector<StatisticName> names;
  for (const Moment& moment : FittedLayout(fit, g)) {
    std::string first = name(moment.first), second;
    switch (moment.kind) {
      case MomentKind::kMean:
        break;
      case MomentKind::kThreshold:
        second = std::to_string(moment.second);
        break;
      case MomentKind::kSlope:
        second = name(fit.moments.covariates[static_cast<size_t>(moment.second)]);
        break;
      case MomentKind::kCovariance:
        second = name(moment.second);
        if (second < first) std::swap(first, second);
        break;
    }
    names.emplace_back(moment.kind, std::move(first), std::move(second));
  }
  return names;
}

// For each statistic of `order` its place among those of `fit`.
std::vector<Eigen::Index> Places(const FittedModel& fit, const FittedModel& order, int g) {
  std::map<StatisticName, Eigen::Index> known;
  for (StatisticName& name : NameStatistics(fit, g)) {
    const auto place = static_cast<Eigen::Index>(known.size());
    known.emplace(std::move(name), place);
  }
  std::vector<Eigen::Index> places;
  for (const StatisticName& name : NameStatistics(order, g)) places.push_back(known.at(name));
  return places;
}

// Statistics of latent responses, also in the matrices that starting values are made from.
void SetStatistics(Eigen::VectorXd statistics, GroupMoments* group) {
  for (size_t k = 0; k < group->layout.size(); ++k) {
    const Moment& moment = group->layout[k];
    const double value = statistics[static_cast<Eigen::Index>(k)];
    switch (moment.kind) {
      case MomentKind::kThreshold:
        break;
      case MomentKind::kMean:
        group->means[moment.first] = value;
        break;
      case MomentKind::kSlope:
        group->slopes(moment.first, moment.second) = value;
        break;
      case MomentKind::kCovariance:
        group->covariance(moment.first, moment.second) = value;
        group->covariance(moment.second, moment.first) = value;
        break;
    }
  }
  group->statistics = std::move(statistics);
}

}  // namespace

Eigen::MatrixXd StatisticsDerivatives(const FittedModel& fit, const FittedModel& order) {
  std::vector<Eigen::MatrixXd> blocks;
  Eigen::Index rows = 0;
  for (int g = 0; g < fit.table.groups; ++g) {
    const ObjectiveWorkspace::Group& at = fit.workspace.groups[static_cast<size_t>(g)];
    const Eigen::MatrixXd by_cell =
        MakeStatisticsJacobian(at.implied, at.cells, FittedLayout(fit, g)).All();
    Eigen::MatrixXd block = Eigen::MatrixXd::Zero(by_cell.rows(), fit.free_parameters());
    const auto& cells = fit.structure->group(g).cells;
    for (size_t c = 0; c < cells.size(); ++c) {
      block.col(cells[c].free) += by_cell.col(static_cast<Eigen::Index>(c));
    }
    blocks.push_back(block(Places(fit, order, g), Eigen::all));
    rows += blocks.back().rows();
  }
  Eigen::MatrixXd all(rows, fit.free_parameters());
  rows = 0;
  for (const Eigen::MatrixXd& block : blocks) {
    all.middleRows(rows, block.rows()) = block;
    rows += block.rows();
  }
  return all;
}

SampleMoments ImpliedSample(const FittedModel& restricted, const FittedModel& general) {
  SampleMoments moments = general.moments;
  const bool unbiased = general.objective->estimator().unbiased_covariance();
  for (int g = 0; g < general.table.groups; ++g) {
    GroupMoments& group = moments.groups[static_cast<size_t>(g)];
    const ImpliedMoments& implied = restricted.implied[static_cast<size_t>(g)];
    if (!group.layout.empty()) {
      const Eigen::VectorXd statistics = ImpliedStatistics(implied, FittedLayout(restricted, g));
      SetStatistics(statistics(Places(restricted, general, g)), &group);
      continue;
    }
    std::vector<int> from;
    for (const std::string& name : moments.observed) {
      from.push_back(restricted.structure->ObservedIndex(name));
    }
    // The sample's covariance has divisor n; least squares takes it times n / (n - 1).
    group.covariance = implied.sigma(from, from) * (unbiased ? (group.n - 1) / group.n : 1.0);
    if (general.table.mean_structure) group.means = implied.mu(from);
    group.patterns = nullptr;
  }
  return moments;
}

}  // namespace trustsem
