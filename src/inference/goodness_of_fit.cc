#include <cmath>

#include "inference/chi_square.h"
#include "inference/fit_measures.h"
#include "moments/vech.h"

namespace trustsem {
namespace {

// Of continuous variables: (means, vech of covariance), as the mean structure has them.
Eigen::VectorXd Stack(const FittedModel& fit, const Eigen::VectorXd& means,
                      const Eigen::MatrixXd& covariance) {
  const Eigen::VectorXd vech = Vech(covariance);
  if (!fit.table.mean_structure) return vech;
  Eigen::VectorXd stacked(means.size() + vech.size());
  stacked << means, vech;
  return stacked;
}

// 1 - (r' W r) / (s' W s), group by group; the moments of fixed exogenous variables among
// themselves and those of auxiliary variables are not modelled and count in neither.
double GoodnessOfFitIndex(const FittedModel& fit) {
  const bool unbiased = fit.objective->estimator().unbiased_covariance();
  std::vector<int> exogenous;
  for (size_t i = 0; fit.table.fixed_x && i < fit.table.observed.size(); ++i) {
    if (fit.table.IsExogenous(fit.table.observed[i])) exogenous.push_back(static_cast<int>(i));
  }
  double gfi = 0;
  for (int g = 0; g < fit.table.groups; ++g) {
    const GroupMoments& group = fit.moments.groups[g];
    const Discrepancy& discrepancy = fit.objective->discrepancy(g);
    const DiscrepancyWorkspace& workspace = fit.workspace.groups[g].discrepancy;
    Eigen::VectorXd residual = workspace.residual, statistics = group.statistics;
    if (!fit.table.HasOrdered()) {
      Eigen::MatrixXd S = unbiased ? group.UnbiasedCovariance() : group.covariance;
      Eigen::VectorXd mean = group.means;
      Eigen::MatrixXd difference = S - fit.implied[g].sigma;
      Eigen::VectorXd mean_difference = mean - fit.implied[g].mu;
      for (int i : exogenous) {
        mean[i] = mean_difference[i] = 0;
        for (int j : exogenous) S(i, j) = difference(i, j) = 0;
      }
      for (Eigen::Index i = fit.table.OwnVariables(); i < S.rows(); ++i) {
        mean[i] = mean_difference[i] = 0;
        S.row(i).setZero(), S.col(i).setZero();
        difference.row(i).setZero(), difference.col(i).setZero();
      }
      residual = Stack(fit, mean_difference, difference);
      statistics = Stack(fit, mean, S);
    }
    gfi += group.n / fit.respondents() *
           (1 - discrepancy.QuadraticForm(residual, workspace) /
                    discrepancy.QuadraticForm(statistics, workspace));
  }
  return gfi;
}

double CountElements(const FittedModel& fit) {
  if (fit.table.HasOrdered()) return CountMoments(fit.table);
  const double p = fit.table.OwnVariables();
  return fit.table.groups * (p * (p + 1) / 2 + (fit.table.mean_structure ? p : 0));
}

double HoelterCriticalN(const TestStatistic& model, double level) {
  if (model.df <= 0 || model.chisq <= 0) return kMissing;
  return ChiSquareQuantile(1 - level, model.df) / (model.chisq / model.respondents) + 1;
}

}  // namespace

void AddGoodnessOfFit(const FittedModel& fit, const TestStatistic& model, FitMeasures* measures) {
  const double elements = CountElements(fit);
  const double gfi = GoodnessOfFitIndex(fit);
  const double n = model.respondents;
  measures->emplace_back("cn_05", HoelterCriticalN(model, 0.05));
  measures->emplace_back("cn_01", HoelterCriticalN(model, 0.01));
  measures->emplace_back("gfi", gfi);
  measures->emplace_back("agfi", model.df > 0 ? 1 - elements / model.df * (1 - gfi) : 1.0);
  measures->emplace_back("pgfi", model.df / elements * gfi);
  measures->emplace_back("mfi", std::exp(-0.5 * (model.chisq - model.df) / n));
  if (fit.table.HasOrdered()) {
    measures->emplace_back("wrmr", std::sqrt(model.chisq * fit.table.groups / elements));
  } else {
    measures->emplace_back("ecvi", model.chisq / n + 2 * fit.parameters() / n);
  }
}

}  // namespace trustsem
