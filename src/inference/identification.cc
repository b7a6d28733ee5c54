#include "inference/identification.h"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.h"
#include "base/text.h"
#include "discrepancy/normal_theory.h"
#include "discrepancy/weighted_least_squares.h"
#include "inference/fitted_model.h"

namespace trustsem {
namespace {

// Relative to a unit diagonal: below it a direction counts as null. A weakly identified but regular
// model stands some orders of magnitude above.
constexpr double kNullEigenvalue = 1e-10;

// Brings each statistic to the variables' own units.
Eigen::VectorXd StatisticWeights(const SampleMoments& moments, const GroupMoments& group) {
  const Eigen::VectorXd sd = group.covariance.diagonal().cwiseSqrt();
  Eigen::VectorXd weights = Eigen::VectorXd::Ones(static_cast<Eigen::Index>(group.layout.size()));
  for (size_t k = 0; k < group.layout.size(); ++k) {
    const Moment& moment = group.layout[k];
    double& weight = weights[static_cast<Eigen::Index>(k)];
    if (moment.kind == MomentKind::kMean) weight = 1 / sd[moment.first];
    if (moment.kind == MomentKind::kCovariance) weight = 1 / (sd[moment.first] * sd[moment.second]);
    if (moment.kind == MomentKind::kSlope) {
      weight = sd[moments.covariates[static_cast<size_t>(moment.second)]] / sd[moment.first];
    }
  }
  return weights;
}

// Normal-theory information with the variables' own variances as weight: its rank is the rank of
// the moments' Jacobian, whatever the units. Scaled to a unit diagonal; false where it does not
// exist.
bool ScaledInformation(const ParameterTable& table, const StructuralModel& model,
                       const SampleMoments& moments, const Eigen::VectorXd& theta,
                       Eigen::MatrixXd* information, Eigen::VectorXd* scale) {
  const int q = model.free_parameters();
  information->setZero(q, q);
  ImpliedMoments implied;
  Eigen::MatrixXd products, by_cell;
  for (int g = 0; g < model.groups(); ++g) {
    if (!model.Evaluate(theta, g, &implied)) return false;
    const Eigen::VectorXd weight = moments.groups[g].covariance.diagonal().cwiseInverse();
    const MomentLayout& layout = moments.groups[g].layout;
    std::vector<CellDerivative> cells;
    for (const auto& free : model.group(g).cells) {
      cells.push_back(model.Derivative(free.cell, implied));
    }
    if (table.HasOrdered()) {
      const Eigen::VectorXd squares = StatisticWeights(moments, moments.groups[g]).cwiseAbs2();
      const WeightedLeastSquares products_of(layout, moments.groups[g].statistics, squares, {});
      products_of.Information(implied, cells, cells, nullptr, &by_cell);
    } else {
      BasisProducts(implied, weight.asDiagonal(), &products);
      NormalTheoryInformation(products, cells, cells, &by_cell);
    }
    for (size_t k = 0; k < cells.size(); ++k) {
      for (size_t l = 0; l < cells.size(); ++l) {
        (*information)(model.group(g).cells[k].free, model.group(g).cells[l].free) += by_cell(k, l);
      }
    }
  }
  // Equality constraints add information of their own.
  std::vector<bool> equality;
  for (const ConstraintFunction& c : table.constraints) equality.push_back(c.equality);
  const Eigen::MatrixXd A = ConstraintJacobian(table, theta, equality);
  const double typical = information->trace() / std::max(1, q);
  for (Eigen::Index i = 0; i < A.rows(); ++i) {
    const double length = A.row(i).squaredNorm();
    if (length > 0) *information += typical / length * A.row(i).transpose() * A.row(i);
  }
  *scale = information->diagonal().cwiseSqrt();
  for (Eigen::Index i = 0; i < q; ++i) {
    if (!((*scale)[i] > 0)) (*scale)[i] = 1;
  }
  const Eigen::VectorXd inverse = scale->cwiseInverse();
  *information = inverse.asDiagonal() * *information * inverse.asDiagonal();
  return information->allFinite();
}

bool ClearlyRegular(const Eigen::MatrixXd& information) {
  const Eigen::LLT<Eigen::MatrixXd> llt(information);
  return llt.info() == Eigen::Success && llt.rcond() > 1e-8;
}

// "0, 0", one a group.
std::string Zeros(int groups) {
  std::string text = "0";
  for (int g = 1; g < groups; ++g) text += ", 0";
  return text;
}

// A construct measured by constructs whose mean is among the parameters involved: of its mean and
// theirs not all can be known, as when equal thresholds release them. Empty where there is none.
std::string MeanOfHigherOrder(const Identification& identification, const ParameterTable& table) {
  for (int free : identification.parameters) {
    const Parameter& mean = table.Representative(free);
    if (mean.op != Operator::kIntercept || !table.IsConstruct(mean.lhs)) continue;
    for (const Parameter& row : table.rows) {
      if (row.op == Operator::kMeasuredBy && row.lhs == mean.lhs && table.IsConstruct(row.rhs)) {
        return mean.lhs;
      }
    }
  }
  return "";
}

// Free parameters with a part in any null direction.
std::vector<int> Involved(const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>& eigen,
                          int deficiency) {
  Eigen::VectorXd part = Eigen::VectorXd::Zero(eigen.eigenvectors().rows());
  for (int k = 0; k < deficiency; ++k) {
    part = part.cwiseMax(eigen.eigenvectors().col(k).cwiseAbs());
  }
  std::vector<int> involved;
  for (Eigen::Index i = 0; i < part.size(); ++i) {
    if (part[i] > 0.01) involved.push_back(static_cast<int>(i));
  }
  return involved;
}

}  // namespace

std::vector<ReciprocalEquation> ReciprocalEquations(const ParameterTable& table) {
  std::set<std::pair<std::string, std::string>> paths;  // (outcome, predictor)
  for (const Parameter& row : table.rows) {
    if (row.op == Operator::kRegression && row.group == 1 && (row.free >= 0 || row.fixed != 0)) {
      paths.insert({row.lhs, row.rhs});
    }
  }
  std::vector<ReciprocalEquation> equations;
  for (const auto& [outcome, partner] : paths) {
    if (!paths.count({partner, outcome})) continue;
    ReciprocalEquation equation;
    equation.outcome = outcome;
    equation.partner = partner;
    for (const auto& [to, from] : paths) {
      if (to == partner && from != outcome && !paths.count({outcome, from})) {
        equation.instruments.push_back(from);
      }
    }
    equations.push_back(std::move(equation));
  }
  return equations;
}

Identification CheckIdentification(const ParameterTable& table, const StructuralModel& model,
                                   const SampleMoments& moments, const Eigen::VectorXd& start) {
  Identification result;
  result.reciprocal = ReciprocalEquations(table);
  int rank = 0;
  if (!table.constraints.empty()) {
    std::vector<bool> equality;
    for (const ConstraintFunction& c : table.constraints) equality.push_back(c.equality);
    NullSpace(ConstraintJacobian(table, start, equality), &rank);
  }
  const int q = model.free_parameters();
  result.degrees_of_freedom = CountMoments(table) - (q - rank);
  Eigen::MatrixXd information;
  Eigen::VectorXd scale;
  Eigen::VectorXd theta = start;
  constexpr int kPoints = 5;
  result.deficiency = q;
  for (int point = 0; point < kPoints; ++point) {
    if (!ScaledInformation(table, model, moments, theta, &information, &scale)) continue;
    if (ClearlyRegular(information)) {
      result.deficiency = 0;
      break;
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(information);
    const int deficiency =
        static_cast<int>((eigen.eigenvalues().array() < kNullEigenvalue).count());
    // The starting values themselves may be special (a covariance of exactly zero).
    if (deficiency <= result.deficiency) {
      result.deficiency = deficiency;
      result.parameters = Involved(eigen, deficiency);
    }
    if (deficiency == 0) break;
    const RandomStream random(1, static_cast<uint64_t>(point));
    for (int i = 0; i < q; ++i) {
      const double u = 2 * random.Uniform(static_cast<uint32_t>(i)) - 1;
      theta[i] = start[i] * (1 + 0.2 * u) + 0.1 * u / scale[i];
    }
  }
  result.identified = result.deficiency == 0 && result.degrees_of_freedom >= 0;
  if (result.deficiency == 0) result.parameters.clear();
  return result;
}

Fault DescribeFailure(const Identification& identification, const ParameterTable& table) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (int free : identification.parameters) {
    const std::string name = Describe(table.Representative(free), table.groups);
    if (seen.insert(name).second) names.push_back("'" + name + "'");
  }
  Fault fault;
  fault.message = "the model is not identified";
  if (identification.degrees_of_freedom < 0) {
    const int excess = -identification.degrees_of_freedom;
    fault.message += fmt::format(": it has {} more free parameter{} than the data have moments",
                                 excess, excess == 1 ? "" : "s");
  }
  if (!names.empty()) {
    fault.message +=
        fmt::format("{} no data can tell apart the values of {}",
                    identification.degrees_of_freedom < 0 ? ", and" : ":", JoinNames(names, 10));
  }
  for (const ReciprocalEquation& equation : identification.reciprocal) {
    if (!equation.instruments.empty()) continue;
    fault.message += fmt::format("; the equation of {} lacks an instrument for {}",
                                 equation.outcome, equation.partner);
    if (!fault.hint.empty()) fault.hint += ", and ";
    fault.hint += fmt::format("add a variable that predicts {} and not {}", equation.partner,
                              equation.outcome);
  }
  const std::string general = MeanOfHigherOrder(identification, table);
  if (fault.hint.empty() && !general.empty()) {
    fault.hint = fmt::format("fix that construct's mean in all groups: '{} ~ c({})*1'", general,
                             Zeros(table.groups));
  } else if (fault.hint.empty()) {
    fault.hint =
        "fix one of these parameters, give a construct another item, or leave a path or covariance "
        "out";
  } else {
    fault.hint += ", or leave one of the two paths out";
  }
  return fault;
}

}  // namespace trustsem
