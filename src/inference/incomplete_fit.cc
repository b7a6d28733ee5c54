#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "discrepancy/normal_theory.h"
#include "inference/fit_measures.h"
#include "moments/missing_patterns.h"
#include "moments/pattern_precision.h"

namespace trustsem {
namespace {

// A group's moments as if each were a parameter: those of fixed covariates among themselves are
// given, and none.
struct FreeMoments {
  std::vector<CellDerivative> cells;  // derivatives of Sigma and mu, with the identity as basis
  std::vector<bool> restricted;       // by the baseline
};

FreeMoments FindFreeMoments(const ParameterTable& table) {
  FreeMoments free;
  const int p = static_cast<int>(table.observed.size());
  std::vector<bool> exogenous;
  for (const std::string& name : table.observed) exogenous.push_back(table.IsExogenous(name));
  const auto given = [&](int i) { return table.fixed_x && exogenous[static_cast<size_t>(i)]; };
  for (int i = 0; i < p; ++i) {
    if (given(i)) continue;
    CellDerivative mean;
    mean.a = mean.b = i;
    mean.slope = 1;
    free.cells.push_back(mean);
    free.restricted.push_back(false);
  }
  for (int j = 0; j < p; ++j) {
    for (int i = j; i < p; ++i) {
      if (given(i) && given(j)) continue;
      CellDerivative covariance;
      covariance.a = i;
      covariance.b = j;
      covariance.weight = i == j ? 0.5 : 1;
      free.cells.push_back(covariance);
      free.restricted.push_back(
          i != j && i < table.OwnVariables() &&
          !(exogenous[static_cast<size_t>(i)] && exogenous[static_cast<size_t>(j)]));
    }
  }
  return free;
}

// The observed information of the saturated model at its estimates, for one respondent.
Eigen::MatrixXd SaturatedInformation(const GroupMoments& group,
                                     const std::vector<CellDerivative>& cells) {
  const auto size = static_cast<Eigen::Index>(cells.size());
  Eigen::MatrixXd information = Eigen::MatrixXd::Zero(size, size), one;
  PatternPrecision precision;
  precision.SetSigma(group.covariance);
  for (const MissingPattern& pattern : group.patterns->patterns) {
    precision.Choose(pattern);
    const Eigen::MatrixXd& P = precision.precision();
    const double share = pattern.n / group.patterns->n;
    Eigen::VectorXd d = Eigen::VectorXd::Zero(group.means.size());
    d(pattern.observed) = pattern.means - group.means(pattern.observed);
    Eigen::MatrixXd products = Eigen::MatrixXd::Zero(P.rows(), P.cols());
    products(pattern.observed, pattern.observed) = pattern.covariance;
    products.noalias() += d * d.transpose();
    NormalTheoryHessian(P, P * products * P, P * d, cells, &one);
    information += share * one;
  }
  return information;
}

// The derivatives of the free moments with respect to the free parameters, m x q.
Eigen::MatrixXd MomentJacobian(const FittedModel& fit, int g,
                               const std::vector<CellDerivative>& moments) {
  const ImpliedMoments& implied = fit.implied[static_cast<size_t>(g)];
  Eigen::MatrixXd jacobian =
      Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(moments.size()), fit.free_parameters());
  for (const StructuralModel::FreeCell& free : fit.structure->group(g).cells) {
    const CellDerivative cell = fit.structure->Derivative(free.cell, implied);
    const auto a = implied.basis.col(cell.a), b = implied.basis.col(cell.b);
    for (size_t k = 0; k < moments.size(); ++k) {
      const CellDerivative& moment = moments[k];
      jacobian(static_cast<Eigen::Index>(k), free.free) +=
          moment.slope != 0 ? cell.slope * a[moment.a]
                            : cell.weight * (a[moment.a] * b[moment.b] + a[moment.b] * b[moment.a]);
    }
  }
  return jacobian;
}

// n (log|Sigma| - log|S| + tr(S Sigma^-1) - p + d' Sigma^-1 d) with the saturated moments in the
// place of a complete sample's.
double CompleteStatistic(const GroupMoments& group, const Eigen::MatrixXd& sigma,
                         const Eigen::VectorXd& mu) {
  const Eigen::LLT<Eigen::MatrixXd> model(sigma), sample(group.covariance);
  const auto log_determinant = [](const Eigen::LLT<Eigen::MatrixXd>& llt) {
    return 2 * llt.matrixLLT().diagonal().array().log().sum();
  };
  const Eigen::VectorXd d = group.means - mu;
  return group.n *
         (log_determinant(model) - log_determinant(sample) + model.solve(group.covariance).trace() -
          static_cast<double>(d.size()) + d.dot(model.solve(d)));
}

struct CompleteDiscrepancy {
  double statistic = 0, mean = 0;  // the mean where the model holds
  double excess() const { return statistic - mean; }
};

}  // namespace

void AddIncompleteFit(const FittedModel& fit, const TestStatistic& model,
                      const BaselineFit& baseline, FitMeasures* measures) {
  const FreeMoments free = FindFreeMoments(fit.table);
  std::vector<Eigen::Index> unrestricted;
  for (size_t k = 0; k < free.cells.size(); ++k) {
    if (!free.restricted[k]) unrestricted.push_back(static_cast<Eigen::Index>(k));
  }
  CompleteDiscrepancy of_model, of_baseline;
  const Eigen::Index q = fit.free_parameters();
  Eigen::MatrixXd information = Eigen::MatrixXd::Zero(q, q), complete = information;
  for (int g = 0; g < fit.table.groups; ++g) {
    const GroupMoments& group = fit.moments.groups[static_cast<size_t>(g)];
    const ImpliedMoments& implied = fit.implied[static_cast<size_t>(g)];
    const Eigen::MatrixXd precision = group.covariance.llt().solve(
        Eigen::MatrixXd::Identity(group.means.size(), group.means.size()));
    Eigen::MatrixXd weight;  // of complete answers
    NormalTheoryInformation(precision, free.cells, free.cells, &weight);
    const Eigen::MatrixXd saturated = SaturatedInformation(group, free.cells);
    const double trace = saturated.llt().solve(weight).trace();
    const Eigen::MatrixXd of_free = saturated(unrestricted, unrestricted);
    of_model.statistic += CompleteStatistic(group, implied.sigma, implied.mu);
    of_model.mean += trace;
    of_baseline.statistic += CompleteStatistic(group, baseline.covariances[static_cast<size_t>(g)],
                                               baseline.means[static_cast<size_t>(g)]);
    of_baseline.mean +=
        trace - of_free.llt().solve(Eigen::MatrixXd(weight(unrestricted, unrestricted))).trace();
    const Eigen::MatrixXd jacobian = MomentJacobian(fit, g, free.cells);
    const double share = group.n / fit.respondents();
    information += share * jacobian.transpose() * saturated * jacobian;
    complete += share * jacobian.transpose() * weight * jacobian;
  }
  if (fit.null_space.size() > 0) {
    information = (fit.null_space.transpose() * information * fit.null_space).eval();
    complete = (fit.null_space.transpose() * complete * fit.null_space).eval();
  }
  of_model.mean -= information.llt().solve(complete).trace();
  if (!(of_model.mean > 0) || !std::isfinite(of_model.excess())) return;

  const double excess = of_model.excess(), baseline_excess = of_baseline.excess();
  const double most = std::max({excess, baseline_excess, 0.0});
  const double df = model.df, baseline_df = baseline.df;
  const double tli =
      df > 0 && baseline_df > 0 ? 1 - (excess / df) / (baseline_excess / baseline_df) : 1.0;
  measures->emplace_back("cfi_robust", most > 0 ? 1 - std::max(excess, 0.0) / most : 1.0);
  measures->emplace_back("tli_robust", tli);
  measures->emplace_back("nnfi_robust", tli);
  measures->emplace_back("rni_robust", 1 - excess / baseline_excess);
  // x / c has the noncentrality of a chi-square variable with df, and c times it is x's.
  TestStatistic scaled = model;
  const double c = df > 0 ? of_model.mean / df : 1;
  scaled.chisq = of_model.statistic / c;
  scaled.respondents = model.respondents / c;
  AddRmsea(scaled, "_robust", measures);
}

}  // namespace trustsem
