#include "inference/baseline_model.h"

#include <Eigen/Cholesky>
#include <limits>

#include "moments/missing_patterns.h"
#include "moments/saturated_moments.h"
#include "solve/minimise.h"

namespace trustsem {
namespace {

Parameter MakeRow(const std::string& lhs, Operator op, const std::string& rhs, int group) {
  Parameter row;
  row.lhs = lhs;
  row.op = op;
  row.rhs = rhs;
  row.group = group;
  return row;
}

// Rows of one group: free variances, the exogenous block, means.
void AddGroup(const ParameterTable& of, int group, ParameterTable* baseline) {
  const auto add = [&](Parameter row, bool exogenous) {
    row.exogenous = exogenous && of.fixed_x;
    row.free = row.exogenous ? -1 : baseline->free_parameters++;
    baseline->rows.push_back(std::move(row));
  };
  for (size_t i = 0; i < of.observed.size(); ++i) {
    const bool exogenous = of.IsExogenous(of.observed[i]);
    add(MakeRow(of.observed[i], Operator::kCovariance, of.observed[i], group), exogenous);
    if (of.mean_structure) add(MakeRow(of.observed[i], Operator::kIntercept, "", group), exogenous);
  }
  for (size_t i = 0; i < of.exogenous.size(); ++i) {
    for (size_t j = i + 1; j < of.exogenous.size(); ++j) {
      add(MakeRow(of.exogenous[i], Operator::kCovariance, of.exogenous[j], group), true);
    }
  }
  for (size_t i = 0; i < of.auxiliary.size(); ++i) {
    const std::string& name = of.auxiliary[i];
    const size_t own = static_cast<size_t>(of.OwnVariables());
    for (size_t j = 0; j < own + i; ++j) {
      add(MakeRow(name, Operator::kCovariance, of.observed[j], group), false);
    }
  }
}

Eigen::VectorXd SampleValues(const ParameterTable& table, const StructuralModel& structure,
                             const SampleMoments& moments, bool unbiased) {
  Eigen::VectorXd theta(table.free_parameters);
  for (const Parameter& row : table.rows) {
    if (row.free < 0) continue;
    const GroupMoments& sample = moments.groups[row.group - 1];
    const int i = structure.ObservedIndex(row.lhs);
    theta[row.free] = row.op == Operator::kIntercept
                          ? sample.means[i]
                          : (unbiased ? sample.n / (sample.n - 1) : 1.0) *
                                sample.covariance(i, structure.ObservedIndex(row.rhs));
  }
  return theta;
}

// Of incomplete answers the baseline's blocks are estimated one by one: each variable's mean and
// variance from those who answered it, the exogenous ones together.
void TakeIncomplete(const ParameterTable& table, const StructuralModel& structure,
                    const SampleMoments& moments, Eigen::VectorXd* theta) {
  std::vector<std::vector<int>> blocks;
  std::vector<int> exogenous;
  for (int i = 0; i < moments.p(); ++i) {
    // Covariances with auxiliary variables begin at zero, so that the start is positive definite.
    const bool is_exogenous = table.IsExogenous(table.observed[static_cast<size_t>(i)]);
    if (is_exogenous) exogenous.push_back(i);
    if (!is_exogenous) blocks.push_back({i});
  }
  if (!exogenous.empty()) blocks.push_back(exogenous);
  for (int g = 0; g < table.groups; ++g) {
    const GroupMoments& group = moments.groups[static_cast<size_t>(g)];
    Eigen::VectorXd means = group.means;
    Eigen::MatrixXd covariance =
        Eigen::MatrixXd::Zero(group.covariance.rows(), group.covariance.cols());
    for (const std::vector<int>& block : blocks) {
      const SaturatedMoments own = EstimateSaturatedMoments(Restrict(*group.patterns, block));
      means(block) = own.means;
      covariance(block, block) = own.covariance;
    }
    for (const Parameter& row : table.rows) {
      if (row.free < 0 || row.group != g + 1) continue;
      const int i = structure.ObservedIndex(row.lhs);
      (*theta)[row.free] = row.op == Operator::kIntercept
                               ? means[i]
                               : covariance(i, structure.ObservedIndex(row.rhs));
    }
  }
}

// The minimum from moments of uncorrelated blocks on.
Eigen::VectorXd MinimiseFrom(const Eigen::VectorXd& start, const Objective& objective,
                             ObjectiveWorkspace* workspace) {
  MinimiseProblem problem;
  problem.function = [&](const Eigen::VectorXd& theta, double* value, Eigen::VectorXd* gradient,
                         Eigen::MatrixXd* information) {
    return objective.Evaluate(theta, workspace, value, gradient, information);
  };
  problem.hessian = [&](const Eigen::VectorXd& theta, Eigen::MatrixXd* hessian) {
    return objective.Hessian(theta, workspace, hessian);
  };
  problem.start = start;
  problem.lower.setConstant(start.size(), -std::numeric_limits<double>::infinity());
  problem.upper = -problem.lower;
  problem.respondents = objective.respondents();
  return Minimise(problem).theta;
}

// Of statistics: all are free but the covariances of modelled variables, which are zero. What is
// free is profiled out: with a full weight, the inverse of the covariances' own block remains.
BaselineFit FitResponseBaseline(const FittedModel& fit) {
  BaselineFit baseline;
  for (int g = 0; g < fit.table.groups; ++g) {
    const GroupMoments& group = fit.moments.groups[g];
    std::vector<Eigen::Index> restricted;
    for (size_t k = 0; k < group.layout.size(); ++k) {
      if (IsRestricted(fit.table, group.layout[k])) {
        restricted.push_back(static_cast<Eigen::Index>(k));
      }
    }
    const Eigen::VectorXd s = group.statistics(restricted);
    double form = 0;
    if (fit.objective->estimator().weight == Weight::kFull) {
      const Eigen::MatrixXd block = group.asymptotic_covariance(restricted, restricted);
      form = s.dot(block.llt().solve(s));
    } else {
      Eigen::VectorXd all = Eigen::VectorXd::Zero(group.statistics.size());
      all(restricted) = s;
      form = fit.objective->discrepancy(g).QuadraticForm(all, fit.workspace.groups[g].discrepancy);
    }
    baseline.chisq += fit.respondents() * fit.objective->group_weight(g) * form;
    baseline.df += static_cast<int>(restricted.size());
  }
  return baseline;
}

}  // namespace

bool IsRestricted(const ParameterTable& table, const Moment& moment) {
  if (moment.kind != MomentKind::kCovariance || moment.first == moment.second) return false;
  const std::string& first = table.observed[static_cast<size_t>(moment.first)];
  const std::string& second = table.observed[static_cast<size_t>(moment.second)];
  if (table.IsAuxiliary(first) || table.IsAuxiliary(second)) return false;
  return !(table.IsExogenous(first) && table.IsExogenous(second));
}

BaselineFit FitBaseline(const FittedModel& fit) {
  if (fit.table.HasOrdered()) return FitResponseBaseline(fit);
  ParameterTable table;
  table.observed = fit.table.observed;
  table.exogenous = fit.table.exogenous;
  table.auxiliary = fit.table.auxiliary;
  table.groups = fit.table.groups;
  table.mean_structure = fit.table.mean_structure;
  table.fixed_x = fit.table.fixed_x;
  for (int g = 1; g <= table.groups; ++g) AddGroup(fit.table, g, &table);

  const Estimator& estimator = fit.objective->estimator();
  const StructuralModel structure(table, fit.moments, estimator.unbiased_covariance());
  const Objective objective = fit.objective->WithModel(structure);
  Eigen::VectorXd theta =
      SampleValues(table, structure, fit.moments, estimator.unbiased_covariance());
  if (fit.moments.IsIncomplete()) TakeIncomplete(table, structure, fit.moments, &theta);
  ObjectiveWorkspace workspace;
  // With auxiliary variables it falls into no blocks, and their covariances are searched for.
  if (!table.auxiliary.empty()) theta = MinimiseFrom(theta, objective, &workspace);
  double value = 0;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd information;
  objective.Evaluate(theta, &workspace, &value, &gradient,
                     estimator.likelihood() ? nullptr : &information);
  // The likelihood's gradient is zero here already.
  if (!estimator.likelihood()) value -= 0.5 * gradient.dot(information.llt().solve(gradient));

  BaselineFit baseline;
  baseline.chisq = 2 * fit.respondents() * value;
  baseline.df = CountMoments(table) - table.free_parameters;
  for (const ObjectiveWorkspace::Group& group : workspace.groups) {
    baseline.means.push_back(group.implied.mu);
    baseline.covariances.push_back(group.implied.sigma);
  }
  return baseline;
}

}  // namespace trustsem
